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
        "no_answer": _("Kaartenbak gives this reason itself when you close a quote without an answer."),
        "not_said": _("Kaartenbak gives this reason itself when somebody would not say why."),
        "price": _("Kaartenbak asks with it how much the price differed."),
        "too_slow": _("Kaartenbak shows with it how many days the customer waited."),
        "postponed": _("Kaartenbak asks with it when you may call again."),
        "offer_mismatch": _("Kaartenbak offers with it to note a wish."),
        "our_mistake": _("Kaartenbak offers with it to note a mistake."),
    }.get(reason.code or "", "")


def when_put_away(reason: RejectionReason) -> str:
    """What happens when this reason is put away, beside that nobody can choose it any more."""
    if reason.code in {"no_answer", "not_said"}:
        return _("Nobody can choose it any more. Where Kaartenbak gives it itself, it stays.")
    return _("Nobody can choose it any more. Quotes that have it keep it.")
