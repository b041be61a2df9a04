"""How the stage of a customer is told: since when, and why; what is asked, and what for."""

import datetime as dt

from app.core import clock
from app.core.formats import show_date
from app.core.words import _, ngettext
from app.relations.models import Kind, Relation, Stage, StageSource
from app.relations.words import kind_name


def stage_sentence(relation: Relation) -> str:
    """Since when somebody is this kind of customer, and why; nothing where nobody ever chose it."""
    if relation.stage is None or relation.stage_since is None:
        return ""
    kind, day = stage_name(relation.stage), show_date(relation.stage_since)
    if relation.last_purchase_on is not None:
        bought = show_date(relation.last_purchase_on)
        return _(
            "%(kind)s since %(day)s; the last purchase was on %(bought)s.", kind=kind, day=day, bought=bought
        )
    if relation.stage_source is StageSource.HAND:
        return _("%(kind)s since %(day)s, chosen by hand.", kind=kind, day=day)
    return ""


def old_reason(last_purchase_on: dt.date) -> str:
    """Why somebody may be an old customer."""
    months = _months_between(last_purchase_on, clock.today())
    return ngettext(
        "Last purchase %(day)s, nothing bought for %(num)s month.",
        "Last purchase %(day)s, nothing bought for %(num)s months.",
        months,
        day=show_date(last_purchase_on),
    )


def stage_name(stage: Stage | None) -> str:
    """What somebody is or was as a customer."""
    return kind_name(Kind(stage.value)) if stage else _("No customer")


def _months_between(first: dt.date, last: dt.date) -> int:
    """Whole months, as people count them."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
