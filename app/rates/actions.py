"""What the owner does with the rates of btw: a percentage holds from a day on."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.shop.models import VatCode, VatRate
from app.users.models import User


def add(session: Session, *, code: VatCode, percent: Decimal, valid_from: dt.date, by: User) -> VatRate:
    """Give a rate of btw another percentage from a day on; quotes that were sent keep theirs."""
    begin(session, "vat_rate.add", by=by)
    same_day = session.scalar(select(VatRate).where(VatRate.code == code, VatRate.valid_from == valid_from))
    if same_day is not None:
        raise RuleBroken(_("This rate has a percentage from that day already."))
    rate = VatRate(code=code, percent=percent, valid_from=valid_from)
    session.add(rate)
    session.flush()
    return rate
