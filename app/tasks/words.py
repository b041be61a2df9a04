"""What a task is called, and a sentence to begin the talk with.

The sentences are ours until the owner writes her own: a standard text with the code `say.<reason>`.
"""

import datetime as dt
import re
from collections.abc import Mapping

from app.core.words import _, pgettext
from app.shop.models import FormOfAddress
from app.tasks.models import TaskReason

WEEK = dt.timedelta(days=7)


def reason_name(reason: TaskReason) -> str:
    """The task in a few words, as a verb."""
    return {
        TaskReason.CALL_BACK: _("Call back"),
        TaskReason.QUOTE_ENDS: _("The quote ends soon"),
        TaskReason.ASK_WHY: _("Ask the reason"),
        TaskReason.CHASE_QUOTE: _("Ask about the quote"),
        TaskReason.MAKE_QUOTE: _("Make a quote"),
        TaskReason.OTHER: _("To do"),
    }[reason]


def day_name(due_on: dt.date, today: dt.date) -> str:
    """Under which heading a day stands in the list."""
    if due_on < today:
        return _("Late")
    if due_on == today:
        return _("Today")
    return _("The coming week") if due_on <= today + WEEK else _("Later on")


def default_sentence(reason: TaskReason, form: FormOfAddress) -> str:
    """Our sentence, its {customer}, {staff}, {shop}, {number} and {day} still open."""
    return (_to_you_formally() if form is FormOfAddress.U else _to_you()).get(reason, "")


def spoken(sentence: str, facts: Mapping[str, str]) -> str:
    """The sentence with its open places filled; what has no fact stays as it was typed."""
    return re.sub(r"\{(\w+)\}", lambda place: facts.get(place[1], place[0]), sentence)


def _to_you_formally() -> dict[TaskReason, str]:
    return {
        TaskReason.CALL_BACK: _(
            "Hello {customer}, this is {staff} from {shop}. I said I would call you back."
            " Is this a good moment?"
        ),
        TaskReason.QUOTE_ENDS: _(
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
    }


def _to_you() -> dict[TaskReason, str]:
    return {
        TaskReason.CALL_BACK: pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. I said I would call you back."
            " Is this a good moment?",
        ),
        TaskReason.QUOTE_ENDS: pgettext(
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
    }
