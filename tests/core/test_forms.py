"""What a form does with what people type: tidy it, refuse it kindly, and leave it in its box."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.forms import (
    ChoiceField,
    DateField,
    Form,
    MoneyField,
    NumberField,
    ParagraphField,
    PasswordField,
    PercentField,
    RowsField,
    TextField,
    TickField,
    TicksField,
    WholeNumberField,
)
from app.core.words import use_language


class Card(Form):
    """A form with a field of every kind."""

    name = TextField("Name", needed="Type a name.", longest=40)
    story = ParagraphField("Story", longest=100)
    password = PasswordField("Password")
    kind = ChoiceField("Kind", coerce=int, choices=[("", "None"), (1, "One"), (2, "Two")])
    tags = TicksField("Tags", coerce=int, choices=[(1, "One"), (2, "Two")])
    star = TickField("Star", default=True)
    pieces = NumberField("Pieces")
    days = WholeNumberField("Days", least=1, most=365)
    price = MoneyField("Price")
    discount = PercentField("Discount")
    day = DateField("Day")


class Roll(Form):
    """A form with rows."""

    rows = RowsField(TextField())


def filled(**typed: str | list[str]) -> Card:
    """The form as somebody posted it, with a name."""
    return Card(MultiDict({"name": "Kim", **typed}))


def test_a_right_form_hands_over_values() -> None:
    with use_language("nl"), clock.frozen(dt.datetime(2026, 11, 20, tzinfo=dt.UTC)):
        form = filled(
            kind="2", tags=["2", "1"], star="y", pieces="1,5", days="30", price="€ 1.234,50", discount="7,5%",
            day="3-11-2026",
        )  # fmt: skip

        assert form.validate(), form.errors
    assert form.kind.data == 2
    assert form.tags.data == [2, 1]
    assert form.star.data is True
    assert (form.pieces.data, form.price.data) == (Decimal("1.5"), Decimal("1234.50"))
    assert form.days.data == 30
    assert isinstance(form.days.data, int)
    assert form.discount.data == Decimal("7.5")
    assert form.day.data == dt.date(2026, 11, 3)


def test_an_empty_post_shows_the_defaults_ticks_included() -> None:
    assert Card(MultiDict()).star.data is True
    assert filled().star.data is False


def test_empty_boxes_are_empty_texts_and_no_values() -> None:
    form = filled()

    assert form.validate()
    assert form.story.data == ""
    assert [form.kind.data, form.pieces.data, form.price.data, form.day.data] == [None, None, None, None]


@pytest.mark.parametrize("blank", ["", "   ", "\u00a0", "\u200b", " \ufeff\t\u200b "])
def test_a_name_of_blanks_is_no_name(blank: str) -> None:
    form = filled(name=blank)

    assert not form.validate()
    assert form.name.errors == ["Type a name."]


def test_one_line_stays_one_line() -> None:
    assert filled(name="  Kim\r\nVerbeek\t ").name.data == "Kim Verbeek"


def test_paragraphs_keep_their_lines() -> None:
    assert filled(story="one\r\ntwo\u2028three\tfour\n").story.data == "one\ntwo\nthree\tfour"


def test_accents_get_one_form() -> None:
    assert filled(name="Zoe\u0308").name.data == "Zoë"


def test_a_password_keeps_its_blanks_and_is_not_sent_back() -> None:
    form = filled(password="  drie losse woorden ")

    assert form.password.data == "  drie losse woorden "
    assert "losse" not in form.password()


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\x7f", "\x9b", "\ud800"])
@pytest.mark.parametrize("box", ["name", "story", "password"])
def test_a_sign_that_cannot_be_kept_is_refused_and_the_rest_stays(box: str, sign: str) -> None:
    form = filled(**{box: f"before{sign}after"})

    assert not form.validate()
    assert form.errors.keys() == {box}
    if box != "password":
        assert "before\ufffdafter" in form[box]()
        form[box]().encode()


def test_too_long_is_said_with_numbers_and_stays_in_the_box() -> None:
    form = filled(story="a" * 101)

    assert not form.validate()
    assert "101" in form.story.errors[0]
    assert "100" in form.story.errors[0]
    assert "a" * 101 in form.story()


@pytest.mark.parametrize(
    ("box", "typed"),
    [
        ("pieces", "many"),
        ("pieces", "1e3"),
        ("price", "twelve"),
        ("price", "1" * 400),
        ("discount", "half"),
        ("day", "32-13-2026"),
        ("day", "\0"),
        ("days", "1,5"),
    ],
)
def test_what_cannot_be_read_says_so_once_and_stays(box: str, typed: str) -> None:
    form = filled(**{box: typed})

    assert not form.validate()
    assert len(form[box].errors) == 1
    assert typed.replace("\0", "\ufffd") in form[box]()


@pytest.mark.parametrize(
    ("box", "typed"),
    [
        ("pieces", "-1"),
        ("pieces", "1,2345"),
        ("price", "-0,01"),
        ("price", "100000000"),
        ("discount", "100,01"),
        ("days", "0"),
        ("days", "366"),
    ],
)
def test_numbers_outside_their_bounds_are_refused(box: str, typed: str) -> None:
    with use_language("nl"):
        form = filled(**{box: typed})
        assert not form.validate()
    assert form.errors.keys() == {box}


@pytest.mark.parametrize("choice", ["3", "one", "9" * 30, "1 or 1=1"])
def test_only_what_was_offered_can_be_chosen(choice: str) -> None:
    form = filled(kind=choice, tags=["1", choice])

    assert not form.validate()
    assert form.errors.keys() == {"kind", "tags"}
    assert [len(field.errors) for field in form.wrong] == [1, 1]


def test_numbers_are_shown_as_they_are_typed() -> None:
    with use_language("nl"):
        form = Card(data={"name": "Kim", "price": Decimal("1234.5"), "pieces": Decimal("1.500"), "days": 30})
        assert 'value="1.234,50"' in form.price()
        assert 'value="1,5"' in form.pieces()
        assert 'value="30"' in form.days()


def test_sentences_follow_the_language() -> None:
    form = filled(story="a" * 101)
    with use_language("en"):
        form.validate()
    english = form.story.errors[0]
    with use_language("nl"):
        form.validate()
    assert form.story.errors[0] != english


@pytest.mark.parametrize(
    ("typed", "dutch", "english"),
    [("0", "Vul 1 of meer in.", "Type 1 or more."), ("366", "Vul 365 of minder in.", "Type 365 or less.")],
)
def test_a_number_out_of_bounds_hears_what_to_type(typed: str, dutch: str, english: str) -> None:
    for page, sentence in (("nl", dutch), ("en", english)):
        with use_language(page):
            form = filled(days=typed)
            assert not form.validate()
        assert form.days.errors == [sentence]


def test_wrong_fields_come_in_the_order_of_the_page() -> None:
    form = filled(name="", day="never", story="a" * 101)
    form.validate()

    assert [field.name for field in form.wrong] == ["name", "story", "day"]


@pytest.mark.parametrize("number", ["²", "٣", "9" * 5_000, "-1", "", "x"])
def test_a_row_with_a_number_that_no_page_wrote_is_no_row(number: str) -> None:
    form = Roll(MultiDict({"rows-7": "seven", f"rows-{number}": "nobody's"}))

    assert form.rows.data == ["seven"]


@given(
    st.fixed_dictionaries(
        {
            "pieces": st.decimals(Decimal(0), Decimal("9999999.999"), places=3),
            "price": st.decimals(Decimal(0), Decimal("9999999.99"), places=2),
            "discount": st.decimals(Decimal(0), Decimal(100), places=2),
            "day": st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
        }
    ),
    st.sampled_from(["nl", "en"]),
)
def test_whatever_a_box_shows_is_read_back_from_it(values: dict[str, object], language: str) -> None:
    with use_language(language):
        shown = Card(data=values)
        boxes = {name: shown[name]._value() for name in values}  # type: ignore[attr-defined]
        again = filled(name="Anna", **boxes)

        assert again.validate(), again.errors
        assert {name: again[name].data for name in values} == values


@given(st.decimals(Decimal(0), Decimal(100), places=2), st.sampled_from(["nl", "en"]))
def test_a_percentage_may_carry_its_sign(percent: Decimal, language: str) -> None:
    with use_language(language):
        box = Card(data={"discount": percent}).discount._value()

        assert filled(discount=f"{box}%").discount.data == percent
