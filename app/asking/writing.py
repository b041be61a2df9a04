"""Why, asked in writing: a card to tick and send back, and a mail that a number answers.

Each reason has its number for ever, so that a card that comes back late can still be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.database import Session
from app.core.words import _, use_language
from app.letterhead.mails import Mail
from app.quotes.letter import Letter, form_of, letter_of, salutation_of
from app.quotes.models import Quote
from app.quotes.queries import current_outcome, version_of
from app.reasons.words import as_customers_say
from app.relations.models import Relation
from app.sending.defaults import usual_way, whom_to_send_to
from app.sending.eml import Attached, mail_file
from app.sending.mail import body_of, closing_of, receivers_of, text_of
from app.shop.models import FormOfAddress
from app.shop.queries import reasons
from app.users.models import User
from app.web.papers import draw
from app.web.responses import safe_file_name


@dataclass(frozen=True)
class Choice:
    """A reason to tick, as a customer says it."""

    number: int
    words: str


@dataclass(frozen=True)
class Question:
    """What is asked, in the language and the form of address of the customer."""

    title: str
    salutation: str
    text: str
    choices: Sequence[Choice]
    closing: str


@dataclass(frozen=True)
class Card:
    """The question with the letter it stands in, and where it comes back to."""

    question: Question
    letter: Letter
    back_to: str
    mail: str | None


def question_for(session: Session, quote: Quote, *, by: User) -> Question:
    """The question about this quote; only what the shop asks for now can be ticked."""
    with use_language(session.get_one(Relation, quote.relation_id).language):
        return Question(
            title=_("Quote %(number)s: may I ask one thing?", number=quote.number),
            salutation=salutation_of(session, quote),
            text=text_of(session, quote, _occasion(session, quote), last_day=quote.valid_until, sender=by),
            choices=_choices(session, form_of(session, quote)),
            closing=closing_of(session, by),
        )


def card_for(session: Session, quote: Quote, *, by: User) -> Card:
    """What stands on the card, for who speaks the language of the customer now."""
    letter = letter_of(session, quote)
    first = letter.branches[0] if letter.branches else None
    place = f"{first.postcode}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{first.place.upper()}" if first else ""
    lines = [letter.shop.name, first.street if first else "", place]
    return Card(
        question=question_for(session, quote, by=by),
        letter=letter,
        back_to="\n".join(line for line in lines if line.strip()),
        mail=letter.mail,
    )


def draw_card(session: Session, quote: Quote, *, by: User) -> bytes:
    """The card as a PDF. Raises PdfUnavailable."""
    with use_language(session.get_one(Relation, quote.relation_id).language):
        card = card_for(session, quote, by=by)
        return draw("asking/card.pdf.html", files=card.letter.files, card=card)


def mail_for(session: Session, quote: Quote, *, with_card: bool, by: User) -> bytes:
    """The mail, ready to be looked at and sent; an answer with a number is enough."""
    relation = session.get_one(Relation, quote.relation_id)
    question = question_for(session, quote, by=by)
    attached = [Attached(card_name(session, quote), draw_card(session, quote, by=by))] if with_card else []
    with use_language(relation.language):
        numbered = [f"{choice.number}  {choice.words}" for choice in question.choices]
        paragraphs = [
            question.salutation,
            question.text,
            "\n".join([_("An answer with a number is enough:"), *numbered]) if numbered else "",
            _("Or tick it on the card that is with this mail, and send that back.") if attached else "",
            question.closing,
        ]
    receivers = receivers_of(session, relation, mail_address(session, quote))
    return mail_file(receivers, question.title, body_of(paragraphs), attached)


def mail_address(session: Session, quote: Quote) -> str:
    """Where the quote went, when that was by mail; else the first address of the card; or nothing."""
    went_to = str(usual_way(session, quote, version_of(session, quote))["to"])
    if "@" in went_to:
        return went_to
    return next((address for address, _whose in whom_to_send_to(session, quote)), "")


def card_name(session: Session, quote: Quote) -> str:
    """What the card is called on a disk."""
    relation = session.get_one(Relation, quote.relation_id)
    with use_language(relation.language):
        name = _("Reply card %(number)s", number=quote.number)
    return safe_file_name(f"{name} {relation.name}.pdf")


def _occasion(session: Session, quote: Quote) -> Mail:
    return Mail.ASK_WHY if current_outcome(session, quote) else Mail.ASK_WHY_AFTER_SILENCE


def _choices(session: Session, form: FormOfAddress) -> list[Choice]:
    return [
        Choice(reason.number, as_customers_say(reason, form))
        for reason in reasons(session)
        if reason.is_on_card
    ]
