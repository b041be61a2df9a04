"""What a reason is in words: what the shop can do about it, and what Kaartenbak does with it by itself."""

from app.core.words import _, lazy
from app.shop.models import ReasonGroup, RejectionReason

GROUPS = [
    (ReasonGroup.OURS, lazy("We can do something about it")),
    (ReasonGroup.THEIRS, lazy("It lies with the customer")),
    (ReasonGroup.UNKNOWN, lazy("We do not know why")),
    (ReasonGroup.OTHER, lazy("Something else")),
]


def part_of_ours(reason: RejectionReason) -> str:
    """What Kaartenbak does with a reason of its own, under whatever name; nothing for one of the shop."""
    return {
        "no_answer": _("Counts as not known: you asked, and nobody answered."),
        "not_said": _("Counts as not known: the customer would not say why."),
        "too_slow": _("Kaartenbak shows with it how many days the customer waited."),
        "offer_mismatch": _("Kaartenbak offers with it to note a wish."),
        "our_mistake": _("Kaartenbak offers with it to note a mistake."),
    }.get(reason.code or "", "")
