"""What somebody may choose when two cards become one."""

from wtforms import HiddenField

from app.core.forms import Form, RadioField, TicksField
from app.core.words import _, lazy
from app.duplicates.fields import JOINABLE
from app.duplicates.side_by_side import BOTH, FIRST, SECOND, SideBySide

BOX = "box_"


class MergeForm(Form):
    """Which card stays, what stays in each box, who is who; and how both cards were when it was opened."""

    versions = HiddenField()
    seen = HiddenField()
    stays = RadioField(lazy("Which card stays?"), needed=True)
    alike = TicksField(lazy("Who is the same person?"))

    def is_outdated(self, pair: SideBySide) -> bool:
        """Whether somebody changed one of the cards since the page was opened."""
        return bool(self.versions.data != _versions(pair))

    def renew(self, pair: SideBySide) -> None:
        """Let it remember how the cards are now."""
        self.versions.data, self.seen.data = _versions(pair), pair.seen

    def boxes(self) -> dict[str, str]:
        """What was chosen for each box."""
        return {name.removeprefix(BOX): field.data for name, field in self._fields.items() if BOX in name}

    def taken_when_staying(self, stays: str) -> set[str]:
        """The boxes that get the value of the card that goes."""
        goes = SECOND if stays == FIRST else FIRST
        return {box for box, chosen in self.boxes().items() if chosen == goes}

    def joined(self) -> set[str]:
        """The boxes that get both texts."""
        return {box for box, chosen in self.boxes().items() if chosen == BOTH}

    def alike_when_staying(self, stays: str) -> dict[int, int]:
        """Who of the card that goes is who of the card that stays."""
        pairs = [pair.partition("-") for pair in self.alike.data or ()]
        one_is_other = {int(one): int(other) for one, _hyphen, other in pairs}
        return {other: one for one, other in one_is_other.items()} if stays == FIRST else one_is_other


def merge_form(pair: SideBySide) -> type[MergeForm]:
    """The form with a question for each box in which these two differ."""
    questions = {
        f"{BOX}{choice.box}": RadioField(
            choice.label,
            choices=[
                (FIRST, choice.first),
                (SECOND, choice.second),
                *([(BOTH, _("Both, one below the other"))] if choice.box in JOINABLE else []),
            ],
            default=choice.usual,
        )
        for choice in pair.choices
    }
    alike = TicksField(
        _("Who is the same person?"),
        choices=[(f"{one}-{other}", name) for (one, other), name in pair.alike.items()],
        default=[f"{one}-{other}" for one, other in pair.alike],
    )
    stays = RadioField(
        _("Which card stays?"),
        choices=[(FIRST, pair.first.relation.name), (SECOND, pair.second.relation.name)],
        default=pair.usual,
        needed=True,
    )
    return type("PairForm", (MergeForm,), {**questions, "alike": alike, "stays": stays})


def _versions(pair: SideBySide) -> str:
    return f"{pair.first.relation.row_version}-{pair.second.relation.row_version}"
