"""The legal texts on a quote: when each is printed, and our words until the owner writes her own."""

import enum
from dataclasses import dataclass

from app.core.words import _, pgettext
from app.shop.models import FormOfAddress

PREFIX = "legal."


class Legal(enum.StrEnum):
    """What a quote may have to say by law, in the order of the paper."""

    ALLOWANCE = "allowance"
    KOR = "kor"
    REVERSE = "reverse"
    GUIDE_PRICE = "guide_price"
    TERMS = "terms"
    WITHDRAWAL = "withdrawal"
    COMPANY = "company"
    CHAMBER = "chamber"
    VAT_ID = "vat_id"


# What stands in the foot of each page, and so speaks to nobody in particular.
IN_THE_FOOT = (Legal.COMPANY, Legal.CHAMBER, Legal.VAT_ID)
# What stands under the total, beside an amount.
UNDER_THE_TOTAL = (Legal.ALLOWANCE, Legal.KOR, Legal.REVERSE)


@dataclass(frozen=True)
class LegalText:
    """A text that the law wants on some quotes; a standard text as the sentences to say are."""

    what: Legal

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"legal_{self.what}"

    @property
    def code(self) -> str:
        """Under which code the shop's own text is kept."""
        return f"{PREFIX}{self.what}"

    @property
    def name(self) -> str:
        """What it is about, in a few words."""
        return _names()[self.what]

    @property
    def trigger(self) -> str:
        """When it is printed, in words."""
        return _triggers()[self.what]

    @property
    def places(self) -> tuple[str, ...]:
        """What can be filled in."""
        match self.what:
            case Legal.COMPANY:
                return ("shop", "company")
            case Legal.CHAMBER | Legal.VAT_ID | Legal.REVERSE:
                return ("number",)
            case _:
                return ("shop",)

    @property
    def speaks(self) -> bool:
        """Whether it speaks to a person, who is u or je in Dutch."""
        return self.what in {Legal.ALLOWANCE, Legal.REVERSE, Legal.GUIDE_PRICE, Legal.WITHDRAWAL}

    def ours(self, form: FormOfAddress) -> str:
        """Our text in the language spoken now, its places still open."""
        texts = _to_you() if form is FormOfAddress.JE and self.speaks else _to_you_formally()
        return texts[self.what]


def legal_texts() -> list[LegalText]:
    """Every legal text, in the order of the paper."""
    return [LegalText(what) for what in Legal]


def _names() -> dict[Legal, str]:
    return {
        Legal.ALLOWANCE: _("Allowance"),
        Legal.KOR: _("Small business scheme (KOR)"),
        Legal.REVERSE: _("Btw reverse charge"),
        Legal.GUIDE_PRICE: _("Guide price"),
        Legal.TERMS: _("General terms"),
        Legal.WITHDRAWAL: _("Changing one’s mind within 14 days"),
        Legal.COMPANY: _("Name of the company"),
        Legal.CHAMBER: _("KVK number"),
        Legal.VAT_ID: _("Btw number"),
    }


def _triggers() -> dict[Legal, str]:
    return {
        Legal.ALLOWANCE: _("When a line of the quote is an allowance. It stands under the total."),
        Legal.KOR: _("On every quote while the shop charges no btw. It stands under the total."),
        Legal.REVERSE: _("When a line has the rate “reverse charge”. It stands under the total."),
        Legal.GUIDE_PRICE: _("When the price of the quote is a guide price."),
        Legal.TERMS: _("When “General terms go along” is ticked on the quote."),
        Legal.WITHDRAWAL: _(
            "When “We talked about it at the customer's home” is ticked on the quote,"
            " and the card is a person or family."
        ),
        Legal.COMPANY: _("In the foot, when a name of the company is filled in at Our shop."),
        Legal.CHAMBER: _("In the foot, when the KVK number is filled in at Our shop."),
        Legal.VAT_ID: _("In the foot, when the btw number is filled in at Our shop."),
    }


def _to_you_formally() -> dict[Legal, str]:
    return {
        Legal.ALLOWANCE: _(
            "An allowance is a sum we set aside for what you still have to choose."
            " You pay what it really comes to."
        ),
        Legal.KOR: _("Exempt from btw (small business scheme)."),
        Legal.REVERSE: _("btw reverse charge, your btw number {number}"),
        Legal.GUIDE_PRICE: _(
            "This is a guide price. It will be at most 10% higher; if it looks like more,"
            " we warn you in time."
        ),
        Legal.TERMS: _("Our general terms come with this quote. They are part of it."),
        Legal.WITHDRAWAL: _(
            "You may change your mind. You have 14 days for it and need not say why: after your yes for work,"
            " after delivery for things. A short letter or mail is enough. What you have paid, we pay back"
            " within 14 days. If we began earlier because you asked us to, you pay for what is done."
            " It does not hold for what we make or cut to your measure."
        ),
        Legal.COMPANY: _("{shop} is a trade name of {company}"),
        Legal.CHAMBER: _("KVK {number}"),
        Legal.VAT_ID: _("btw {number}"),
    }


def _to_you() -> dict[Legal, str]:
    return _to_you_formally() | {
        Legal.ALLOWANCE: pgettext(
            "je",
            "An allowance is a sum we set aside for what you still have to choose."
            " You pay what it really comes to.",
        ),
        Legal.REVERSE: pgettext("je", "btw reverse charge, your btw number {number}"),
        Legal.GUIDE_PRICE: pgettext(
            "je",
            "This is a guide price. It will be at most 10% higher; if it looks like more,"
            " we warn you in time.",
        ),
        Legal.WITHDRAWAL: pgettext(
            "je",
            "You may change your mind. You have 14 days for it and need not say why: after your yes for work,"
            " after delivery for things. A short letter or mail is enough. What you have paid, we pay back"
            " within 14 days. If we began earlier because you asked us to, you pay for what is done."
            " It does not hold for what we make or cut to your measure.",
        ),
    }
