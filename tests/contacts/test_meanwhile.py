"""Two people in one form: what each changed stays, what both changed is shown."""

from hypothesis import given
from hypothesis import strategies as st

from app.contacts.meanwhile import Clash, put_together

KEYS = st.sampled_from(["story", "name", "labels", "ways-d1-row", "ways-d1-text"])
VALUES = st.dictionaries(KEYS, st.lists(st.sampled_from(["a", "b"]), max_size=1))


def test_mine_and_theirs_are_put_together() -> None:
    seen = {"story": ["old"], "name": ["Kim"]}

    both = put_together(seen, {"story": ["mine"], "name": ["Kim"]}, {"story": ["old"], "name": ["Kim V."]})

    assert both.values == {"story": ["mine"], "name": ["Kim V."]}
    assert both.clashes == []


def test_the_same_box_changed_in_two_ways_is_a_clash() -> None:
    both = put_together({"story": ["old"]}, {"story": ["mine"]}, {"story": ["theirs"]})

    assert both.values == {"story": ["mine"]}
    assert both.clashes == [Clash("story", ["mine"], ["theirs"])]


def test_the_same_box_changed_in_the_same_way_is_none() -> None:
    assert put_together({"story": ["old"]}, {"story": ["new"]}, {"story": ["new"]}).clashes == []


def test_a_row_that_is_gone_stays_gone_unless_i_typed_in_it() -> None:
    seen = {"ways-d1-row": ["d1"], "ways-d1-text": ["06"]}

    assert put_together(seen, seen, {}).values == {}
    typed = put_together(seen, seen | {"ways-d1-text": ["07"]}, {}).values
    assert typed == {"ways-d1-text": ["07"]}


def test_a_new_row_of_mine_stays() -> None:
    assert put_together({}, {"ways-#2-text": ["06"]}, {"story": [""]}).values == {"ways-#2-text": ["06"]}


@given(VALUES, VALUES)
def test_when_nobody_else_changed_anything_all_is_mine(
    seen: dict[str, list[str]], mine: dict[str, list[str]]
) -> None:
    both = put_together(seen, seen | mine, seen)

    assert both.values == seen | mine
    assert both.clashes == []
