"""The shop and what its owner has set, in the order the owner gave it."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.words import _
from app.shop.models import (
    AskedFor,
    FormOfAddress,
    ProductGroup,
    RejectionReason,
    Shop,
    ShopBranch,
    TextBlock,
    VatCode,
    VatRate,
)

IDLE_UNTIL_SET_UP = dt.timedelta(hours=8)


def find_shop(session: Session) -> Shop | None:
    """The shop; None until the first start."""
    # Each request asks more than once, and a session forgets a row that nobody holds.
    shop = session.info["shop"] = session.get(Shop, 1)
    return shop


def get_shop(session: Session) -> Shop:
    """The shop of an app that is set up."""
    return find_shop(session) or session.get_one(Shop, 1)


def idle_after(session: Session) -> dt.timedelta:
    """How long a browser may do nothing before it is signed out."""
    shop = find_shop(session)
    return dt.timedelta(minutes=shop.lock_after_minutes) if shop else IDLE_UNTIL_SET_UP


def branches(session: Session) -> list[ShopBranch]:
    """The shop's own addresses in use; the first is the one on its papers."""
    query = select(ShopBranch).where(ShopBranch.archived_on.is_(None))
    return list(session.scalars(query.order_by(ShopBranch.position, ShopBranch.id)))


def closed_branches(session: Session) -> list[ShopBranch]:
    """The addresses that are used no longer."""
    query = select(ShopBranch).where(ShopBranch.archived_on.is_not(None))
    return list(session.scalars(query.order_by(ShopBranch.archived_on.desc(), ShopBranch.id)))


def reasons(session: Session, asked_for: AskedFor = AskedFor.DECLINED) -> list[RejectionReason]:
    """The reasons to choose from after this outcome."""
    query = select(RejectionReason).where(
        RejectionReason.asked_for == asked_for, RejectionReason.archived_on.is_(None)
    )
    return list(session.scalars(query.order_by(RejectionReason.position, RejectionReason.id)))


def put_away_reasons(session: Session, asked_for: AskedFor) -> list[RejectionReason]:
    """The reasons that can be chosen no longer, but stay with the quotes that had them."""
    query = select(RejectionReason).where(
        RejectionReason.asked_for == asked_for, RejectionReason.archived_on.is_not(None)
    )
    return list(session.scalars(query.order_by(RejectionReason.position, RejectionReason.id)))


def reason_of_ours(session: Session, code: str) -> RejectionReason:
    """The reason that every shop began with, under whatever name, also when it was put away."""
    return session.scalars(select(RejectionReason).where(RejectionReason.code == code)).one()


def product_groups(session: Session) -> list[ProductGroup]:
    """The sorts of things the shop sells."""
    query = select(ProductGroup).where(ProductGroup.archived_on.is_(None))
    return list(session.scalars(query.order_by(ProductGroup.position, ProductGroup.id)))


def put_away_product_groups(session: Session) -> list[ProductGroup]:
    """The sorts of things the shop sells no longer."""
    query = select(ProductGroup).where(ProductGroup.archived_on.is_not(None))
    return list(session.scalars(query.order_by(ProductGroup.position, ProductGroup.id)))


def rates(session: Session) -> list[VatRate]:
    """All rates of btw, old and coming ones too, each from its latest day back."""
    rates = session.scalars(select(VatRate).order_by(VatRate.valid_from.desc()))
    return sorted(rates, key=lambda rate: list(VatCode).index(rate.code))


def counting(rates: list[VatRate], day: dt.date) -> set[int]:
    """The ids of the percentages that count on this day: of each rate the latest that has begun."""
    begun: dict[VatCode, VatRate] = {}
    for rate in rates:
        if rate.valid_from <= day and (
            rate.code not in begun or rate.valid_from > begun[rate.code].valid_from
        ):
            begun[rate.code] = rate
    return {rate.id for rate in begun.values()}


def texts(session: Session, codes: str) -> dict[tuple[str, str, FormOfAddress], str]:
    """The shop's own texts whose code begins so, by code, language and form of address."""
    query = select(TextBlock).where(TextBlock.code.startswith(codes, autoescape=True))
    return {(text.code, text.language, text.form): text.body for text in session.scalars(query)}


def missing_on_papers(shop: Shop, branches: list[ShopBranch]) -> list[tuple[str, str]]:
    """What a quote should carry and the shop has not filled in: the page to do it on, and the word for it."""
    has_address = any(branch.street and branch.postcode and branch.place for branch in branches)
    wanted = [
        ("shop.details", _("KVK number"), shop.chamber_number),
        ("shop.details", _("btw number"), shop.vat_id or not shop.charges_vat),
        ("shop.details", _("bank number"), shop.iban),
        ("branches.index", _("the address of the shop"), has_address),
    ]
    return [(endpoint, word) for endpoint, word, is_there in wanted if not is_there]
