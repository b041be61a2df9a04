"""What the shop writes in a mail: our words until the owner writes her own."""

import enum
from dataclasses import dataclass

from app.core.words import _, pgettext
from app.shop.models import FormOfAddress

PREFIX = "mail."


class Mail(enum.StrEnum):
    """A mail that the shop sends often; why they said no can be asked on a card too."""

    QUOTE = "quote"
    ASK_WHY = "ask_why"
    ASK_WHY_AFTER_SILENCE = "ask_why_after_silence"


@dataclass(frozen=True)
class MailText:
    """The words between the salutation and the name under a mail; the shop may write its own."""

    what: Mail

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"mail_{self.what}"

    @property
    def code(self) -> str:
        """Under which code the shop's own text is kept."""
        return f"{PREFIX}{self.what}"

    @property
    def name(self) -> str:
        """What the mail is about, in a few words."""
        return {
            Mail.QUOTE: _("Mail with a quote"),
            Mail.ASK_WHY: _("Mail or card that asks the reason of a no"),
            Mail.ASK_WHY_AFTER_SILENCE: _("Mail or card that asks the reason when nobody answered"),
        }[self.what]

    @property
    def places(self) -> tuple[str, ...]:
        """What can be filled in."""
        of_all = ("customer", "staff", "shop", "number")
        return of_all if self.what is Mail.ASK_WHY else (*of_all, "day")

    def ours(self, form: FormOfAddress) -> str:
        """Our text in the language spoken now, its places still open."""
        texts = _to_you_formally() if form is FormOfAddress.U else _to_you()
        return texts[self.what]


def mail_texts() -> list[MailText]:
    """The text of every mail."""
    return [MailText(what) for what in Mail]


def _to_you_formally() -> dict[Mail, str]:
    return {
        Mail.QUOTE: _(
            "Here is our quote {number}. You find it as a PDF with this mail. It is valid until {day}.\n\n"
            "Do you have a question, or would you like something changed? Answer this mail or ring us."
            " We are happy to look at it with you."
        ),
        Mail.ASK_WHY: _(
            "You did not choose our quote {number}. Thank you for telling us.\n\n"
            "May I ask one thing: what decided it? One line is enough. We will not send a new offer."
        ),
        Mail.ASK_WHY_AFTER_SILENCE: _(
            "Our quote {number} was valid until {day}. If you chose something else, that is fine.\n\n"
            "May I ask one thing: what decided it? One line is enough. We will not send a new offer."
        ),
    }


def _to_you() -> dict[Mail, str]:
    return {
        Mail.QUOTE: pgettext(
            "je",
            "Here is our quote {number}. You find it as a PDF with this mail. It is valid until {day}.\n\n"
            "Do you have a question, or would you like something changed? Answer this mail or ring us."
            " We are happy to look at it with you.",
        ),
        Mail.ASK_WHY: pgettext(
            "je",
            "You did not choose our quote {number}. Thank you for telling us.\n\n"
            "May I ask one thing: what decided it? One line is enough. We will not send a new offer.",
        ),
        Mail.ASK_WHY_AFTER_SILENCE: pgettext(
            "je",
            "Our quote {number} was valid until {day}. If you chose something else, that is fine.\n\n"
            "May I ask one thing: what decided it? One line is enough. We will not send a new offer.",
        ),
    }
