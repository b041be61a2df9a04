"""The page for a spare minute: doubles, what cards lack, who is quiet; each count leads to its list."""

import datetime as dt
import re
from typing import Any

import pytest
from sqlalchemy import event

from app.core import clock
from app.core.database import Session
from app.duplicates.actions import these_are_two
from app.duplicates.queries import likely_doubles
from app.relations.models import Region, Stage
from app.tidying.words import days_in_words
from app.users.models import User
from tests.conftest import Client
from tests.factories import (
    make_address,
    make_email,
    make_interaction,
    make_phone,
    make_relation,
)


def spoken(session: Session, relation: Any, *days_ago: int) -> None:
    for days in days_ago:
        make_interaction(session, relation, at=clock.now() - dt.timedelta(days=days))


def test_an_empty_box_is_all_tidy(client: Client) -> None:
    assert "All tidy." in client.get("/tidy-up").text


def test_the_likeliest_doubles_stand_first_with_the_reason(session: Session, client: Client) -> None:
    for name in ("Jan Smit", "Marleen Kwast"):
        make_phone(session, make_relation(session, name), "06 00 00 00 11")
    for name in ("Anna van der Berg", "A. v.d. Berg"):
        relation = make_relation(session, name)
        make_phone(session, relation)
        make_address(session, relation)

    page = client.get("/tidy-up").text

    assert "2 times two cards that may be one" in page
    assert page.index("Anna van der Berg") < page.index("Jan Smit")
    assert "same phone number · name almost the same · same address" in page
    assert page.count('aria-keyshortcuts="m"') == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"phone": "071 012 87 40"}, {"phone": "071 012 87 40"}),
        ({"mail": "kim@example.nl"}, {"mail": "KIM@example.nl"}),
        ({"address": "4"}, {"address": "4"}),
        ({}, {}),
    ],
)
def test_every_way_to_be_alike_is_found(session: Session, one: dict[str, str], other: dict[str, str]) -> None:
    for given in (one, other):
        relation = make_relation(session, "Kim Verbeek")
        if "phone" in given:
            make_phone(session, relation, given["phone"])
        if "mail" in given:
            make_email(session, relation, given["mail"])
        if "address" in given:
            make_address(session, relation)

    assert len(likely_doubles(session)) == 1


def test_who_is_told_apart_or_in_the_bin_is_no_double(session: Session, bram: User) -> None:
    first, second, third = (make_relation(session, "Kim Verbeek") for _number in range(3))
    these_are_two(session, first, second, by=bram)
    third.deleted_at = clock.now()

    assert likely_doubles(session) == []


def test_a_switchboard_makes_no_doubles(session: Session) -> None:
    for name in ("Bakker", "Smit", "Visser", "Mulder", "Postma", "Zwart", "Kraan"):
        make_phone(session, make_relation(session, f"Jan {name}"))

    assert likely_doubles(session) == []


def test_where_there_are_too_many_those_that_share_most_are_looked_at(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        make_relation(session, "Kim Verbeek")
    for name in ("Kim Verbeek", "Kim Verbeek", "Bas Oudshoorn", "Truus Witteman"):
        card = make_relation(session, name)
        make_phone(session, card, f"06 00 00 00 {'1' if name.startswith('Kim') else '2'}1")
    found = [sorted((pair.first_id, pair.second_id)) for pair in likely_doubles(session)]
    monkeypatch.setattr("app.duplicates.queries.MOST_LOOKED_AT", 2)

    looked_at = [sorted((pair.first_id, pair.second_id)) for pair in likely_doubles(session)]

    assert len(found) > 2
    assert looked_at == [[3, 4], [5, 6]]


def test_a_slip_of_the_fingers_is_found_in_the_alphabet(session: Session) -> None:
    make_relation(session, "Saskia Verbeek", sort_name="verbeek | saskia")
    make_relation(session, "Saskia Verbek", sort_name="verbek | saskia")

    assert len(likely_doubles(session)) == 1


def test_a_quiet_customer_is_told_by_their_own_rhythm(session: Session, client: Client) -> None:
    quiet = make_relation(session, "Noor Jansen")
    spoken(session, quiet, 182, 140, 98)
    in_time = make_relation(session, "Wim Pot")
    spoken(session, in_time, 180, 120, 60)
    supplier = make_relation(session, "Het Stofhuis", is_supplier=True)
    spoken(session, supplier, 182, 140, 98)

    page = client.get("/tidy-up").text

    assert "usually every 6 weeks, now 14 weeks" in page
    assert "Wim Pot" not in page
    assert "Het Stofhuis" not in page


def test_the_most_overdue_stands_first_and_who_wants_peace_is_left_in_peace(
    session: Session, client: Client
) -> None:
    spoken(session, make_relation(session, "Slightly"), 182, 140, 98)
    spoken(session, make_relation(session, "Very"), 300, 290, 280)
    spoken(session, make_relation(session, "Peace", restricted_on=dt.date(2026, 1, 1)), 300, 290, 280)

    page = client.get("/tidy-up").text

    assert page.index("Very") < page.index("Slightly")
    assert "Peace" not in page


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("without a phone number", 3),
        ("in no region", 1),
        ("spoken to later than usual", 1),
        ("not spoken to for two years", 1),
        ("never spoken to", 2),
    ],
)
def test_each_count_leads_to_a_list_of_just_those_cards(
    session: Session, client: Client, words: str, count: int
) -> None:
    region = Region(name="Leiden")
    session.add(region)
    session.flush()
    late = make_relation(session, "Late", stage=None, is_supplier=True)
    spoken(session, late, 182, 140, 98)
    long_ago = make_relation(session, "Long ago", stage=None, is_agency=True)
    spoken(session, long_ago, 800)
    make_phone(session, make_relation(session, "Never"))
    make_relation(session, "Firm", stage=None, is_supplier=True)

    page = client.get("/tidy-up").text
    found = re.search(rf'<b>(\d+)</b> <a href="([^"]+)">[^<]*{words}', page)

    assert found
    assert int(found[1]) == count
    listed = client.get(found[2].replace("&amp;", "&")).text
    assert f"{count} card" in listed


def test_potential_customers_of_whom_nothing_came(session: Session, client: Client) -> None:
    years_ago = clock.today() - dt.timedelta(days=1000)
    make_relation(session, "Never bought", stage_since=years_ago)
    make_relation(session, "New", stage_since=clock.today())
    make_relation(session, "Bought", stage=Stage.CURRENT, stage_since=years_ago)

    page = client.get("/tidy-up").text

    assert "Potential customer of whom nothing came" in page
    assert "Never bought" in page
    assert ">New<" not in page


def test_the_bin_is_told_of(session: Session, client: Client) -> None:
    make_relation(session, deleted_at=clock.now())

    assert "card in the bin" in client.get("/tidy-up").text


def test_pages_of_doubles(session: Session, client: Client) -> None:
    for number in range(9):
        for _twice in range(2):
            make_phone(session, make_relation(session, f"Kim Verbeek{number}"), f"06 00 00 00 1{number}")

    assert client.get("/tidy-up").text.count("double__foot") == 8
    assert client.get("/tidy-up?page=2").text.count("double__foot") > 0
    assert client.get("/tidy-up?page=99999999999999999999").status_code == 200
    assert client.get("/tidy-up?page=x").status_code == 200


def test_as_many_statements_however_much_there_is_to_do(session: Session, client: Client) -> None:
    for number in range(12):
        relation = make_relation(session, f"Kim Verbeek{number // 2}")
        make_phone(session, relation, f"06 00 00 00 1{number // 2}")
        spoken(session, relation, 182, 140, 98)
    session.commit()
    statements: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: statements.append(args[2]))

    client.get("/tidy-up")

    assert len(statements) <= 24


def test_who_only_looks_finds_no_buttons(session: Session, client_as: Any, viewer: User) -> None:
    for _twice in range(2):
        make_relation(session, "Kim Verbeek")

    page = client_as(viewer).get("/tidy-up").text

    assert "may be one" in page
    assert "Put side by side" not in page


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (41, "6 weeks"),
        (98, "14 weeks"),
        (150, "5 months"),
        (400, "13 months"),
        (800, "2 years"),
    ],
)
def test_stretches_of_days_as_people_say_them(days: int, words: str) -> None:
    assert days_in_words(days) == words
