"""A slip of the finger is met with a question and with whom was probably meant, never with nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.database import Session
from app.search.queries import look_for
from app.search.spelling import Vocabulary
from tests.conftest import Client
from tests.factories import make_address, make_person, make_relation

WORDS = Vocabulary(["janssen jan", "schilder schilders", "verbeek", "lukasz müller", "schilder"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("janssn", ["janssen"]),
        ("jansen", ["janssen"]),
        ("jnassen", ["janssen"]),
        ("kanssen", ["janssen"]),
        ("vrebek", ["verbeek"]),
        ("shilder", ["schilder", "schilders"]),
    ],
)
def test_one_or_two_slips_are_seen_through(typed: str, meant: list[str]) -> None:
    assert WORDS.nearly(typed) == meant


@pytest.mark.parametrize("typed", ["jan", "janx", "verbe", "schilder", "12345", "xylofoon", "", "ĳ"])
def test_what_is_short_right_or_quite_another_word_is_left_alone(typed: str) -> None:
    assert WORDS.nearly(typed) == []


def test_a_rare_word_may_be_a_slip_of_a_common_one_but_not_the_other_way_round() -> None:
    words = Vocabulary(["jansen", "janssen", "janssen"])

    assert words.nearly("jansen") == ["janssen"]
    assert words.nearly("janssen") == []


@given(st.data())
def test_any_two_letters_that_changed_places_are_seen_through(data: st.DataObject) -> None:
    place = data.draw(st.integers(1, 7))
    word = "verbouwing"
    slip = word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    assert slip == word or Vocabulary([word]).nearly(slip) == [word]


@given(st.text(max_size=30))
def test_no_text_makes_it_stumble(text: str) -> None:
    assert all(word in WORDS.counts for word in WORDS.nearly(text))


@pytest.fixture
def box(session: Session) -> Session:
    jan = make_relation(session, "Jan Janssen")
    make_address(session, jan, place="Voorburg")
    firm = make_relation(session, "Bakkerij Pot")
    make_person(session, firm, first_name="Noor", infix=None, last_name="Verbeek")
    session.commit()
    return session


@pytest.mark.parametrize(
    ("typed", "meant", "found"),
    [
        ("janssn", "Janssen", "Jan Janssen"),
        ("jan janssn", "Jan Janssen", "Jan Janssen"),
        ("voorbrug", "Voorburg", "Jan Janssen"),
        ("noor vrebeek", "Noor Verbeek", "Bakkerij Pot"),
        ("bakkerji pot", "Bakkerij Pot", "Bakkerij Pot"),
        ("JANSSN!", "Janssen", "Jan Janssen"),
    ],
)
def test_who_was_meant_is_found(box: Session, typed: str, meant: str, found: str) -> None:
    answer = look_for(box, typed)

    assert answer.hits == []
    assert answer.meant is not None
    assert (answer.meant.text, [hit.name for hit in answer.meant.hits]) == (meant, [found])


@pytest.mark.parametrize("typed", ["jan", "janssen", "zzzzzz", "", "0612345678", "janssn zzzzzz"])
def test_there_is_no_guess_where_none_helps(box: Session, typed: str) -> None:
    assert look_for(box, typed).meant is None


def test_a_new_name_is_known_at_once(box: Session) -> None:
    assert look_for(box, "zonnebloen").meant is None

    make_relation(box, "Zonnebloem")
    box.commit()

    meant = look_for(box, "zonnebloen").meant
    assert meant is not None
    assert meant.text == "Zonnebloem"


def test_one_hit_may_still_not_be_whom_one_meant(box: Session) -> None:
    for first in ("Piet", "Anna"):
        make_relation(box, f"{first} Jansen")
    box.commit()

    answer = look_for(box, "janssen")
    assert [hit.name for hit in answer.hits] == ["Jan Janssen"]
    assert answer.meant is not None
    assert answer.meant.text == "Jansen"


@pytest.mark.parametrize("page", ["/search", "/search/suggest"])
def test_the_question_stands_above_whom_was_meant(client: Client, box: Session, page: str) -> None:
    html = client.get(page, query_string={"q": "<janssn"}).get_data(as_text=True)

    assert "Nobody called “&lt;janssn”. Did you mean: Janssen?" in html
    assert 'href="/relations/1"' in html


def test_a_new_name_can_still_become_a_card(client: Client, box: Session) -> None:
    assert "Make a card for “janssn”" in client.get("/search?q=janssn").get_data(as_text=True)
