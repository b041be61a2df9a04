"""Quotes as the tests of the letter want them: any lines, any texts, and the pages they come to."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from flask import Flask
from pypdf import PdfReader

from app.core.database import Session
from app.quotes.models import LineKind, Quote, QuoteLine, QuoteStatus, QuoteVersion
from app.quotes.paper import make_pdf
from app.relations.models import Relation
from app.shop.models import VatCode
from tests.factories import make_quote, make_relation

BARE = {"quantity": None, "price": None, "vat_code": None, "vat_percent": None}


def line(description: str, kind: LineKind = LineKind.ITEM, **fields: Any) -> dict[str, Any]:
    """A line of a quote; text and a heading have no price."""
    bare = BARE if kind in {LineKind.TEXT, LineKind.HEADING} else {}
    return {"description": description, "kind": kind} | bare | fields


def make_letter(
    session: Session,
    lines: Sequence[dict[str, Any]],
    relation: Relation | None = None,
    texts: dict[str, Any] | None = None,
    **fields: Any,
) -> Quote:
    """A sent quote with these lines (100.00 with 21% where not said) and these texts in its version."""
    relation = relation or make_relation(session, language="en")
    quote = make_quote(session, relation, **{"status": QuoteStatus.SENT} | fields)
    version = version_of(session, quote)
    for column, value in (texts or {}).items():
        setattr(version, column, value)
    for there in session.query(QuoteLine).filter_by(version_id=version.id):
        session.delete(there)
    given: dict[str, Any] = {"quantity": Decimal(1), "price": Decimal(100)}
    given |= {"vat_code": VatCode.HIGH, "vat_percent": Decimal(21)}
    session.add_all(
        QuoteLine(**{"version_id": version.id, "position": place} | given | fields)
        for place, fields in enumerate(lines)
    )
    session.flush()
    return quote


def version_of(session: Session, quote: Quote) -> QuoteVersion:
    """The only version of the quote."""
    return session.query(QuoteVersion).filter_by(quote_id=quote.id).one()


def pages_of(app: Flask, session: Session, quote: Quote) -> list[str]:
    """The text of each page, with single spaces."""
    with app.app_context():
        content = make_pdf(session, quote)
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]
