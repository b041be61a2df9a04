"""The mail that a quote goes along with: to whom, in which words, with which files."""

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy import select

from app.contacts.models import ContactDetail, DetailKind
from app.contacts.names import full_name, spoken_name
from app.contacts.queries import people_of
from app.core.database import Session
from app.core.formats import show_date
from app.core.words import _, use_language
from app.files.models import StoredFile
from app.letterhead.mails import Mail, MailText
from app.letterhead.queries import find_terms
from app.quotes.letter import form_of, salutation_of
from app.quotes.models import Quote, QuoteVersion
from app.relations.models import Relation
from app.sending.eml import Attached, To, addresses_in, mail_file
from app.shop.models import FormOfAddress
from app.shop.queries import get_shop, texts
from app.shop.texts import filled_in
from app.users.models import User
from app.web.responses import safe_file_name


def mail_of(session: Session, quote: Quote, version: QuoteVersion, paper: StoredFile, *, by: User) -> bytes:
    """The mail with the paper of a version as it was kept, in the customer's language and form of address."""
    relation = session.get_one(Relation, quote.relation_id)
    sender = session.get(User, version.sent_by_id) if version.sent_by_id else None
    terms = find_terms(session) if quote.terms_enclosed else None
    attached = [Attached(safe_file_name(file.name), file.content) for file in (paper, terms) if file]
    with use_language(relation.language):
        paragraphs = [
            salutation_of(session, quote),
            text_of(session, quote, Mail.QUOTE, last_day=version.valid_until, sender=sender or by),
            _("Our general terms are with this mail too.") if terms else "",
            closing_of(session, sender or by),
        ]
        receivers = receivers_of(session, relation, version.sent_to or "")
        return mail_file(receivers, _subject(quote, version), body_of(paragraphs), attached)


def body_of(paragraphs: Iterable[str]) -> str:
    """What stands in a mail: the paragraphs that say something, with a line between them."""
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def text_of(session: Session, quote: Quote, what: Mail, *, last_day: dt.date | None, sender: User) -> str:
    """The shop's own text or ours, filled in; in the language spoken now, which is the customer's."""
    relation = session.get_one(Relation, quote.relation_id)
    ours, form = MailText(what), form_of(session, quote)
    if relation.language != "nl":
        form = FormOfAddress.U
    own = texts(session, ours.code).get((ours.code, relation.language, form))
    person = next((one for one in people_of(session, relation.id) if one.id == quote.person_id), None)
    facts = {
        "customer": spoken_name(person) if person else relation.name,
        "staff": sender.name,
        "shop": get_shop(session).name,
        "number": quote.number or "",
        "day": show_date(last_day) if last_day else "",
    }
    return filled_in(own or ours.ours(form), facts)


def closing_of(session: Session, sender: User) -> str:
    """From whom it comes, and the number to ring back."""
    lines = [_("Kind regards,"), sender.name, get_shop(session).name, sender.direct_number or ""]
    return "\n".join(line for line in lines if line)


def receivers_of(session: Session, relation: Relation, typed: str) -> Iterator[To]:
    """The mail addresses in what was typed, each with whose it is; what is no address goes to nobody."""
    addresses = addresses_in(typed)
    people = {person.id: full_name(person) for person in people_of(session, relation.id)}
    known = {
        detail.normalised: people.get(detail.person_id or 0, relation.name)
        for detail in session.scalars(
            select(ContactDetail).where(
                ContactDetail.relation_id == relation.id,
                ContactDetail.kind == DetailKind.EMAIL,
                ContactDetail.normalised.in_(addresses),
            )
        )
    }
    return (To(address, known.get(address, "")) for address in addresses)


def _subject(quote: Quote, version: QuoteVersion) -> str:
    number = _("Quote %(number)s", number=quote.number)
    if version.no > 1:
        number = _("Quote %(number)s, version %(version)s", number=quote.number, version=version.no)
    return f"{number}: {quote.subject}" if quote.subject else number
