"""The base of every form: what was typed is tidied, measured, and stays in its box, also when it is wrong.

Fields say what to do in the language of the page; a field that holds a number, an amount or a date lets
core/formats read it and show it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import wtforms
from wtforms import fields, widgets
from wtforms.i18n import get_translations
from wtforms.meta import DefaultMeta
from wtforms.validators import StopValidation

from app.core import clock, formats
from app.core.formats import Unreadable
from app.core.words import _, language, lazy

Validators = Sequence[Callable[..., object]]
Choices = Iterable[tuple[Any, str]]

LINE = 200
PARAGRAPH = 20_000
NEEDED = lazy("Fill this in.")
# Blanks that str.strip() leaves: a name of these alone is no name.
INVISIBLE = "\u200b\u2060\ufeff"
# Control characters and halves of characters: no sheet, no card and not every database can hold them.
UNKEEPABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Form(wtforms.Form):
    """A form that needs no Flask: give it the posted fields, and whatever its choices depend on."""

    class Meta(DefaultMeta):
        """How WTForms behaves for all our forms."""

        def get_translations(self, form: wtforms.form.BaseForm) -> Any:  # noqa: ARG002
            """WTForms' own sentences in the language of the page."""
            return get_translations([language()])

        def wrap_formdata(self, form: wtforms.form.BaseForm, formdata: Any) -> Any:
            """An empty post is no post: a page that is only looked at shows its defaults, ticks included."""
            return super().wrap_formdata(form, formdata) if formdata else None

    @property
    def wrong(self) -> list[fields.Field]:
        """The boxes that are not right yet, those within rows too, in the order of the page."""
        return _wrong_boxes(self)


class _Asked(fields.Field):
    """A field that may be compulsory: `needed` is the sentence that asks, or True for the usual one."""

    def __init__(
        self, label: str = "", validators: Validators = (), *, needed: str | bool = False, **options: Any
    ) -> None:
        super().__init__(label, [*_presence(needed), *validators], **options)


class TextField(_Asked, fields.StringField):
    """One line of text: blanks around it go, a line break within it becomes a space."""

    data: str
    longest = LINE

    def __init__(
        self, label: str = "", validators: Validators = (), *, longest: int | None = None, **options: Any
    ) -> None:
        self.longest = longest or self.longest
        super().__init__(label, [can_be_kept, self.fits, *validators], **options)
        self.flags.maxlength = self.longest

    def process_data(self, value: str | None) -> None:
        """No text is the empty text, never None."""
        self.data = value or ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Tidy what was typed; a box that was not on the page leaves what there was."""
        if valuelist:
            self.data = self.tidied(str(valuelist[0]))

    def tidied(self, text: str) -> str:
        """The text on one line, without blanks around it, in the usual form of its accents."""
        return _stripped(" ".join(unicodedata.normalize("NFC", text).splitlines()).replace("\t", " "))

    def fits(self, form: wtforms.form.BaseForm, field: fields.Field) -> None:  # noqa: ARG002
        """Refuse more than the box holds; what was typed stays, to be cut by hand."""
        length = len(self.data or "")
        if length > self.longest:
            raise StopValidation(
                _(
                    "This is too long: it has %(length)s characters and %(most)s fit.",
                    length=length,
                    most=self.longest,
                )
            )

    def _value(self) -> str:
        return _showable(self.data or "")


class ParagraphField(TextField):
    """Text that may have more than one line."""

    widget = widgets.TextArea()
    longest = PARAGRAPH

    def tidied(self, text: str) -> str:
        """The text without blanks around it, with one kind of line break."""
        return _stripped("\n".join(unicodedata.normalize("NFC", text).splitlines()))


class PasswordField(_Asked, fields.PasswordField):
    """A secret: kept exactly as typed (blanks count), and never sent back to the page."""

    data: str

    def __init__(self, label: str = "", validators: Validators = (), **options: Any) -> None:
        super().__init__(label, [can_be_kept, *validators], **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Only accents get one form, so that every keyboard types the same password."""
        self.data = unicodedata.normalize("NFC", str(valuelist[0])) if valuelist else ""


class TickField(fields.BooleanField):
    """A box to tick."""


class ChoiceField(_Asked, fields.SelectField):
    """One of a list; choosing nothing is None."""

    def __init__(
        self,
        label: str = "",
        validators: Validators = (),
        *,
        choices: Choices | Callable[[], Choices] = (),
        coerce: Callable[[Any], Any] = str,
        **options: Any,
    ) -> None:
        super().__init__(label, validators, coerce=_or_none(coerce), **options)
        self.choices = list(choices() if callable(choices) else choices)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The chosen value; one that cannot be read is nobody's choice and is refused with the others."""
        if not valuelist:
            return
        try:
            self.data = self.coerce(valuelist[0])
        except (ValueError, KeyError, OverflowError) as problem:
            raise ValueError(_("Choose one from the list.")) from problem

    def pre_validate(self, form: wtforms.form.BaseForm) -> None:  # noqa: ARG002
        """Only what the page offered can be chosen; choosing nothing is for `needed` to judge."""
        if self.data is not None and all(choice[0] != self.data for choice in self._plain_choices()):
            raise StopValidation(_("Choose one from the list."))

    @property
    def chosen_words(self) -> str:
        """What the page calls what was chosen."""
        return next((str(words) for value, words, *_rest in self._plain_choices() if value == self.data), "")

    def _plain_choices(self) -> Iterable[tuple[Any, ...]]:
        return [(self.coerce(value), *rest) for value, *rest in self.iter_choices()]


class RadioField(ChoiceField):
    """One of a short list, all of it in sight."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.RadioInput()


class TicksField(_Asked, fields.SelectMultipleField):
    """Any number of a list, as boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()

    def __init__(
        self,
        label: str = "",
        validators: Validators = (),
        *,
        choices: Choices | Callable[[], Choices] = (),
        coerce: Callable[[Any], Any] = str,
        **options: Any,
    ) -> None:
        super().__init__(label, validators, coerce=coerce, **options)
        self.choices = list(choices() if callable(choices) else choices)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The chosen values in the order they were sent, each once."""
        try:
            self.data = list(dict.fromkeys(self.coerce(value) for value in valuelist))
        except (ValueError, KeyError, OverflowError) as problem:
            raise ValueError(_("Choose one from the list.")) from problem

    def pre_validate(self, form: wtforms.form.BaseForm) -> None:  # noqa: ARG002
        """Only what the page offered can be chosen."""
        offered = {self.coerce(value) for value, *_rest in self.iter_choices()}
        if not offered.issuperset(self.data or ()):
            raise StopValidation(_("Choose one from the list."))


class RowsField(fields.FieldList):  # type: ignore[type-arg]  # generic in its stubs only
    """Rows of fields, by the number in their names; a number that no page of ours wrote is no row."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterable[int]:
        row = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,6}})(?:-|$)")
        return [int(found[1]) for name in formdata if (found := row.match(name))]


class _ReadField(_Asked):
    """A value that is typed as text: an empty box is None, and what cannot be read stays as it was typed."""

    widget = widgets.TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; the reader's own sentence says what to do when that fails."""
        typed = _stripped(str(valuelist[0])) if valuelist else ""
        self.data = None
        if len(typed) > LINE or _unkeepable(typed):
            raise ValueError(self.unreadable())
        if typed:
            try:
                self.data = self.read(typed)
            except Unreadable as problem:
                raise ValueError(problem.sentence) from problem

    def _value(self) -> str:
        if self.raw_data:
            return _showable(str(self.raw_data[0]))
        return "" if self.data is None else self.show(self.data)

    def read(self, typed: str) -> Any:
        """The value of what was typed, or Unreadable."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """The value as it is typed."""
        raise NotImplementedError

    def unreadable(self) -> str:
        """What to do when the text cannot be read at all."""
        return _("Type a number, for example 12,5.")


class NumberField(_ReadField):
    """A Decimal between two bounds, with at most so many places behind the comma."""

    def __init__(
        self,
        label: str = "",
        validators: Validators = (),
        *,
        least: Decimal | int | None = 0,
        most: Decimal | int | None = 999_999_999,
        places: int = 3,
        **options: Any,
    ) -> None:
        self.least, self.most, self.places = least, most, places
        options["render_kw"] = {"inputmode": "decimal", **options.get("render_kw", {})}
        super().__init__(label, [self.within_bounds, *validators], **options)

    def read(self, typed: str) -> Decimal:
        """The number as core/formats reads it."""
        return formats.read_number(typed)

    def show(self, value: Any) -> str:
        """The number as it is typed."""
        return formats.show_quantity(value)

    def within_bounds(self, form: wtforms.form.BaseForm, field: fields.Field) -> None:  # noqa: ARG002
        """Refuse what is too small, too large or too precise to keep."""
        value = self.data
        if value is None:
            return
        if self.least is not None and value < self.least:
            raise StopValidation(_("Type %(least)s or more.", least=self.show(Decimal(self.least))))
        if self.most is not None and value > self.most:
            raise StopValidation(_("Type %(most)s or less.", most=self.show(Decimal(self.most))))
        if value != round(value, self.places):
            raise StopValidation(
                _("At most %(places)s digits behind the comma.", places=self.places)
                if self.places
                else _("Type a whole number.")
            )


class WholeNumberField(NumberField):
    """A whole number; its data is an int."""

    def __init__(self, label: str = "", validators: Validators = (), **options: Any) -> None:
        super().__init__(label, validators, places=0, **options)

    def post_validate(self, form: wtforms.form.BaseForm, validation_stopped: bool) -> None:  # noqa: ARG002
        """Hand over an int once the bounds and the comma are judged."""
        if self.data is not None and not self.errors:
            self.data = int(self.data)


class MoneyField(NumberField):
    """An amount of money in whole cents."""

    def __init__(self, label: str = "", validators: Validators = (), **options: Any) -> None:
        super().__init__(label, validators, **{"places": 2, "most": Decimal("99999999.99"), **options})

    def read(self, typed: str) -> Decimal:
        """The amount as core/formats reads it, with or without € and 12,-."""
        return formats.read_amount(typed)

    def show(self, value: Any) -> str:
        """The amount as it is typed: without the sign of the money."""
        return formats.show_amount(value, symbol=False)

    def unreadable(self) -> str:
        """What to do when the text is no amount at all."""
        return _("Type an amount, for example 12,50.")


class PercentField(NumberField):
    """A percentage from 0 to 100 with two places."""

    def __init__(self, label: str = "", validators: Validators = (), **options: Any) -> None:
        super().__init__(label, validators, **{"places": 2, "most": 100, **options})

    def read(self, typed: str) -> Decimal:
        """The number, with or without its sign."""
        return formats.read_number(typed.rstrip("%"))


class DateField(_ReadField):
    """A day, typed as people type it: 3-11, 3 november 2026, tomorrow; `ahead` where the year is left out."""

    def __init__(
        self, label: str = "", validators: Validators = (), *, ahead: bool | None = None, **options: Any
    ) -> None:
        super().__init__(label, validators, **options)
        self.ahead = ahead

    def read(self, typed: str) -> Any:
        """The date as core/formats reads it, seen from today."""
        return formats.read_date(typed, clock.today(), ahead=self.ahead)

    def show(self, value: Any) -> str:
        """The date as it is typed."""
        return formats.show_date_digits(value)

    def unreadable(self) -> str:
        """What to do when the text is no date at all."""
        return _("Type a date, for example 3-11-2026.")


def can_be_kept(form: wtforms.form.BaseForm, field: fields.Field) -> None:  # noqa: ARG001
    """Refuse a sign that cannot be kept, rather than drop it unseen."""
    if _unkeepable(field.data or ""):
        raise StopValidation(_("There is a character in this text that we cannot keep. Type the text again."))


def _presence(needed: str | bool) -> list[Callable[..., object]]:
    """The validator that asks for something: with its own sentence, with the usual one, or none."""
    if needed is False:
        return []
    sentence = NEEDED if needed is True else needed

    def is_there(form: wtforms.form.BaseForm, field: fields.Field) -> None:  # noqa: ARG001
        if field.data in (None, "", []) and not field.errors:
            raise StopValidation(str(sentence))

    is_there.field_flags = {"required": True}  # type: ignore[attr-defined]
    return [is_there]


def _wrong_boxes(fields_of: Iterable[fields.Field]) -> list[fields.Field]:
    boxes: list[fields.Field] = []
    for field in fields_of:
        if isinstance(field, fields.FormField | fields.FieldList):
            boxes += _wrong_boxes(field)
        elif field.errors:
            boxes.append(field)
    return boxes


def _or_none(coerce: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value in (None, "") else coerce(value)


def _stripped(text: str) -> str:
    kept = None
    while kept != text:
        kept, text = text, text.strip().strip(INVISIBLE)
    return text


def _unkeepable(text: str) -> bool:
    return UNKEEPABLE.search(text) is not None


def _showable(text: str) -> str:
    """The text as a page can carry it: a sign that cannot be kept is shown as the mark for an unknown one."""
    return UNKEEPABLE.sub("\ufffd", text)
