"""What the pages of sending begin with before anybody has typed, and whom they offer to choose from."""

import datetime as dt

from sqlalchemy import Select, false, func, select

from app.contacts.models import ContactDetail, DetailKind
from app.contacts.names import full_name
from app.contacts.queries import people_of
from app.core import clock
from app.core.database import Session
from app.quotes import queries
from app.quotes.models import Quote, QuoteVersion, SentHow
from app.relations.models import Relation
from app.shop.queries import get_shop


def usual_sending(session: Session, quote: Quote) -> dict[str, object]:
    """How and to whom it probably goes, and a last day still to come."""
    today = clock.today()
    is_over = quote.valid_until is None or quote.valid_until < today
    before = queries.find_version(session, quote, quote.version_no - 1)
    return {
        **usual_way(session, quote, before),
        "valid_until": today + _usual_days(session) if is_over else quote.valid_until,
    }


def usual_extension(session: Session, quote: Quote) -> dict[str, object]:
    """As it went before, and the usual days: from today, or from its last day when that is later."""
    last_day = clock.today() + _usual_days(session)
    if quote.valid_until is not None and last_day <= quote.valid_until:
        last_day = quote.valid_until + _usual_days(session)
    before = queries.version_of(session, quote)
    return {**usual_way(session, quote, before), "valid_until": last_day}


def usual_way(session: Session, quote: Quote, before: QuoteVersion | None) -> dict[str, object]:
    """As the version before it went; else by mail, to who has a mail address."""
    if before is not None and before.sent_how is not None and before.sent_to:
        return {"how": before.sent_how.value, "to": before.sent_to}
    mail = session.scalars(_mails(quote)).first()
    if mail is None:
        return {"how": SentHow.PRINT.value, "to": session.get_one(Relation, quote.relation_id).name}
    return {"how": SentHow.MAIL.value, "to": mail.given}


def whom_to_send_to(session: Session, quote: Quote) -> list[tuple[str, str]]:
    """The mail addresses of the card to choose from, each with whose it is."""
    relation = session.get_one(Relation, quote.relation_id)
    names = {person.id: full_name(person) for person in people_of(session, relation.id)}
    mails = session.scalars(_mails(quote))
    return [(mail.given, names.get(mail.person_id or 0, relation.name)) for mail in mails]


def _usual_days(session: Session) -> dt.timedelta:
    return dt.timedelta(days=get_shop(session).quote_valid_days)


def _mails(quote: Quote) -> Select[ContactDetail]:
    """The mail addresses of the card, that of the person the quote is for first."""
    return (
        select(ContactDetail)
        .where(ContactDetail.relation_id == quote.relation_id, ContactDetail.kind == DetailKind.EMAIL)
        .order_by(
            func.coalesce(ContactDetail.person_id == quote.person_id, false()).desc(),
            ContactDetail.position,
            ContactDetail.id,
        )
    )
