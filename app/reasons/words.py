"""What a reason is in words: what the shop can do about it, and what Kaartenbak does with it by itself."""

from app.core.words import _, language, lazy, pgettext
from app.shop.defaults import REASONS
from app.shop.models import FormOfAddress, ReasonGroup, RejectionReason

GROUPS = [
    (ReasonGroup.OURS, lazy("We can do something about it")),
    (ReasonGroup.THEIRS, lazy("It lies with the customer")),
    (ReasonGroup.UNKNOWN, lazy("We do not know why")),
    (ReasonGroup.OTHER, lazy("Something else")),
]

OUR_NAMES = {code: {"nl": dutch, "en": english} for code, _group, dutch, english, *_questions in REASONS}


def part_of_ours(reason: RejectionReason) -> str:
    """What Kaartenbak does with a reason of its own, under whatever name; nothing for one of the shop."""
    return {
        "no_answer": _("Counts as not known: you asked, and nobody answered."),
        "not_said": _("Counts as not known: the customer would not say why."),
        "too_slow": _("Kaartenbak shows with it how many days the customer waited."),
        "offer_mismatch": _("Kaartenbak offers with it to note a wish."),
        "our_mistake": _("Kaartenbak offers with it to note a mistake."),
    }.get(reason.code or "", "")


def as_customers_say(reason: RejectionReason, form: FormOfAddress) -> str:
    """The reason from the side of who has it, in the language spoken now; a name of the shop's own stays."""
    name = reason.name(language())
    if name != OUR_NAMES.get(reason.code or "", {}).get(language()):
        return name
    said = _said_to_you_formally() if form is FormOfAddress.U else _said_to_you()
    return said.get(reason.code or "", name)


def _said_to_you_formally() -> dict[str, str]:
    return {
        "price": _("It was too expensive"),
        "delivery": _("Delivery took too long"),
        "offer_mismatch": _("I wanted something else than you offered"),
        "unclear": _("The quote was not clear"),
        "too_slow": _("The quote came too late"),
        "our_mistake": _("Something went wrong on your side"),
        "trust": _("I did not know you well enough yet"),
        "familiar": _("I chose someone I know"),
        "postponed": _("I put it off, or have no money for it now"),
        "dropped": _("It is not going ahead, or I do it myself"),
        "not_said": _("I would rather not say"),
        "other": _("Something else, namely:"),
    }


def _said_to_you() -> dict[str, str]:
    return _said_to_you_formally() | {
        "offer_mismatch": pgettext("je", "I wanted something else than you offered"),
        "our_mistake": pgettext("je", "Something went wrong on your side"),
        "trust": pgettext("je", "I did not know you well enough yet"),
    }
