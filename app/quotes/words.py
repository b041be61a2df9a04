"""What the states of a quote are called, in the language of the reader."""

from decimal import Decimal

from app.core.formats import show_number
from app.core.periods import Period, Quarter
from app.core.words import _, pgettext
from app.quotes.models import LineKind, PriceKind, Quote, SaidBy, SentHow
from app.quotes.slices import Band, Wait
from app.quotes.standing import HowKnown, ShownStatus
from app.shop.models import VatCode


def quote_name(quote: Quote) -> str:
    """One quote in a list to choose from: its number and what it is about."""
    return " ".join(part for part in (quote.number or _("Draft"), quote.subject) if part)


def status_name(status: ShownStatus) -> str:
    """The state of one quote, as it stands on its badge."""
    return {
        ShownStatus.DRAFT: _("Draft"),
        ShownStatus.OPEN: pgettext("quote", "Sent"),
        ShownStatus.EXPIRED: pgettext("quote", "Expired"),
        ShownStatus.ACCEPTED: pgettext("quote", "Accepted"),
        ShownStatus.DECLINED: pgettext("quote", "Declined"),
        ShownStatus.WITHDRAWN: pgettext("quote", "Withdrawn"),
    }[status]


def sent_how_name(how: SentHow) -> str:
    """The way a quote went to the customer."""
    return {
        SentHow.MAIL: _("By mail"),
        SentHow.PRINT: _("On paper, by post"),
        SentHow.MESSAGE: _("By message"),
        SentHow.HANDED_OVER: _("Handed over"),
    }[how]


def said_by_name(said_by: SaidBy) -> str:
    """Who says why."""
    return {
        SaidBy.CUSTOMER_SAID: _("The customer said so"),
        SaidBy.CUSTOMER_WROTE: _("The customer wrote so"),
        SaidBy.OUR_GUESS: _("We think so"),
    }[said_by]


def known_name(known: HowKnown) -> str:
    """How well the reason of a no is known."""
    return {
        HowKnown.CUSTOMER: _("the customer said so"),
        HowKnown.GUESS: _("we think so"),
        HowKnown.UNKNOWN: _("gave no reason"),
        HowKnown.TO_ASK: _("still to ask"),
    }[known]


def price_kind_name(kind: PriceKind) -> str:
    """Whether the price stands."""
    return {
        PriceKind.FIXED: _("Fixed price"),
        PriceKind.GUIDE: _("Guide price, at most 10% more"),
    }[kind]


def line_sort_name(kind: LineKind, choice: str | None = None) -> str:
    """What a line is; of an alternative, which choice it belongs to."""
    return {
        LineKind.ITEM: _("Line"),
        LineKind.TEXT: _("Text"),
        LineKind.HEADING: _("Heading"),
        LineKind.OPTION: _("Option"),
        LineKind.ALTERNATIVE: _("Choice %(letter)s", letter=choice or ""),
        LineKind.ALLOWANCE: _("Allowance"),
    }[kind]


def band_name(band: Band) -> str:
    """What a quote comes to, about; without btw."""
    return {
        Band.TO_500: _("up to € 500"),
        Band.TO_2500: _("€ 500 to € 2,500"),
        Band.TO_10000: _("€ 2,500 to € 10,000"),
        Band.ABOVE: _("more than € 10,000"),
    }[band]


def quarter_name(quarter: Quarter) -> str:
    """Three months of a year."""
    return _("quarter %(number)s of %(year)s", number=quarter.number, year=quarter.year)


def wait_name(wait: Wait) -> str:
    """How long somebody waited for a quote."""
    return {
        Wait.TO_2: _("within 2 days"),
        Wait.TO_7: _("3 to 7 days"),
        Wait.LONGER: _("8 days or more"),
        Wait.NOT_KNOWN: _("days not known"),
    }[wait]


def period_name(period: Period) -> str:
    """A period, as a choice above a list."""
    return {
        Period.THIS_QUARTER: _("this quarter"),
        Period.THIS_YEAR: _("this year"),
        Period.TWELVE_MONTHS: _("the last 12 months"),
        Period.LAST_YEAR: _("last year"),
        Period.ALL: _("everything"),
    }[period]


def rate_name(percent: Decimal | None, code: VatCode | str) -> str:
    """A btw rate on a line: its percentage, or why there is none."""
    match VatCode(code):
        case VatCode.REVERSE:
            return _("reverse charge")
        case VatCode.EXEMPT:
            return _("exempt")
        case _:
            return f"{show_number(percent or Decimal(0))}%"
