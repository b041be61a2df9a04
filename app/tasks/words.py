"""What a task is called, and a sentence to begin the talk with.

The sentences are ours until the owner writes her own: a standard text with the code of the saying.
"""

import datetime as dt
from dataclasses import dataclass

from app.core.words import _, pgettext
from app.shop.models import FormOfAddress
from app.tasks.models import Task, TaskReason

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Heading:
    """A part of the list; where not every task has the same day, each shows its own."""

    name: str
    is_dated: bool


@dataclass(frozen=True)
class Saying:
    """An occasion to say something: a reason to ring; of a quote, before or after its last day."""

    reason: TaskReason
    has_ended: bool = False

    @property
    def key(self) -> str:
        """How an address names it."""
        return "quote_ended" if self.has_ended else self.reason.value

    @property
    def code(self) -> str:
        """Under which code the shop's own sentence is kept."""
        return f"say.{self.key}"

    @property
    def name(self) -> str:
        """The occasion in a few words."""
        return _("The quote has ended") if self.has_ended else reason_name(self.reason)

    @property
    def places(self) -> tuple[str, ...]:
        """What can be filled in."""
        names_quote = self.reason.is_of_quote or self.reason is TaskReason.WARN_DEARER
        return ("customer", "staff", "shop", *(("number", "day") if names_quote else ()))

    def ours(self, form: FormOfAddress) -> str:
        """Our sentence, its {customer}, {staff}, {shop}, {number} and {day} still open."""
        sentences = _to_you_formally() if form is FormOfAddress.U else _to_you()
        return sentences.get(self, "")


def sayings() -> list[Saying]:
    """Every occasion, in the order of the list of Today."""
    found = [Saying(reason) for reason in TaskReason if reason.is_talk]
    after_the_end = Saying(TaskReason.QUOTE_ENDS, has_ended=True)
    found.insert(found.index(Saying(TaskReason.QUOTE_ENDS)) + 1, after_the_end)
    return found


def reason_name(reason: TaskReason) -> str:
    """The task in a few words, as a verb."""
    return {
        TaskReason.ANSWER_COMPLAINT: _("Answer the complaint"),
        TaskReason.CALL_BACK: _("Call back"),
        TaskReason.QUOTE_ENDS: _("The quote ends soon"),
        TaskReason.ASK_WHY: _("Ask the reason"),
        TaskReason.CHASE_AGAIN: _("Ask about the quote once more"),
        TaskReason.CHASE_QUOTE: _("Ask about the quote"),
        TaskReason.WARN_DEARER: _("Warn in time if it gets dearer"),
        TaskReason.MAKE_QUOTE: _("Make a quote"),
        TaskReason.WIN_BACK: _("Ask how they are"),
        TaskReason.OFFER: _("Offer something"),
        TaskReason.OTHER: _("To do"),
    }[reason]


def task_name(task: Task) -> str:
    """The task in a few words with what was typed; a thing to do says only that."""
    if task.reason is TaskReason.OTHER and task.words:
        return task.words
    name = reason_name(task.reason)
    return f"{name}: {task.words}" if task.words else name


def heading_of(due_on: dt.date, today: dt.date) -> Heading:
    """Under which heading a day stands in the list."""
    if due_on < today:
        return Heading(_("Late"), is_dated=True)
    if due_on == today:
        return Heading(_("Today"), is_dated=False)
    return Heading(_("The coming week") if due_on <= today + WEEK else _("Later on"), is_dated=True)


def _to_you_formally() -> dict[Saying, str]:
    return {
        Saying(TaskReason.CALL_BACK): _(
            "Hello {customer}, this is {staff} from {shop}. I said I would call you back."
            " Is this a good moment?"
        ),
        Saying(TaskReason.QUOTE_ENDS): _(
            "Hello {customer}, this is {staff} from {shop}. Our quote {number} is valid until {day}."
            " Is there anything you still want to know?"
        ),
        Saying(TaskReason.QUOTE_ENDS, has_ended=True): _(
            "Hello {customer}, this is {staff} from {shop}. Our quote {number} was valid until {day}."
            " Shall we keep it open a little longer, or did you choose something else?"
        ),
        Saying(TaskReason.ASK_WHY): _(
            "Hello {customer}, this is {staff} from {shop}. I am not calling to change your mind."
            " What decided it for you? And what could we have done differently?"
            " Thank you, that really helps us."
        ),
        Saying(TaskReason.CHASE_AGAIN): _(
            "Hello {customer}, this is {staff} from {shop}. I am calling about our quote {number}."
            " Have you been able to look at it, and is anything missing?"
        ),
        Saying(TaskReason.CHASE_QUOTE): _(
            "Hello {customer}, this is {staff} from {shop}. Did our quote {number} arrive safely,"
            " and do you have any questions?"
        ),
        Saying(TaskReason.WARN_DEARER): _(
            "Hello {customer}, this is {staff} from {shop}. For quote {number} we gave you a guide price."
            " It is going to cost more, so I tell you now. Shall we go on, or do less of it?"
        ),
        Saying(TaskReason.ANSWER_COMPLAINT): _(
            "Hello {customer}, this is {staff} from {shop}. I promised to come back to your complaint."
            " This is what we will do. Does that solve it for you?"
        ),
        Saying(TaskReason.WIN_BACK): _(
            "Hello {customer}, this is {staff} from {shop}. We have not spoken for some time."
            " Are you still happy with what we made for you?"
        ),
        Saying(TaskReason.OFFER): _(
            "Hello {customer}, this is {staff} from {shop}. We have something that may suit you."
            " Is this a good moment?"
        ),
    }


def _to_you() -> dict[Saying, str]:
    return {
        Saying(TaskReason.CALL_BACK): pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. I said I would call you back."
            " Is this a good moment?",
        ),
        Saying(TaskReason.QUOTE_ENDS): pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. Our quote {number} is valid until {day}."
            " Is there anything you still want to know?",
        ),
        Saying(TaskReason.QUOTE_ENDS, has_ended=True): pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. Our quote {number} was valid until {day}."
            " Shall we keep it open a little longer, or did you choose something else?",
        ),
        Saying(TaskReason.ASK_WHY): pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. I am not calling to change your mind."
            " What decided it for you? And what could we have done differently?"
            " Thank you, that really helps us.",
        ),
        Saying(TaskReason.CHASE_AGAIN): pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. I am calling about our quote {number}."
            " Have you been able to look at it, and is anything missing?",
        ),
        Saying(TaskReason.CHASE_QUOTE): pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. Did our quote {number} arrive safely,"
            " and do you have any questions?",
        ),
        Saying(TaskReason.WARN_DEARER): pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. For quote {number} we gave you a guide price."
            " It is going to cost more, so I tell you now. Shall we go on, or do less of it?",
        ),
        Saying(TaskReason.ANSWER_COMPLAINT): pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. I promised to come back to your complaint."
            " This is what we will do. Does that solve it for you?",
        ),
        Saying(TaskReason.WIN_BACK): pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. We have not spoken for some time."
            " Are you still happy with what we made for you?",
        ),
        Saying(TaskReason.OFFER): pgettext(
            "je",
            "Hello {customer}, this is {staff} from {shop}. We have something that may suit you."
            " Is this a good moment?",
        ),
    }
