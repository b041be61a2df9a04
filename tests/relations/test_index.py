"""The list of relations: five kinds with their counts, A to Z, pages."""

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import Engine

from app.contacts.actions import add_card
from app.contacts.quick_add import read_line
from app.contacts.typed import card_of
from app.core import clock
from app.core.database import Session
from app.core.words import set_language
from app.regions.actions import add_region
from app.regions.postcodes import read_ranges
from app.relations.actions import discard, put_labels
from app.relations.models import Kind, Nature, Relation, Stage
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_address, make_phone, make_relation
from tests.statements import statements


def make_card(session: Session, line: str, kind: Kind = Kind.POTENTIAL) -> Relation:
    return add_card(session, card_of(read_line(line, ["Leiden"]), kind), by=None)


def names(page: str) -> list[str]:
    """The names in the rows of the list, in order."""
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', page)


def test_the_kinds_are_counted_and_choosing_one_shows_only_those(session: Session, client: Client) -> None:
    make_relation(session, "Gemeente", is_agency=True, stage=Stage.CURRENT)
    make_relation(session, "Stofhuis", is_supplier=True)
    make_relation(session, "Kim Verbeek")
    make_relation(session, "Weg", deleted_at=make_relation(session, "Oud", stage=Stage.OLD).made_at)

    page = client.get("/relations").text
    agencies = client.get("/relations?kind=agency").text

    for word, count in [
        ("All", 4),
        ("Current customers", 1),
        ("Potential customers", 1),
        ("Old customers", 1),
        ("Suppliers", 1),
        ("Agencies", 1),
    ]:
        assert f"{word} <span>{count}</span>" in page
    assert names(agencies) == ["Gemeente"]


def test_people_stand_under_their_surname(session: Session, client: Client) -> None:
    for line in (
        "Anna van der Berg",
        "Ömer Öztürk",
        "Karel van den IJssel",
        "Els 't Hart",
        "Ans en Theo de Vries",
    ):
        make_card(session, line)
    make_card(session, "B&B De Witte Roos")

    page = client.get("/relations").text

    assert names(page) == [
        "B&amp;B De Witte Roos",
        "Berg, van der – Anna",
        "Hart, &#39;t – Els",
        "IJssel, van den – Karel",
        "Öztürk, Ömer",
        "Vries, de – Fam.",
    ]
    assert "Ans, Theo" in page


def test_a_row_says_how_to_reach_somebody(session: Session, client: Client, bram: User) -> None:
    card = make_card(session, "Bakkerij 't Hart, Els 't Hart, 0252 012345, Lisse", Kind.CURRENT)
    card.regular_staff_id = bram.id

    page = client.get("/relations").text

    assert 'href="tel:+31252012345">0252 01 23 45</a>' in page
    assert ">Lisse<" in page
    assert "Els &#39;t Hart" in page
    assert ">Bram<" in page


def test_the_list_can_be_narrowed_by_label_and_by_who_looks_after_it(
    session: Session, client: Client, bram: User
) -> None:
    labelled, looked_after = (
        make_relation(session, "Aa"),
        make_relation(session, "Bb", regular_staff_id=bram.id),
    )
    make_relation(session, "Cc")
    put_labels(session, labelled, ["vve"])

    assert names(client.get("/relations?tag=1").text) == [labelled.name]
    assert names(client.get(f"/relations?staff={bram.id}").text) == [looked_after.name]
    assert names(client.get("/relations?staff=0").text) == ["Aa", "Cc"]
    assert names(client.get("/relations?tag=&staff=&kind=").text) == ["Aa", "Bb", "Cc"]


def test_the_list_can_be_narrowed_by_region_and_counts_who_is_in_none(
    session: Session, client: Client, owner: User
) -> None:
    region = add_region(session, name="Bollenstreek", ranges=read_ranges("2160-2182"), by=owner)
    make_address(session, make_relation(session, "Binnen"), postcode="2161 AA", place="Lisse")
    make_address(session, make_relation(session, "Buiten"), postcode="9999 ZZ", place="Ver")
    make_relation(session, "Zonder")

    page = client.get("/relations").text

    assert "no region (2)" in page
    assert names(client.get(f"/relations?region={region.id}").text) == ["Binnen"]
    assert names(client.get("/relations?region=0").text) == ["Buiten", "Zonder"]


@pytest.mark.parametrize("typed", ["Katwijk", "katwijk", "  KATWIJK "])
def test_the_list_can_be_narrowed_by_place_however_it_is_typed(
    session: Session, client: Client, typed: str
) -> None:
    here, gone = make_relation(session, "Aa"), make_relation(session, "Bb")
    make_address(session, here, place="Katwijk")
    make_address(session, gone, place="Katwijk", closed_on=clock.today())
    make_address(session, make_relation(session, "Cc"), place="Katwijk aan den Rijn")

    assert names(client.get("/relations", query_string={"place": typed}).text) == ["Aa"]


@pytest.mark.parametrize("typed", ["%", "_atwijk", "Kat%", "\\", "Kat\\wijk", "'", '"'])
def test_a_sign_in_a_place_is_only_a_sign(session: Session, client: Client, typed: str) -> None:
    make_address(session, make_relation(session, "Aa"), place="Katwijk")
    make_address(session, make_relation(session, "Bb"), place=typed)

    assert names(client.get("/relations", query_string={"place": typed}).text) == ["Bb"]


def spoken(session: Session, name: str, days_ago: int | None, every: int | None = None) -> Relation:
    """Somebody spoken so many days ago, and usually once in so many days."""
    day = None if days_ago is None else clock.today() - dt.timedelta(days=days_ago)
    return make_relation(session, name, last_spoken_on=day, spoken_every_days=every)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("never", ["Nooit"]),
        ("3", ["Jaren", "Maanden"]),
        ("12", ["Jaren"]),
        ("24", ["Jaren"]),
        ("late", ["Maanden"]),
    ],
)
def test_the_list_can_be_narrowed_by_when_somebody_was_last_spoken(
    session: Session, client: Client, asked: str, found: list[str]
) -> None:
    spoken(session, "Nooit", None)
    spoken(session, "Pas", 5, every=3)
    spoken(session, "Maanden", 100, every=49)
    spoken(session, "Jaren", 1000, every=500)

    assert names(client.get(f"/relations?spoken={asked}").text) == found


def test_the_list_can_be_in_the_order_of_the_last_talk(session: Session, client: Client) -> None:
    for name, days_ago in (("Aa", 10), ("Bb", None), ("Cc", 400), ("Dd", 2)):
        spoken(session, name, days_ago)

    page = client.get("/relations?order=longest").text

    assert names(page) == ["Bb", "Cc", "Aa", "Dd"]
    assert names(client.get("/relations?order=latest").text) == ["Dd", "Aa", "Cc", "Bb"]
    assert 'class="letters"' not in page
    assert 'aria-sort="ascending"><a href="/relations?order=latest">Last spoken</a>' in page


def test_what_is_missing_can_be_asked_together(session: Session, client: Client) -> None:
    make_phone(session, make_relation(session, "Telefoon"))
    make_relation(session, "Ster", star="Spaart blikken")
    make_relation(session, "Niets")

    assert names(client.get("/relations?missing=phone").text) == ["Niets", "Ster"]
    assert names(client.get("/relations?missing=phone&missing=email&star=1").text) == ["Ster"]


def test_the_choices_stand_above_the_list_and_each_goes_away_in_one_click(
    session: Session, client: Client, bram: User
) -> None:
    make_relation(session, "Aa", regular_staff_id=bram.id)

    page = client.get(f"/relations?kind=potential&place=Katwijk&staff={bram.id}&missing=phone").text
    chosen = page[page.index("The list shows only") : page.index("Kind of relation")]
    links = dict(re.findall(r'href="([^"]+)">\s*([^<]+?)\s*<', chosen))

    assert {unescape(address): words for address, words in links.items()} == {
        f"/relations?place=Katwijk&staff={bram.id}&missing=phone": "Potential customers",
        f"/relations?kind=potential&staff={bram.id}&missing=phone": "in Katwijk",
        "/relations?kind=potential&place=Katwijk&missing=phone": "looked after by Bram",
        f"/relations?kind=potential&place=Katwijk&staff={bram.id}": "no phone number",
        "/relations": "Show all cards",
    }


def test_a_letter_leads_to_the_page_on_which_it_begins(session: Session, client: Client) -> None:
    for number in range(60):
        make_relation(session, f"Aa {number:02d}")
    make_relation(session, "Zus")

    page = client.get("/relations?letter=XYZ").text

    assert names(page)[-1] == "Zus"
    assert "Page 2 of 2" in page
    assert 'aria-current="true">XYZ</a>' in page
    assert '<a role="link" aria-disabled="true">B</a>' in page


def test_names_that_begin_with_no_letter_have_a_tab_of_their_own(session: Session, client: Client) -> None:
    make_relation(session, "3D-printwinkel", nature=Nature.ORGANISATION)
    make_relation(session, "Aa")
    make_relation(session, "Ελένη")

    page = client.get("/relations?letter=%23").text

    assert page.count("<b>#</b>") == 2
    assert 'aria-current="true">#</a>' in page


@pytest.mark.parametrize(
    "query",
    [
        *("page=0", "page=-1", "page=99", "page=9223372036854775808", f"page={10**40}", "page=x"),
        *("kind=robot", "letter=%F0%9F%98%80", "letter=PQ"),
        *("tag=-1", "tag=9223372036854775808", "staff=x", "tag[]=1"),
    ],
)
def test_a_strange_question_gets_the_nearest_answer(session: Session, client: Client, query: str) -> None:
    make_relation(session, "Kim")

    page = client.get(f"/relations?{query}")

    assert page.status_code == 200
    assert names(page.text) == ["Kim"]


def test_an_empty_box_says_how_to_begin(client: Client) -> None:
    page = client.get("/relations").text

    assert "The box is still empty." in page
    assert 'href="/new"' in page


@pytest.mark.parametrize(
    "query",
    ["", "kind=potential&staff=2&tag=1&page=2", "letter=K", "order=longest&missing=phone&spoken=never"],
)
def test_a_page_of_the_list_takes_five_statements_however_many_cards(
    session: Session, client: Client, database: Engine, bram: User, query: str
) -> None:
    asked = []
    for size in (3, 117):
        for number in range(size):
            card = make_card(session, f"Kim {number} de Vries 06 00 00 01 {number:02d} 2311 EZ Leiden")
            card.regular_staff_id = bram.id
            put_labels(session, card, ["vve"])
        session.commit()
        with statements(database, also_of_every_page=True) as seen:
            client.get(f"/relations?{query}")
        asked.append([one for one in seen if not one.startswith("PRAGMA")])

    assert len(asked[0]) <= 5, asked[0]
    assert len(asked[1]) <= 5, asked[1]


def test_what_is_in_the_bin_is_on_no_list(session: Session, client: Client, bram: User) -> None:
    discard(session, make_relation(session, "Weggegooid"), by=bram)

    assert "Weggegooid" not in client.get("/relations").text


def test_names_are_text_and_never_part_of_the_page(session: Session, client: Client) -> None:
    for name in (
        "<script>alert(1)</script>",
        "</script><script>alert(2)</script>",
        '" onmouseover="alert(3)',
    ):
        make_relation(session, name, nature=Nature.ORGANISATION)

    page = client.get("/relations").text

    assert "<script>alert" not in page
    assert '" onmouseover="' not in page
    assert "&lt;script&gt;alert(1)" in page


def test_it_speaks_dutch(session: Session, client_as: Any, bram: User) -> None:
    bram.language = "nl"
    make_relation(session, "Kim")

    page = client_as(bram).get("/relations").text
    set_language("en")

    assert "1 kaart in de bak" in page
    assert "Mogelijke klanten" in page


def test_who_only_looks_sees_the_list_and_nobody_else_does(
    client_as: Any, viewer: User, anonymous: Client
) -> None:
    assert client_as(viewer).get("/relations").status_code == 200
    assert anonymous.get("/relations").status_code == 302


def test_a_belgian_stands_under_the_whole_surname(session: Session, client: Client) -> None:
    make_card(session, "Luc Van Damme +32 50 12 34 56 Knokke")

    page = client.get("/relations").text

    assert names(page) == ["Van Damme, Luc"]
    assert "<b>V</b>" in page
