"""What a task is called, and a sentence to begin the talk with.

The sentences are ours until the owner writes her own: a standard text with the code `say.<reason>`.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.core.words import _, pgettext
from app.shop.models import FormOfAddress
from app.tasks.models import TaskReason

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Heading:
    """A part of the list; where not every task has the same day, each shows its own."""

    name: str
    is_dated: bool


def reason_name(reason: TaskReason) -> str:
    """The task in a few words, as a verb."""
    return {
        TaskReason.ANSWER_COMPLAINT: _("Answer the complaint"),
        TaskReason.CALL_BACK: _("Call back"),
        TaskReason.QUOTE_ENDS: _("The quote ends soon"),
        TaskReason.ASK_WHY: _("Ask the reason"),
        TaskReason.CHASE_QUOTE: _("Ask about the quote"),
        TaskReason.MAKE_QUOTE: _("Make a quote"),
        TaskReason.WIN_BACK: _("Ask how they are"),
        TaskReason.OTHER: _("To do"),
    }[reason]


def heading_of(due_on: dt.date, today: dt.date) -> Heading:
    """Under which heading a day stands in the list."""
    if due_on < today:
        return Heading(_("Late"), is_dated=True)
    if due_on == today:
        return Heading(_("Today"), is_dated=False)
    return Heading(_("The coming week") if due_on <= today + WEEK else _("Later on"), is_dated=True)


def default_sentence(reason: TaskReason, form: FormOfAddress, *, has_ended: bool = False) -> str:
    """Our sentence, its {customer}, {staff}, {shop}, {number} and {day} still open."""
    sentences = _to_you_formally(has_ended) if form is FormOfAddress.U else _to_you(has_ended)
    return sentences.get(reason, "")


def spoken(sentence: str, facts: Mapping[str, str]) -> str:
    """The sentence with its open places filled; what has no fact stays as it was typed."""
    return re.sub(r"\{(\w+)\}", lambda place: facts.get(place[1], place[0]), sentence)


def _to_you_formally(has_ended: bool) -> dict[TaskReason, str]:
    return {
        TaskReason.CALL_BACK: _(
            "Hello {customer}, this is {staff} from {shop}. I said I would call you back."
            " Is this a good moment?"
        ),
        TaskReason.QUOTE_ENDS: _(
            "Hello {customer}, this is {staff} from {shop}. Our quote {number} was valid until {day}."
            " Shall we keep it open a little longer, or did you choose something else?"
        )
        if has_ended
        else _(
            "Hello {customer}, this is {staff} from {shop}. Our quote {number} is valid until {day}."
            " Is there anything you still want to know?"
        ),
        TaskReason.ASK_WHY: _(
            "Hello {customer}, this is {staff} from {shop}. I am not calling to change your mind."
            " What decided it for you? And what could we have done differently?"
            " Thank you, that really helps us."
        ),
        TaskReason.CHASE_QUOTE: _(
            "Hello {customer}, this is {staff} from {shop}. Did our quote {number} arrive safely,"
            " and do you have any questions?"
        ),
        TaskReason.ANSWER_COMPLAINT: _(
            "Hello {customer}, this is {staff} from {shop}. I promised to come back to your complaint."
            " This is what we will do. Does that solve it for you?"
        ),
        TaskReason.WIN_BACK: _(
            "Hello {customer}, this is {staff} from {shop}. We have not spoken for some time."
            " Are you still happy with what we made for you?"
        ),
    }


def _to_you(has_ended: bool) -> dict[TaskReason, str]:
    return {
        TaskReason.CALL_BACK: pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. I said I would call you back."
            " Is this a good moment?",
        ),
        TaskReason.QUOTE_ENDS: pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. Our quote {number} was valid until {day}."
            " Shall we keep it open a little longer, or did you choose something else?",
        )
        if has_ended
        else pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. Our quote {number} is valid until {day}."
            " Is there anything you still want to know?",
        ),
        TaskReason.ASK_WHY: pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. I am not calling to change your mind."
            " What decided it for you? And what could we have done differently?"
            " Thank you, that really helps us.",
        ),
        TaskReason.CHASE_QUOTE: pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. Did our quote {number} arrive safely,"
            " and do you have any questions?",
        ),
        TaskReason.ANSWER_COMPLAINT: pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. I promised to come back to your complaint."
            " This is what we will do. Does that solve it for you?",
        ),
        TaskReason.WIN_BACK: pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. We have not spoken for some time."
            " Are you still happy with what we made for you?",
        ),
    }
