"""What a list asks, written behind the `?` and read back, whatever somebody puts there."""

from typing import Any
from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st

from app.contacts.missing import Missing
from app.lists.given import LARGEST_ID, Order, Spoken, Wanted
from app.relations.models import Kind

numbers = st.none() | st.integers(0, LARGEST_ID)
lists = st.builds(
    Wanted,
    kind=st.none() | st.sampled_from(Kind),
    tag=st.none() | st.integers(1, LARGEST_ID),
    region=numbers,
    place=st.text(max_size=100).map(lambda text: " ".join(text.split())),
    staff=numbers,
    spoken=st.none() | st.sampled_from(Spoken),
    missing=st.sets(st.sampled_from(Missing)).map(lambda some: tuple(one for one in Missing if one in some)),
    star=st.booleans(),
    order=st.sampled_from(Order),
)
anything = st.dictionaries(
    st.sampled_from(("kind", "tag", "region", "place", "staff", "spoken", "missing", "star", "order", "x")),
    st.lists(st.text(), max_size=3),
)


@given(wanted=lists)
def test_a_list_is_read_as_it_was_written(wanted: Wanted) -> None:
    assert Wanted.read_query(wanted.query) == wanted


@given(asked=anything)
def test_whatever_is_asked_gives_a_list_that_can_be_asked_again(asked: dict[str, Any]) -> None:
    wanted = Wanted.read(asked)

    assert Wanted.read_query(wanted.query) == wanted
    assert Wanted.read_query(urlencode(asked, doseq=True, errors="surrogatepass")) is not None


def test_nothing_asked_is_everything() -> None:
    assert Wanted.read({}).is_everything
    assert not Wanted(kind=Kind.OLD).is_everything
    assert not Wanted(kind=Kind.OLD).is_narrowed
    assert not Wanted(order=Order.LATEST).is_narrowed
    assert Wanted(region=0).is_narrowed
