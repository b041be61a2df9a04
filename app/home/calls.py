"""How a task becomes a line of Today: the number to ring, why, and a sentence to begin with."""

import datetime as dt
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.contacts.models import ContactDetail, ContactPerson
from app.contacts.names import full_name, spoken_name
from app.contacts.shown import shown_number
from app.core import clock
from app.core.formats import show_near_day, show_weekday
from app.core.words import _, use_language
from app.quotes.models import Quote
from app.shop.models import FormOfAddress, Shop
from app.shop.texts import filled_in
from app.tasks.models import Task, TaskReason
from app.tasks.words import Saying, reason_name
from app.users.models import User


@dataclass(frozen=True)
class Call:
    """One line of Today."""

    task: Task
    why: str
    sentence: str
    number: str
    dial: str
    beside_number: str
    is_late: bool
    # Whose turn it is, when it is not simply the reader's.
    whose: str
    # Who handed it over, with the line they wrote for the colleague.
    handed_over: str
    # The quote that it is about, when that ended without an answer.
    silent_quote: Quote | None
    # The open complaint of this card, when the talk is about something else.
    complaint_id: int | None

    @property
    def is_talk(self) -> bool:
        """Whether there is somebody to speak, rather than something to do."""
        return self.task.reason.is_talk and self.task.relation_id is not None


@dataclass(frozen=True)
class Around:
    """Everything beside the tasks that their lines are made of, fetched once for all of them."""

    shop: Shop
    me: User
    people: dict[int, list[ContactPerson]]
    phones: dict[int, list[ContactDetail]]
    quotes: dict[int, Quote]
    # Of these quotes the ones whose last day has passed without an answer.
    silent: AbstractSet[int]
    sentences: dict[tuple[str, str, FormOfAddress], str]
    complaints: dict[int, int]

    def person_for(self, task: Task) -> ContactPerson | None:
        """Whom to ask for: the task's own person, else the first of the card."""
        return task.person or next(iter(self.people.get(task.relation_id or 0, ())), None)

    def phone_for(self, task: Task) -> ContactDetail | None:
        """Which number to ring: that of the person to ask for, else the first of the card."""
        phones = self.phones.get(task.relation_id or 0, [])
        own = [phone for phone in phones if task.person_id and phone.person_id == task.person_id]
        return next(iter(own or phones), None)

    def quote_for(self, task: Task) -> Quote | None:
        """The quote that the task is about."""
        return self.quotes.get(task.about_id or 0) if task.about == Quote.__tablename__ else None

    def saying_for(self, task: Task) -> Saying:
        """The occasion: before the last day of a quote, or after it."""
        if self.silent_quote_for(task):
            return Saying(TaskReason.QUOTE_ENDS, has_ended=True)
        return Saying(task.reason)

    def silent_quote_for(self, task: Task) -> Quote | None:
        """The quote that the task rings about, when its last day has passed without an answer."""
        quote = self.quote_for(task)
        return quote if quote and task.reason.is_of_quote and quote.id in self.silent else None


def as_call(task: Task, around: Around) -> Call:
    """The line for one task."""
    phone = around.phone_for(task)
    number = shown_number(phone.given, phone.normalised) if phone else None
    return Call(
        task=task,
        why=_why(task, around),
        sentence=_sentence(task, around),
        number=number.shown if number else "",
        dial=number.dial if number else "",
        beside_number=_beside(task, phone, around.person_for(task)),
        is_late=task.is_late(clock.today()),
        whose=_whose(task, around.me),
        handed_over=_handed_over(task),
        silent_quote=around.silent_quote_for(task),
        complaint_id=None if task.is_answer else around.complaints.get(task.relation_id or 0),
    )


def _why(task: Task, around: Around) -> str:
    quote = around.quote_for(task)
    if quote is not None and quote.valid_until and around.silent_quote_for(task):
        day = show_near_day(quote.valid_until)
        return _("Quote %(number)s ended %(day)s: what did they decide?", number=quote.number, day=day)
    match task.reason:
        case TaskReason.QUOTE_ENDS if quote and quote.valid_until:
            day = show_near_day(quote.valid_until)
            return _("Quote %(number)s is valid until %(day)s", number=quote.number, day=day)
        case TaskReason.CHASE_AGAIN | TaskReason.CHASE_QUOTE if quote and quote.first_sent_on:
            return _when_it_was_sent(task.reason, quote, quote.first_sent_on)
        case TaskReason.ASK_WHY | TaskReason.WARN_DEARER if quote:
            return _about_what_was_decided(task, quote)
        case TaskReason.CALL_BACK if task.words:
            return _("Call back: %(words)s", words=task.words)
    return task.words or reason_name(task.reason)


def _when_it_was_sent(reason: TaskReason, quote: Quote, sent_on: dt.date) -> str:
    day = show_near_day(sent_on)
    if reason is TaskReason.CHASE_AGAIN:
        return _("Ask again: quote %(number)s was sent %(day)s", number=quote.number, day=day)
    return _("Quote %(number)s was sent %(day)s", number=quote.number, day=day)


def _about_what_was_decided(task: Task, quote: Quote) -> str:
    if task.reason is TaskReason.ASK_WHY:
        return _("Ask the reason: quote %(number)s was declined", number=quote.number)
    return _("Guide price of quote %(number)s: %(words)s", number=quote.number, words=task.words)


def _sentence(task: Task, around: Around) -> str:
    """What to say, in the language of the customer: the task's own words, the shop's, or ours."""
    if task.sentence:
        return task.sentence
    if task.relation is None:
        return ""
    person, quote = around.person_for(task), around.quote_for(task)
    form = person.form if person else FormOfAddress.U
    with use_language(task.relation.language):
        facts = {
            "customer": spoken_name(person) if person else task.relation.name,
            "staff": around.me.name,
            "shop": around.shop.name,
        }
        if quote and quote.number and quote.valid_until:
            facts |= {"number": quote.number, "day": show_weekday(quote.valid_until)}
        saying = around.saying_for(task)
        own = around.sentences.get((saying.code, task.relation.language, form))
        return filled_in(own or saying.ours(form), facts)


def _whose(task: Task, me: User) -> str:
    """The colleague whose turn it is; on a day off with who stands in."""
    colleague = task.responsible
    if colleague.id == me.id:
        return ""
    if task.due_on > clock.today() or not colleague.is_off(clock.today()):
        return colleague.name
    stand_in = colleague.stand_in
    if stand_in is None or stand_in.left_on is not None:
        return _("%(name)s, who is off today", name=colleague.name)
    if stand_in.id == me.id:
        return _("for %(name)s, who is off today", name=colleague.name)
    return _("%(name)s, who is off today: %(other)s stands in", name=colleague.name, other=stand_in.name)


def _handed_over(task: Task) -> str:
    if task.handed_by is None:
        return ""
    if not task.hand_over_note:
        return _("from %(name)s", name=task.handed_by.name)
    return _("from %(name)s: %(words)s", name=task.handed_by.name, words=task.hand_over_note)


def _beside(task: Task, phone: ContactDetail | None, person: ContactPerson | None) -> str:
    """Whose number it is, when that is not the card's own name, and what to know before ringing."""
    if phone is None:
        return ""
    owner = full_name(person) if person and phone.person_id == person.id else ""
    if task.relation and owner == task.relation.name:
        owner = ""
    best_time = person.best_time or "" if person else ""
    return ", ".join(part for part in (owner, phone.label, best_time) if part)
