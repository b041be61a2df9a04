"""Reads and shows numbers, amounts and dates the way Dutch and English people write them.

Babel shows; reading is our own. Babel's strict parser refuses the `1234.56` of a numeric keypad, its lenient
one takes `1.234` for 1.234 and for 1234 alike. Plain `en` writes the month first: hence en_GB.
"""

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel.dates import format_date, get_month_names
from babel.numbers import format_currency, format_decimal

from app.core import clock
from app.core.words import _, language, use_language

LOCALES: Final = {"nl": "nl_NL", "en": "en_GB"}
DECIMAL_SIGNS: Final = {"nl": ",", "en": "."}
# A quantity times a price, both just below this, still fits in the database's whole cents.
TOO_LARGE: Final = Decimal(10_000_000)
FIRST_YEAR, LAST_YEAR = 1900, 2100
WEEK: Final = 7
# People mix their languages: all words are understood in both.
DAYS_FROM_TODAY: Final = {
    "vandaag": 0, "nu": 0, "today": 0, "now": 0,
    "morgen": 1, "tomorrow": 1, "overmorgen": 2, "day after tomorrow": 2,
    "gisteren": -1, "yesterday": -1, "eergisteren": -2,
    "volgende week": 7, "over een week": 7, "next week": 7, "in a week": 7,
}  # fmt: skip
DAYS_OF_A_UNIT: Final = {"dag": 1, "dagen": 1, "day": 1, "days": 1, "week": 7, "weken": 7, "weeks": 7}
WEEKDAYS: Final = {
    "ma": 0, "maandag": 0, "mon": 0, "monday": 0,
    "di": 1, "dinsdag": 1, "tue": 1, "tues": 1, "tuesday": 1,
    "wo": 2, "woensdag": 2, "wed": 2, "wednesday": 2,
    "do": 3, "donderdag": 3, "thu": 3, "thur": 3, "thurs": 3, "thursday": 3,
    "vr": 4, "vrij": 4, "vrijdag": 4, "fri": 4, "friday": 4,
    "za": 5, "zat": 5, "zaterdag": 5, "sat": 5, "saturday": 5,
    "zo": 6, "zon": 6, "zondag": 6, "sun": 6, "sunday": 6,
}  # fmt: skip
MONTHS: Final = {
    "januari": 1, "january": 1, "jan": 1, "februari": 2, "february": 2, "feb": 2,
    "maart": 3, "march": 3, "mrt": 3, "mar": 3, "april": 4, "apr": 4, "mei": 5, "may": 5,
    "juni": 6, "june": 6, "jun": 6, "juli": 7, "july": 7, "jul": 7, "augustus": 8, "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9, "oktober": 10, "october": 10, "okt": 10, "oct": 10,
    "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip


class Unreadable(ValueError):
    """What was typed cannot be read; the sentence says what to type instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_number(text: str) -> Decimal:
    """A plain number, such as a quantity or a percentage: `1234,5`, `2.5`, `1.234,56`.

    `1.234` could be both 1234 and 1,234 (a numeric keypad has only a point), so it is asked again.
    """
    return _number(text, is_amount=False)


def read_amount(text: str) -> Decimal:
    """An amount in euros with at most two decimals: `€ 12`, `12,-`, `1.234,50`, `1234.5`."""
    bare = re.sub(r"(?i)€|\b(?:eur|euro)\b\.?", "", text, count=1)
    bare = re.sub(r"[.,]\s*[-–—=]+\s*$", "", bare)
    return _number(bare, is_amount=True)


def read_date(text: str, today: dt.date, *, ahead: bool | None = None) -> dt.date:
    """A day as people type it: `3-11-2026`, `3/11`, `3 nov`, `morgen`, `vr`, `over 2 weken`.

    Without a year it is the nearest such day; `ahead` makes it the next one (True) or the last one (False).
    """
    words = _fold(text)
    if not words:
        raise Unreadable(_("Type a date, for example 3-11-2026."))
    day = _named_day(words, today, ahead=ahead)
    return day if day is not None else _written_date(words, today, ahead=ahead)


def show_amount(
    amount: Decimal, *, language: str | None = None, symbol: bool = True, short: bool = False
) -> str:
    """`€ 1.234,56`; without its symbol for in a box; short drops the cents of a whole amount."""
    is_short = short and amount == amount.to_integral_value()
    if symbol:
        locale = _locale(language)
        return format_currency(
            amount,
            "EUR",
            locale=locale,
            currency_digits=False,
            format=_currency_pattern(locale, short=is_short),
        )
    return format_decimal(amount, format="#,##0" if is_short else "#,##0.00", locale=_locale(language))


def show_number(number: Decimal | int, *, language: str | None = None) -> str:
    """A number to look at, in groups of three: `5.000`, `12,5`."""
    return format_decimal(number, format="#,##0.###", locale=_locale(language))


def show_quantity(quantity: Decimal, *, language: str | None = None) -> str:
    """A number without groups or needless zeros, so that it can be read back from a box: `1234,5`."""
    return format_decimal(quantity, format="0.###", locale=_locale(language))


def show_date(day: dt.date, *, language: str | None = None) -> str:
    """`3 november 2026`."""
    return _written(day, "d MMMM y", _locale(language))


def show_day(day: dt.date, *, today: dt.date | None = None, language: str | None = None) -> str:
    """`3 nov`, with the year when that is not this year."""
    is_this_year = day.year == (today or clock.today()).year
    return _written(day, "d MMM" if is_this_year else "d MMM y", _locale(language))


def show_weekday(day: dt.date, *, language: str | None = None) -> str:
    """`zaterdag 21 november`: for a day that is near."""
    return _written(day, "EEEE d MMMM", _locale(language))


def show_near_day(day: dt.date, *, language: str | None = None) -> str:
    """As one says it: `vandaag`, `morgen`, `dinsdag` in the coming week, `3 nov` further off."""
    today = clock.today()
    with use_language(_code(language)):
        words = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    days = (day - today).days
    if days in words:
        return words[days]
    return _written(day, "EEEE", _locale(language)) if 1 < days < WEEK else show_day(day, language=language)


def show_date_digits(day: dt.date, *, language: str | None = None) -> str:
    """`03-11-2026`; in English `03/11/2026`."""
    return _written(day, "dd-MM-y" if _code(language) == "nl" else "dd/MM/y", _locale(language))


def show_time(moment: dt.datetime | dt.time, *, language: str | None = None) -> str:
    """`14.30 uur`, in English `14:30`; a moment is shown by the shop's clock."""
    time = clock.in_shop_time(moment).time() if isinstance(moment, dt.datetime) else moment
    return f"{time:%H.%M} uur" if _code(language) == "nl" else f"{time:%H:%M}"


def show_moment(moment: dt.datetime, *, today: dt.date | None = None, language: str | None = None) -> str:
    """`3 nov, 14.30 uur`, by the shop's clock."""
    day = show_day(clock.in_shop_time(moment).date(), today=today, language=language)
    return f"{day}, {show_time(moment, language=language)}"


@lru_cache(maxsize=4096)
def _written(day: dt.date, pattern: str, locale: str) -> str:
    """A list writes the same days over and over."""
    return format_date(day, pattern, locale=locale)


def _code(code: str | None) -> str:
    return code if code in LOCALES else language() if language() in LOCALES else "nl"


def _locale(code: str | None) -> str:
    return LOCALES[_code(code)]


def _currency_pattern(locale: str, *, short: bool) -> str:
    whole = "#,##0" if short else "#,##0.00"
    return f"¤\N{NO-BREAK SPACE}{whole};¤\N{NO-BREAK SPACE}-{whole}" if locale == "nl_NL" else f"¤{whole}"


def _number(text: str, *, is_amount: bool) -> Decimal:
    bare = re.sub(r"[\s\u200b-\u200f\u2060\ufeff]", "", text).replace("\N{MINUS SIGN}", "-")
    match = re.fullmatch(r"([+-]?)([0-9.,]*[0-9][0-9.,]*)", bare)
    if match is None:
        raise Unreadable(_no_number(is_amount=is_amount))
    sign, digits = match.groups()
    whole, decimals = _halves(digits, is_amount=is_amount)
    number = Decimal(f"{sign}{whole or '0'}.{decimals or '0'}")
    if abs(number) >= TOO_LARGE:
        raise Unreadable(_("This number is too large. Type one below 10 million."))
    return number.quantize(Decimal("0.01")) if is_amount else number


def _halves(digits: str, *, is_amount: bool) -> tuple[str, str]:
    """What stands before and after the decimal sign; raises when that cannot be told."""
    own = DECIMAL_SIGNS[_code(None)]
    signs = set(digits) - set("0123456789")
    last = max(digits.rfind("."), digits.rfind(","))
    if not signs:
        return digits, ""
    if len(signs) == 2:  # the last of the two is the decimal sign, the other makes groups
        whole, decimals = digits[:last], digits[last + 1 :]
        if digits.count(digits[last]) > 1 or not _is_grouped(whole):
            raise Unreadable(_no_number(is_amount=is_amount))
        return _plain(whole), _checked(decimals, is_amount=is_amount)
    if digits.count(digits[last]) > 1:
        if not _is_grouped(digits):
            raise Unreadable(_no_number(is_amount=is_amount))
        return _plain(digits), ""
    whole, decimals = digits[:last], digits[last + 1 :]
    if digits[last] == own or not _is_grouped(digits):
        if is_amount and len(decimals) == 3 and _is_grouped(digits):
            raise Unreadable(_ambiguous(whole, decimals, is_amount=True))
        return whole, _checked(decimals, is_amount=is_amount)
    if is_amount:
        return _plain(digits), ""
    raise Unreadable(_ambiguous(whole, decimals, is_amount=False))


def _is_grouped(digits: str) -> bool:
    return re.fullmatch(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})*|[0-9]+", digits) is not None


def _plain(digits: str) -> str:
    return digits.replace(".", "").replace(",", "")


def _checked(decimals: str, *, is_amount: bool) -> str:
    allowed = 2 if is_amount else 3
    if len(decimals.rstrip("0")) > allowed:
        if is_amount:
            raise Unreadable(
                _("An amount has at most two decimals. Type it as %(example)s.", example=_example())
            )
        raise Unreadable(_("Type at most three decimals."))
    return decimals.rstrip("0")


def _no_number(*, is_amount: bool) -> str:
    if is_amount:
        return _("Type an amount, for example %(example)s.", example=_example())
    return _("Type a number, for example %(example)s.", example=show_quantity(Decimal("12.5")))


def _ambiguous(whole: str, decimals: str, *, is_amount: bool) -> str:
    small = Decimal(f"{whole}.{decimals}")
    return _(
        "Do you mean %(large)s or %(small)s? Type it without a sign between the thousands.",
        large=whole + decimals,
        small=show_amount(small, symbol=False) if is_amount else show_quantity(small),
    )


def _example() -> str:
    return show_amount(Decimal("1234.56"), symbol=False)


def _fold(text: str) -> str:
    """Small letters, single spaces, no commas: '3 Nov., 2026' -> '3 nov 2026'."""
    return " ".join(re.sub(r"[\u200b-\u200f\u2060\ufeff,]", " ", text).casefold().split())


def _named_day(words: str, today: dt.date, *, ahead: bool | None) -> dt.date | None:
    if words in DAYS_FROM_TODAY:
        return _moved(today, DAYS_FROM_TODAY[words])
    if match := re.fullmatch(r"(?:over|in) ([0-9]{1,3}) (\w+)", words):
        days = DAYS_OF_A_UNIT.get(match[2])
        return None if days is None else _moved(today, int(match[1]) * days)
    weekday = WEEKDAYS.get(re.sub(r"^(?:op|on|aanstaande|komende|next|coming) ", "", words).rstrip("."))
    if weekday is None:
        return None
    if ahead is False:
        return _moved(today, -((today.weekday() - weekday - 1) % 7 + 1))
    return _moved(today, (weekday - today.weekday() - 1) % 7 + 1)


def _moved(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        raise Unreadable(_no_date()) from None


def _written_date(words: str, today: dt.date, *, ahead: bool | None) -> dt.date:
    day, month, year = _parts(words)
    if month == 0 or month > 12:
        raise Unreadable(
            _("There is no month %(month)s. Type the day first, then the month: 3-11-2026.", month=month)
        )
    if year is not None:
        return _real(_whole_year(year, today), month, day)
    if (month, day) == (2, 29):
        raise Unreadable(_("Type the year too: 29 February is not there every year."))
    years = (today.year, today.year + 1, today.year - 1)
    days = [_real(year, month, day) for year in years]
    if ahead is True:
        return next(day for day in sorted(days) if day >= today)
    if ahead is False:
        return next(day for day in sorted(days, reverse=True) if day <= today)
    return min(days, key=lambda day: abs(day - today))


def _parts(words: str) -> tuple[int, int, str | None]:
    """Day, month and (when typed) year, not yet checked against the calendar."""
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", words):
        return int(match[3]), int(match[2]), match[1]
    if match := re.fullmatch(r"([0-9]{1,2})\s?[-/. ]\s?([0-9]{1,2})(?:\s?[-/. ]\s?([0-9]+))?", words):
        return int(match[1]), int(match[2]), match[3]
    first, _space, rest = words.partition(" ")
    bare = rest if rest and first.rstrip(".") in WEEKDAYS else words
    if match := re.fullmatch(r"([0-9]{1,2})(?:e|st|nd|rd|th)?[ -]?([a-z]+)\.?(?:[ -]'?([0-9]+))?", bare):
        day, name, year = match.groups()
    elif match := re.fullmatch(r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?(?: ([0-9]+))?", bare):
        name, day, year = match.groups()
    else:
        raise Unreadable(_no_date())
    if name not in MONTHS:
        raise Unreadable(_no_date())
    return int(day), MONTHS[name], year


def _whole_year(year: str, today: dt.date) -> int:
    if len(year) == 2:  # '26 is near today, '58 is a long time ago
        near = today.year - today.year % 100 + int(year)
        return near - 100 if near > today.year + 20 else near
    if len(year) != 4 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Unreadable(_("Type the year in four digits, for example %(year)s.", year=today.year))
    return int(year)


def _real(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        pass
    if day == 0:
        raise Unreadable(_no_date())
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    name = get_month_names("wide", locale=_locale(None))[month]
    raise Unreadable(
        _(
            "%(month)s %(year)s has %(days)s days. Type another date.",
            month=name.capitalize(),
            year=year,
            days=last,
        )
    )


def _no_date() -> str:
    return _("Type a date as day-month-year, for example 3-11-2026, or a word such as 'tomorrow'.")
