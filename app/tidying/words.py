"""Stretches of days and things to do, as people say them."""

from app.contacts.missing import Missing
from app.core.words import _, ngettext
from app.lists.given import Spoken, Wanted

DAYS_OF_A_WEEK, DAYS_OF_A_MONTH, DAYS_OF_A_YEAR = 7, 30.44, 365
# From so many days on people say weeks, then months, then years.
WEEKS_FROM, MONTHS_FROM, YEARS_FROM = 14, 105, 730


def days_in_words(days: int) -> str:
    """`9 days`, `6 weeks`, `5 months`, `3 years`: as exactly as people say it."""
    if days < WEEKS_FROM:
        return ngettext("%(num)s day", "%(num)s days", days)
    if days < MONTHS_FROM:
        return ngettext("%(num)s week", "%(num)s weeks", round(days / DAYS_OF_A_WEEK))
    if days < YEARS_FROM:
        return ngettext("%(num)s month", "%(num)s months", round(days / DAYS_OF_A_MONTH))
    return ngettext("%(num)s year", "%(num)s years", days // DAYS_OF_A_YEAR)


def to_do_words(wanted: Wanted, count: int) -> str:
    """What is to be done about a list, behind its count."""
    if wanted.missing == (Missing.PHONE,):
        return ngettext("card without a phone number", "cards without a phone number", count)
    if wanted.missing == (Missing.REGION,):
        return ngettext("customer in no region", "customers in no region", count)
    return {
        Spoken.LATE: ngettext("spoken to later than usual", "spoken to later than usual", count),
        Spoken.MONTHS_24: _("not spoken to for two years"),
        Spoken.NEVER: _("never spoken to"),
    }[wanted.spoken or Spoken.NEVER]
