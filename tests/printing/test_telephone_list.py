"""The telephone list: everybody from A to Z with their numbers."""

from flask import Flask, render_template

from app.contacts.names import private_sort_key
from app.core import clock
from app.core.database import Session
from app.printing import queries
from app.relations.models import Kind, Nature, Relation, Stage
from app.relations.sorting import sort_key
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_person, make_phone, make_relation
from tests.printing.reading import outside, pages


def private(session: Session, name: str, *numbers: str, **fields: object) -> Relation:
    relation = make_relation(session, name, **{"sort_name": private_sort_key(name)} | fields)
    for position, number in enumerate(numbers):
        make_phone(session, relation, number, position=position)
    return relation


def names(session: Session, kind: Kind | None = None) -> list[tuple[str, list[str]]]:
    """The list as it reads: the letters, and the names under each, down the left column first."""
    return [
        (
            section.letter,
            [left.name for left, _ in section.rows] + [right.name for _, right in section.rows if right],
        )
        for section in queries.telephone_list(session, kind).letters
    ]


def test_names_stand_under_their_letter_in_the_order_of_a_card_box(session: Session) -> None:
    for name in ("Karel van den IJssel", "Anna van der Berg", "Fam. De Vries", "Ömer Öztürk", "Jan Alkemade"):
        private(session, name)
    make_relation(
        session, "’t Hart", nature=Nature.ORGANISATION, sort_name=sort_key("’t Hart"), is_agency=True
    )

    assert names(session) == [
        ("A", ["Alkemade, Jan"]),
        ("B", ["Berg, van der – Anna"]),
        ("IJ", ["IJssel, van den – Karel"]),
        ("O", ["Öztürk, Ömer"]),
        ("T", ["’t Hart"]),
        ("V", ["Vries, de – Fam."]),
    ]


def test_two_numbers_stand_behind_a_name_its_own_before_those_of_its_people(session: Session) -> None:
    relation = private(session, "Jan Alkemade")
    person = make_person(session, relation)
    make_phone(session, relation, "06 11 11 11 11", person_id=person.id)
    make_phone(session, relation, "071 012 33 08", position=1)
    make_phone(session, relation, "071 012 33 09", position=2)

    ((left, right),) = queries.telephone_list(session).letters[0].rows

    assert left.numbers == ("071 012 33 08", "071 012 33 09")
    assert right is None


def test_the_number_of_who_has_left_is_not_on_it(session: Session) -> None:
    relation = private(session, "Jan Alkemade")
    gone = make_person(session, relation, left_on=clock.today())
    make_phone(session, relation, "06 11 11 11 11", person_id=gone.id)

    assert queries.telephone_list(session).letters[0].rows[0][0].numbers == ()


def test_cards_in_the_bin_are_not_on_it(session: Session) -> None:
    private(session, "Jan Alkemade", deleted_at=clock.now())

    assert queries.telephone_list(session).count == 0


def test_it_can_be_of_one_kind(session: Session) -> None:
    private(session, "Jan Alkemade", stage=Stage.CURRENT)
    private(session, "Piet Alkemade", stage=Stage.OLD)
    private(session, "Truus Alkemade", stage=Stage.CURRENT, is_supplier=True)

    assert names(session, Kind.CURRENT) == [("A", ["Alkemade, Jan", "Alkemade, Truus"])]
    assert names(session, Kind.SUPPLIER) == [("A", ["Alkemade, Truus"])]


def test_the_paper_says_who_is_on_it(client: Client, session: Session) -> None:
    private(session, "Anna van der Berg", "071 012 33 08", stage=Stage.CURRENT)

    (text,) = pages(client.get("/print/telephone-list.pdf?kind=current"))

    assert "Current customers, one relation" in text
    assert "C Berg, van der – Anna 071 012 33 08" in text
    assert "Telephone list A–Z" in text
    assert "Ber – Ber" in text


def test_a_kind_that_does_not_exist_chooses_nothing(client: Client, session: Session) -> None:
    private(session, "Anna van der Berg")

    assert "All kinds, one relation" in pages(client.get("/print/telephone-list.pdf?kind=x'--"))[0]


def test_an_empty_box_makes_a_sheet_that_says_so(client: Client) -> None:
    assert "There is nobody on this list yet." in pages(client.get("/print/telephone-list.pdf"))[0]


def test_a_long_list_names_on_each_page_what_is_on_it(client: Client, session: Session, owner: User) -> None:
    owner.language = "nl"
    for letter in "abdef":
        for number in range(22):
            private(session, f"Kim {letter * 4}{number:02}", "071 012 33 08")

    texts = pages(client.get("/print/telephone-list.pdf"))

    assert len(texts) > 1
    assert "Telefoonlijst A–Z" in texts[1]
    assert "aaa – " in texts[0]
    assert f"2 van {len(texts)}" in texts[1]


def test_long_names_stay_on_the_sheet(app: Flask, session: Session) -> None:
    for name in ("W" * 500, "😀 مرحبا بالعالم " * 20, "a " * 250):
        relation = make_relation(session, name, nature=Nature.ORGANISATION, sort_name=sort_key(name))
        make_phone(session, relation, "0" * 300)

    with app.test_request_context():
        html = render_template(
            "printing/telephone_list.pdf.html",
            list=queries.telephone_list(session),
            kinds=list(Kind),
            today=clock.today(),
        )

    assert outside(html) == []
