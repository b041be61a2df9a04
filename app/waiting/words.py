"""What people wait for, in a few words."""

from app.core.words import _, ngettext
from app.tasks.models import TaskReason
from app.tasks.words import reason_name
from app.waiting.queries import Waiting, What


def waiting_name(waiting: Waiting) -> str:
    """What somebody waits for, as it stands after "waits for"."""
    match waiting.what:
        case What.COMPLAINT:
            return _("an answer to the complaint")
        case What.PROMISE:
            return _promise(waiting)
        case What.QUOTE:
            return _("quote %(number)s", number=waiting.number)
        case What.QUOTE_TO_MAKE:
            return _("a quote: %(subject)s", subject=waiting.words) if waiting.words else _("a quote")


def waiting_in_full(waiting: Waiting) -> str:
    """The same with what was promised, where there is room for it."""
    name = waiting_name(waiting)
    is_told = waiting.what is not What.PROMISE or not waiting.words or waiting.words in name
    return name if is_told else f"{name}: {waiting.words}"


def waited_for(days: int) -> str:
    """How long somebody has waited by now."""
    return ngettext("for %(num)s day", "for %(num)s days", days) if days else _("since today")


def _promise(waiting: Waiting) -> str:
    reason = TaskReason(waiting.code)
    name = reason_name(reason)
    return waiting.words if reason is TaskReason.OTHER and waiting.words else name[:1].lower() + name[1:]
