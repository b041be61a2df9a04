"""Which legal texts a quote has to carry; once sent it keeps those that stood on its paper."""

import re
from collections.abc import Sequence

from app.core.database import Session
from app.core.words import language, use_language
from app.letterhead.legal import PREFIX, Legal, LegalText
from app.quotes.models import LineKind, PriceKind, Quote, QuoteLine, QuoteVersion
from app.quotes.sums import counts
from app.relations.models import Nature, Relation
from app.shop.models import FormOfAddress, VatCode
from app.shop.queries import get_shop, texts
from app.shop.texts import filled_in

# Where a number is wanted that nobody filled in there is room to write it.
TO_WRITE = "…………………………"

# A sent version keeps its texts under each other; one without any says so, for empty is not sent yet.
NONE = "-"
_START = rf"^\[(?P<what>{'|'.join(Legal)})\] "
_NEXT = rf"\n\[(?:{'|'.join(Legal)})\] "
KEPT = re.compile(rf"{_START}(?P<text>.*?)(?={_NEXT}|\Z)", re.DOTALL | re.MULTILINE)

Texts = dict[Legal, str]


def legal_of(
    session: Session, quote: Quote, version: QuoteVersion, lines: Sequence[QuoteLine], form: FormOfAddress
) -> Texts:
    """The texts of a version by what they are about: as they were sent, or as they would be printed now."""
    if version.legal:
        return {Legal(found["what"]): found["text"] for found in KEPT.finditer(version.legal)}
    relation = session.get_one(Relation, quote.relation_id)
    with use_language(relation.language):
        wanted = _wanted(session, quote, version, lines)
        own = texts(session, PREFIX)
        facts = _facts(session, relation)
        return {what: _text(what, form, own, facts[what]) for what in Legal if wanted[what]}


def has_room_for_vat_id(
    session: Session, quote: Quote, version: QuoteVersion, lines: Sequence[QuoteLine]
) -> bool:
    """Whether the paper would have dots where the btw number of the customer belongs."""
    relation = session.get_one(Relation, quote.relation_id)
    return _wanted(session, quote, version, lines)[Legal.REVERSE] and not relation.vat_id


def as_kept(printed: Texts) -> str:
    """The texts as a sent version keeps them."""
    return "\n".join(f"[{what}] {text}" for what, text in printed.items()) or NONE


def _text(
    what: Legal,
    form: FormOfAddress,
    own: dict[tuple[str, str, FormOfAddress], str],
    facts: dict[str, str],
) -> str:
    text = LegalText(what)
    form = form if text.speaks else FormOfAddress.U
    return filled_in(own.get((text.code, language(), form)) or text.ours(form), facts)


def _wanted(
    session: Session, quote: Quote, version: QuoteVersion, lines: Sequence[QuoteLine]
) -> dict[Legal, bool]:
    shop, relation = get_shop(session), session.get_one(Relation, quote.relation_id)
    priced = [line for line in lines if line.price is not None and counts(line)]
    return {
        Legal.ALLOWANCE: any(line.kind is LineKind.ALLOWANCE for line in lines),
        Legal.KOR: not version.charges_vat,
        Legal.REVERSE: version.charges_vat and any(line.vat_code is VatCode.REVERSE for line in priced),
        Legal.GUIDE_PRICE: quote.price_kind is PriceKind.GUIDE,
        Legal.TERMS: quote.terms_enclosed,
        Legal.WITHDRAWAL: quote.discussed_at_home and relation.nature is Nature.PRIVATE,
        Legal.COMPANY: bool(shop.statutory_name),
        Legal.CHAMBER: bool(shop.chamber_number),
        Legal.VAT_ID: bool(shop.vat_id),
    }


def _facts(session: Session, relation: Relation) -> dict[Legal, dict[str, str]]:
    shop = get_shop(session)
    numbers = {
        Legal.REVERSE: relation.vat_id or TO_WRITE,
        Legal.CHAMBER: shop.chamber_number or "",
        Legal.VAT_ID: shop.vat_id or "",
    }
    return {
        what: {"shop": shop.name, "company": shop.statutory_name or "", "number": numbers.get(what, "")}
        for what in Legal
    }
