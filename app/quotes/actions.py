"""What can happen to a quote until it has an outcome: it is written, copied, sent, changed and extended."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import attributes

from app.audit.bulk import delete_tree
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.files.actions import keep_file
from app.quotes import calls, defaults, queries, writing
from app.quotes.given import Offer, Sending
from app.quotes.legal import as_kept, legal_of
from app.quotes.letter import form_of, window_of
from app.quotes.models import (
    LineKind,
    Quote,
    QuoteStatus,
    QuoteVersion,
)
from app.quotes.numbering import next_serial
from app.quotes.sums import sums_of
from app.quotes.telling import tell_of
from app.relations.models import Relation
from app.shop.queries import get_shop
from app.users.models import User

MakePdf = Callable[[Session, Quote], bytes]


def start(session: Session, relation: Relation, offer: Offer, *, by: User) -> Quote:
    """Begin a quote for somebody: a draft, without a number."""
    begin(session, "quote.start", by=by)
    return writing.draft(session, relation.id, offer, by=by)


def copy(session: Session, quote: Quote, *, by: User) -> Quote:
    """Begin a new quote for the same card with the lines and texts of this one, asked for today."""
    begin(session, "quote.copy", by=by)
    today = clock.today()
    offer = replace(
        defaults.offer_of(session, quote),
        responsible=by,
        asked_on=today,
        valid_until=today + dt.timedelta(days=get_shop(session).quote_valid_days),
    )
    return writing.draft(session, quote.relation_id, offer, by=by, copied_from_id=quote.id)


def change(session: Session, quote: Quote, offer: Offer, *, by: User) -> None:
    """Write the draft anew with what is in the editor."""
    _must_be_draft(quote)
    begin(session, "quote.change", by=by)
    writing.write(session, quote, queries.version_of(session, quote), offer)
    # Lines are other rows: without this, two people who only change lines would not notice each other.
    attributes.flag_modified(quote, "subject")
    session.flush()


def discard(session: Session, quote: Quote, *, by: User) -> None:
    """Throw the draft away; a new version goes, and the one that was sent before it stands again."""
    _must_be_draft(quote)
    begin(session, "quote.discard", by=by)
    if quote.version_no == 1:
        delete_tree(session, quote)
        return
    delete_tree(session, queries.version_of(session, quote))
    quote.version_no -= 1
    quote.status = QuoteStatus.SENT
    quote.valid_until = queries.version_of(session, quote).valid_until
    session.flush()


def new_version(session: Session, quote: Quote, *, by: User) -> None:
    """Take up a sent quote to change it: a new version of the same number; the old paper stays as it is."""
    must_be_open(session, quote)
    begin(session, "quote.new_version", by=by)
    today = clock.today()
    offer = defaults.offer_of(session, quote)
    if quote.has_expired(today):
        offer = replace(offer, valid_until=today + dt.timedelta(days=get_shop(session).quote_valid_days))
    quote.version_no += 1
    quote.status = QuoteStatus.DRAFT
    writing.write(session, quote, QuoteVersion(quote_id=quote.id, no=quote.version_no), offer)


def send(session: Session, quote: Quote, sending: Sending, *, make_pdf: MakePdf | None, by: User) -> None:
    """Note that a person sends it: it gets its number, and is kept from now on as it is.

    `make_pdf` draws the paper that is kept; without one (None) the quote is kept in figures and words only.
    """
    what = "quote.sent" if quote.version_no == 1 else "quote.sent_again"
    # The paper with its number has left the shop: from here on a quote is withdrawn, not undone.
    begin(session, "quote.send", by=by, can_be_undone=False)
    _note_as_sent(session, quote, sending, what, make_pdf=make_pdf, by=by)


def extend(session: Session, quote: Quote, sending: Sending, *, make_pdf: MakePdf | None, by: User) -> None:
    """Note that the same is offered until a later day: a new version with a paper of its own."""
    must_be_open(session, quote)
    if quote.valid_until is not None and sending.valid_until <= quote.valid_until:
        raise RuleBroken(_("The quote is valid until that day already. Type a later day."))
    begin(session, "quote.extend", by=by, can_be_undone=False)
    new_version(session, quote, by=by)
    _note_as_sent(session, quote, sending, "quote.extended", make_pdf=make_pdf, by=by)


def note_reply(session: Session, quote: Quote, *, by: User) -> None:
    """The customer let hear from them and decides later: nobody rings until the last day is over."""
    must_be_open(session, quote)
    begin(session, "quote.replied", by=by)
    calls.stop(session, quote, by=by)
    tell_of(session, quote, "quote.replied", by=by)


def why_not_to_send(session: Session, quote: Quote) -> str:
    """What stands in the way of sending what is written, in a sentence; nothing when it can go."""
    version = queries.version_of(session, quote)
    lines = queries.lines_of(session, version)
    if all(line.kind in {LineKind.TEXT, LineKind.HEADING} for line in lines):
        return _("There is nothing on this quote yet. Add a line first.")
    if sums_of(session, quote, version, lines).total < 0:
        return _("This quote adds up to less than nothing. Look at the discount and the prices.")
    return ""


def _note_as_sent(
    session: Session, quote: Quote, sending: Sending, what: str, *, make_pdf: MakePdf | None, by: User
) -> None:
    _must_be_draft(quote)
    if obstacle := why_not_to_send(session, quote):
        raise RuleBroken(obstacle)
    version = queries.version_of(session, quote)
    lines = queries.lines_of(session, version)
    if quote.serial is None:
        quote.year, quote.serial = sending.on.year, next_serial(session, sending.on.year)
    quote.status = QuoteStatus.SENT
    quote.first_sent_on = quote.first_sent_on or sending.on
    quote.valid_until = sending.valid_until
    writing.freeze(session, quote, version, lines, sums_of(session, quote, version, lines))
    version.sent_at = clock.now() if sending.on == clock.today() else clock.start_of(sending.on)
    version.sent_by_id, version.sent_how, version.sent_to = by.id, sending.how, sending.to
    version.address = window_of(session, quote)
    version.legal = as_kept(legal_of(session, quote, version, lines, form_of(session, quote)))
    session.flush()
    if make_pdf is not None:
        name = f"{defaults.file_stem(session, quote)}.pdf"
        version.pdf_id = keep_file(session, name, "application/pdf", make_pdf(session, quote)).id

    calls.finish(session, quote, by=by)
    calls.plan_chase(session, quote, sending.on, by=by)
    tell_of(session, quote, what, by=by, at=version.sent_at, facts={"how": sending.how, "to": sending.to})


def _must_be_draft(quote: Quote) -> None:
    if quote.status is not QuoteStatus.DRAFT:
        raise RuleBroken(_("This quote has been sent. Make a new version to change it."))


def must_be_open(session: Session, quote: Quote) -> None:
    """Refuse, unless the quote was sent and nobody has noted how it ended."""
    if quote.status is not QuoteStatus.SENT and quote.version_no > 1:
        raise RuleBroken(_("A new version is being written. First send it, or throw it away."))
    if quote.status is not QuoteStatus.SENT:
        raise RuleBroken(_("This quote has not been sent yet."))
    if queries.current_outcome(session, quote) is not None:
        raise RuleBroken(_("It has already been noted how this quote ended."))
