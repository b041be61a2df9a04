"""What a list shows, in plain words: each choice as people say it, and the list without it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.contacts.missing import Missing, missing_name
from app.core.words import _, ngettext
from app.lists.given import NONE, KindChange, Outcome, Spoken, Wanted
from app.relations.models import Kind


@dataclass(frozen=True)
class Chosen:
    """One choice in words; `without` is the list when it is taken away."""

    words: str
    without: Wanted


def kinds_name(kind: Kind) -> str:
    """All relations of this kind."""
    return {
        Kind.CURRENT: _("Current customers"),
        Kind.POTENTIAL: _("Potential customers"),
        Kind.OLD: _("Old customers"),
        Kind.SUPPLIER: _("Suppliers"),
        Kind.AGENCY: _("Agencies"),
    }[kind]


def spoken_name(spoken: Spoken) -> str:
    """How long ago the last talk was: "more than 3 months ago"."""
    if spoken is Spoken.NEVER:
        return _("never")
    if spoken is Spoken.LATE:
        return _("later than usual for them")
    return ngettext("more than %(num)s month ago", "more than %(num)s months ago", int(spoken))


def spoken_choices() -> list[tuple[Spoken, str]]:
    """How long ago the last talk can be."""
    return [(spoken, spoken_name(spoken)) for spoken in Spoken]


def missing_choices() -> list[tuple[Missing, str]]:
    """What can be missing on a card."""
    return [(missing, missing_name(missing)) for missing in Missing]


def change_name(change: KindChange) -> str:
    """What cards become."""
    return {
        KindChange.CURRENT: _("Current customer"),
        KindChange.POTENTIAL: _("Potential customer"),
        KindChange.OLD: _("Old customer"),
        KindChange.SUPPLIER: _("also supplier"),
        KindChange.AGENCY: _("also agency"),
        KindChange.NO_CUSTOMER: _("no longer customer"),
        KindChange.NO_SUPPLIER: _("no longer supplier"),
        KindChange.NO_AGENCY: _("no longer agency"),
    }[change]


def outcome_words(outcome: Outcome) -> str:
    """How many cards changed, and which were left and why."""
    said = [ngettext("%(num)s card changed.", "%(num)s cards changed.", outcome.changed)]
    if outcome.had_it:
        said.append(
            ngettext("%(num)s card was so already.", "%(num)s cards were so already.", outcome.had_it)
        )
    if outcome.in_bin:
        said.append(
            ngettext("%(num)s card lies in the bin.", "%(num)s cards lie in the bin.", outcome.in_bin)
        )
    if outcome.meanwhile:
        said.append(
            ngettext(
                "%(num)s card was left: somebody changed it meanwhile.",
                "%(num)s cards were left: somebody changed them meanwhile.",
                outcome.meanwhile,
            )
        )
    if outcome.without_kind:
        said.append(
            ngettext(
                "%(num)s card was left: it would be of no kind at all.",
                "%(num)s cards were left: they would be of no kind at all.",
                outcome.without_kind,
            )
        )
    return " ".join(said)


def chosen(wanted: Wanted, names: Mapping[str, Mapping[int, str]]) -> list[Chosen]:
    """What the list shows only; `names` holds the labels, regions and people by their number."""
    said: list[Chosen] = []
    if wanted.kind is not None:
        said.append(Chosen(kinds_name(wanted.kind), replace(wanted, kind=None)))
    if wanted.tag is not None:
        said.append(Chosen(_named(names, "tag", wanted.tag), replace(wanted, tag=None)))
    if wanted.region is not None:
        region = _("no region") if wanted.region == NONE else _named(names, "region", wanted.region)
        said.append(Chosen(region, replace(wanted, region=None)))
    if wanted.place:
        said.append(Chosen(_("in %(place)s", place=wanted.place), replace(wanted, place="")))
    if wanted.staff is not None:
        staff = _("nobody") if wanted.staff == NONE else _named(names, "staff", wanted.staff)
        said.append(Chosen(_("looked after by %(name)s", name=staff), replace(wanted, staff=None)))
    if wanted.spoken is not None:
        words = _("last spoken: %(when)s", when=spoken_name(wanted.spoken))
        said.append(Chosen(words, replace(wanted, spoken=None)))
    for missing in wanted.missing:
        others = tuple(other for other in wanted.missing if other is not missing)
        said.append(Chosen(missing_name(missing), replace(wanted, missing=others)))
    if wanted.star:
        said.append(Chosen(_("with extra attention"), replace(wanted, star=False)))
    return said


def _named(names: Mapping[str, Mapping[int, str]], what: str, number: int) -> str:
    return names.get(what, {}).get(number) or _("something that is gone")
