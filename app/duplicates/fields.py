"""What becomes of each column of two cards that become one: asked, put together, or left as it is (pure)."""

from typing import Any, Final

from app.relations.models import Relation, Stage

# The boxes somebody chooses between, each with the columns that go with it.
ASKED: Final[dict[str, tuple[str, ...]]] = {
    "name": ("name", "sort_name", "nature"),
    **{
        box: (box,)
        for box in (
            *("story", "good_to_know", "star", "about", "our_reference", "counter_hours"),
            *("chamber_number", "vat_id", "language", "regular_staff_id", "came_through_id", "source"),
        )
    },
}
# Of these both texts may stay, one below the other.
JOINABLE: Final = ("story", "good_to_know")
# What one of the two is or does, the one card is and does.
EITHER: Final = ("is_supplier", "is_agency", "is_sole_trader", "is_emergency")
STAGE: Final = ("stage", "stage_source", "stage_since", "stage_asked_on")
REGION: Final = ("region_by_hand", "chosen_region_id")
MADE: Final = ("made_at", "made_by_id")
# How far somebody is as a customer, the furthest first.
FURTHEST: Final = (Stage.CURRENT, Stage.OLD, Stage.POTENTIAL, None)


def put_together(stays: Relation, goes: Relation) -> dict[str, Any]:
    """The values that nobody is asked about, because only one of them can be right for both."""
    further = min((stays, goes), key=lambda card: FURTHEST.index(card.stage))
    placed = goes if goes.region_by_hand and not stays.region_by_hand else stays
    older = min((stays, goes), key=lambda card: card.made_at)
    return {
        **{name: getattr(stays, name) or getattr(goes, name) for name in EITHER},
        **{name: getattr(further, name) for name in STAGE},
        **{name: getattr(placed, name) for name in REGION},
        **{name: getattr(older, name) for name in MADE},
        "first_purchase_on": _earliest(stays.first_purchase_on, goes.first_purchase_on),
        "last_purchase_on": _latest(stays.last_purchase_on, goes.last_purchase_on),
        "restricted_on": _earliest(stays.restricted_on, goes.restricted_on),
    }


def joined_text(one: str, other: str) -> str:
    """Both texts, one below the other; once when the one says what the other says."""
    if one in other or other in one:
        return max(one, other, key=len)
    return f"{one}\n\n{other}"


def _earliest(*days: Any) -> Any:
    return min((day for day in days if day is not None), default=None)


def _latest(*days: Any) -> Any:
    return max((day for day in days if day is not None), default=None)
