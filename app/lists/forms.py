"""What a person may ask of the list, and type to keep it or to change what is on it."""

from collections.abc import Collection, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import fields
from wtforms.validators import ValidationError

from app.core.forms import ChoiceField, Form, RadioField, TextField
from app.core.words import _, lazy
from app.lists.given import LARGEST_ID, NONE, Change, KindChange, Wanted
from app.lists.queries import Around
from app.lists.words import change_name
from app.relations.sorting import fold

MINE, EVERYBODYS = "mine", "everybody"
TICKED, ALL = "ticked", "all"
LEAVE, BY_POSTCODE = "", -1


def wanted_in(args: MultiDict[str, str]) -> Wanted:
    """The list that the questions behind the `?` ask for."""
    return Wanted.read(args.to_dict(flat=False))


class ListForm(Form):
    """The name of a list, and whose it is."""

    name = TextField(
        lazy("What do you call this list?"), needed=lazy("Type a name for the list."), longest=60
    )
    whose = RadioField(
        lazy("For whom"),
        choices=lambda: [(EVERYBODYS, _("for everybody")), (MINE, _("only for me"))],
        default=EVERYBODYS,
        needed=True,
    )

    def __init__(self, *args: Any, taken: Collection[str] = (), **kwargs: Any) -> None:
        self.taken = {fold(name) for name in taken}
        super().__init__(*args, **kwargs)

    def validate_name(self, field: TextField) -> None:
        """Two lists of one name could not be told apart."""
        if fold(field.data) in self.taken:
            raise ValidationError(_("There is a list of this name already. Choose another name."))

    @property
    def is_mine(self) -> bool:
        """Whether only this person sees the list."""
        return bool(self.whose.data == MINE)


class CardsField(fields.Field):
    """The cards that were ticked, each with the version that was on the page: `12.3`."""

    data: dict[int, int]

    def process_formdata(self, valuelist: list[Any]) -> None:
        """What is no card is not there."""
        parts = [str(value).partition(".") for value in valuelist]
        self.data = {
            int(card): int(version)
            for card, _dot, version in parts
            if _is_number(card) and _is_number(version)
        }

    def process_data(self, value: Any) -> None:
        """Nothing is ticked at first."""
        self.data = value or {}


class ChangeForm(Form):
    """Which cards of the list, and what should change on them."""

    card = CardsField()
    which = RadioField(lazy("Which cards"), default=TICKED, needed=True)
    give = TextField(lazy("Give the label"), longest=60)
    take = ChoiceField(lazy("Take away the label"), coerce=int)
    region = ChoiceField(lazy("Region"), coerce=int)
    staff = ChoiceField(lazy("Looked after by"), coerce=int)
    kind = ChoiceField(lazy("Kind"), coerce=KindChange)
    do = fields.StringField()

    def __init__(self, *args: Any, around: Around, total: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leave, choices = [(LEAVE, _("leave as it is"))], around.choices
        all_of_it = _("all %(total)s of this list", total=total)
        self.which.choices = [(TICKED, _("the cards that I tick")), (ALL, all_of_it)]
        self.take.choices = [(LEAVE, _("none")), *choices["tag"]]
        regions = [(BY_POSTCODE, _("by the postcode")), *choices["region"], (NONE, _("no region"))]
        self.region.choices = [*leave, *regions]
        self.staff.choices = [*leave, *choices["staff"], (NONE, _("nobody"))]
        self.kind.choices = [*leave, *((change, change_name(change)) for change in KindChange)]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Some cards, and something that should change on them."""
        is_valid = super().validate(extra_validators)
        if self.which.data == TICKED and not self.card.data:
            self.form_errors.append(_("Tick the cards that you mean, or choose all of this list."))
        elif not self.errors and self.change.is_nothing:
            self.form_errors.append(_("Choose what should change on these cards."))
        return is_valid and not self.form_errors

    @property
    def is_for_all(self) -> bool:
        """Whether every card on the list is meant, not only those that were ticked."""
        return bool(self.which.data == ALL)

    @property
    def change(self) -> Change:
        """What should change."""
        if self.do.data == "discard":
            return Change(discard=True)
        is_by_postcode = self.region.data == BY_POSTCODE
        return Change(
            give=self.give.data,
            take=self.take.data,
            region=None if is_by_postcode else self.region.data,
            by_postcode=is_by_postcode,
            staff=self.staff.data,
            kind=self.kind.data,
        )


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 20 and int(text) <= LARGEST_ID
