"""One card: everything on one screen, in few statements, and nothing of it dangerous."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Engine

from app.contacts.actions import add_card
from app.contacts.models import ConsentAnswer, ConsentChannel
from app.contacts.queries import people_of
from app.contacts.typed import TypedAddress, TypedCard, TypedPerson, TypedWay
from app.contacts.ways import Way, WayKind, read_ways
from app.core import clock
from app.core.database import Session
from app.outcomes.actions import decline
from app.outcomes.given import Answer
from app.quotes.models import QuoteStatus
from app.relations.actions import discard
from app.relations.models import Kind, Nature, Relation
from app.tasks.models import TaskReason
from app.timeline.actions import tell
from app.users.models import User
from tests.conftest import Client
from tests.factories import (
    make_address,
    make_consent,
    make_interaction,
    make_person,
    make_phone,
    make_quote,
    make_reason,
    make_relation,
    make_task,
)
from tests.statements import statements


def ways(*texts: str) -> list[TypedWay]:
    return [TypedWay(way) for text in texts for way in read_ways(text)]


@pytest.fixture
def plas(session: Session, bram: User) -> Relation:
    """A painter of whom much is known."""
    card = TypedCard(
        name="Schildersbedrijf Van der Plas",
        nature=Nature.ORGANISATION,
        kinds=[Kind.CURRENT, Kind.SUPPLIER],
        story="Ben en zijn zoon Rik.",
        good_to_know="Drinkt koffie zwart.",
        star="doet ook klussen voor ons",
        regular_staff_id=bram.id,
        labels=["vakman"],
        people=[
            TypedPerson(
                first_name="Ben",
                infix="van der",
                last_name="Plas",
                job="eigenaar",
                best_time="na 17 uur",
                ways=ways("06 00 00 00 17 (mobiel)", "ben@plas.example"),
            ),
            TypedPerson(first_name="Koos", last_name="Kort", has_left=True),
        ],
        ways=ways("071 012 87 40 (werkplaats)", "plas.example", "instagram.com/plas"),
        addresses=[
            TypedAddress(street="Touwbaan", house_number="4", suffix="A", postcode="2225 XK", place="Katwijk")
        ],
    )
    return add_card(session, card, by=bram)


def test_a_thing_to_do_says_only_what_it_is(
    session: Session, client: Client, plas: Relation, bram: User
) -> None:
    make_task(session, plas, bram, reason=TaskReason.OTHER, words="Fetch the ladders")
    make_task(session, plas, bram, reason=TaskReason.ASK_WHY, words="the staircase")

    page = client.get(f"/relations/{plas.id}").text

    assert "<span>Fetch the ladders" in page
    assert "<span>Ask the reason: the staircase" in page


def test_everything_is_on_the_card(session: Session, client: Client, plas: Relation, bram: User) -> None:
    make_interaction(
        session, plas, bram, their_words="Is die er ook in 10 liter?", agreed="Bram vraagt het na."
    )
    make_task(session, plas, bram, words="10 liter navragen")

    page = client.get(f"/relations/{plas.id}").text

    for text in (
        *(
            '<span class="kind-tab" data-kind="current">Current customer</span>',
            "Supplier",
            "doet ook klussen",
        ),
        *(
            "<bdi>Schildersbedrijf Van der Plas</bdi>",
            "Ben en zijn zoon Rik.",
            "Drinkt koffie zwart.",
            "vakman",
        ),
        *(
            'href="tel:+31710128740">071 012 87 40</a>',
            "werkplaats",
            'data-copies="071 012 87 40"',
        ),
        *("06 00 00 00 17", "Ben, mobiel, na 17 uur", "<b>Ben van der Plas</b>, eigenaar"),
        *(
            'href="mailto:ben@plas.example"',
            'href="https://plas.example"',
            'href="https://instagram.com/plas"',
        ),
        *("Touwbaan 4-A, 2225 XK Katwijk", "Koos Kort", "Bram"),
        *("<q>Is die er ook in 10 liter?</q>", "Bram vraagt het na.", "10 liter navragen"),
    ):
        assert text in page


def test_who_waits_for_us_is_said_under_the_name(
    session: Session, client: Client, plas: Relation, bram: User
) -> None:
    quote = make_quote(session, plas, status=QuoteStatus.SENT)
    make_task(
        session, plas, bram, words="prijs van de steiger", promised_since=clock.today() - dt.timedelta(days=6)
    )

    page = client.get(f"/relations/{plas.id}").text

    assert "Waiting for" in page
    assert f"quote {quote.number}" in page
    assert "prijs van de steiger" in page


def test_nobody_waits_on_an_empty_card(session: Session, client: Client) -> None:
    page = client.get(f"/relations/{make_relation(session).id}").text

    assert "Waiting for" not in page
    assert "Nothing here yet." in page
    assert "Nobody yet." in page


def test_a_full_card_takes_eleven_statements_with_those_of_every_page(
    session: Session, client: Client, database: Engine, plas: Relation, bram: User
) -> None:
    plas.came_through_id = make_relation(session, "Gerrit").id
    for number in range(30):
        make_interaction(session, plas, bram)
        make_relation(session, f"Guest {number}", came_through_id=plas.id)
    for person in people_of(session, plas.id):
        for channel in ConsentChannel:
            make_consent(session, plas, person_id=person.id, channel=channel)
            make_consent(session, plas, person_id=person.id, channel=channel, answer=ConsentAnswer.NO)
    reason = make_reason(session)
    for _number in range(3):
        quote = make_quote(session, plas, status=QuoteStatus.SENT)
        decline(session, quote, answer=Answer(clock.today(), main_reason=reason), by=bram)
    quote = make_quote(session, plas, status=QuoteStatus.SENT)
    tell(session, plas, "quote.sent", about=quote, by=bram)
    make_task(session, plas, bram, promised_since=clock.today())
    address = f"/relations/{plas.id}"
    session.commit()

    with statements(database, also_of_every_page=True) as seen:
        page = client.get(address).text

    assert "Guest 29" in page
    assert len(seen) <= 11


def test_who_came_through_whom_is_said_on_both_cards(session: Session, client: Client) -> None:
    host = make_relation(session, "Gerrit")
    guest = make_relation(session, "Kim Verbeek", came_through_id=host.id)
    make_relation(session, "Thrown away", came_through_id=host.id, deleted_at=clock.now())

    of_guest = client.get(f"/relations/{guest.id}").text
    of_host = client.get(f"/relations/{host.id}").text

    assert f'Came through</dt><dd><a href="/relations/{host.id}">Gerrit</a>' in of_guest
    assert f'Brought us</dt><dd><a href="/relations/{guest.id}">Kim Verbeek</a>' in of_host
    assert "Thrown away" not in of_host


def test_days_waiting_stand_beside_what_they_wait_for(
    session: Session, client: Client, plas: Relation, bram: User
) -> None:
    since = clock.today() - dt.timedelta(days=6)
    quote = make_quote(session, plas, status=QuoteStatus.SENT, first_sent_on=since)
    make_task(session, plas, bram, words="prijs van de steiger", promised_since=clock.today())

    page = client.get(f"/relations/{plas.id}").text

    assert f'<a href="/quotes/{quote.id}">quote {quote.number}</a>, for 6 days, open until' in page
    assert f'<a href="/relations/{plas.id}#tasks">call back: prijs van de steiger</a>, since today' in page


def test_a_branch_names_its_own_person_in_charge_until_that_one_leaves(
    session: Session, client: Client, plas: Relation
) -> None:
    ben = people_of(session, plas.id)[0]
    make_address(session, plas, name="Noordwijk", in_charge_id=ben.id)

    assert "in charge: Ben van der Plas" in client.get(f"/relations/{plas.id}").text

    ben.left_on = clock.today()

    assert "in charge:" not in client.get(f"/relations/{plas.id}").text


def test_an_agency_says_what_for_and_that_it_is_for_emergencies(session: Session, client: Client) -> None:
    agency = make_relation(
        session,
        "Brandweer",
        nature=Nature.ORGANISATION,
        is_agency=True,
        is_emergency=True,
        about="keuring",
        our_reference="K-12",
        counter_hours="di 9–12",
    )

    page = client.get(f"/relations/{agency.id}").text

    for text in ("Emergency number", "keuring", "K-12", "di 9–12"):
        assert text in page
    assert "Bought something today" not in page


def test_two_people_at_home_are_a_household(session: Session, client: Client) -> None:
    relation = make_relation(session, "Fam. De Vries")
    make_person(session, relation)
    make_person(session, relation, first_name="Theo")

    assert '<h2 id="persons">Household</h2>' in client.get(f"/relations/{relation.id}").text


def test_what_is_missing_is_one_line_that_leads_to_its_box(
    session: Session, client: Client, client_as: Any, viewer: User, plas: Relation
) -> None:
    bare = make_relation(session)

    page = client.get(f"/relations/{bare.id}").text

    assert f'<a href="/relations/{bare.id}/edit?missing=phone">no phone number</a>' in page
    assert f'<a href="/relations/{bare.id}/edit?missing=story">no story</a>' in page
    assert "no region" not in page
    assert "So far there is" not in client.get(f"/relations/{plas.id}").text
    assert "So far there is" not in client_as(viewer).get(f"/relations/{bare.id}").text


def test_consent_stands_on_the_card_in_one_line(session: Session, client: Client) -> None:
    relation = make_relation(session)
    anna, bob = make_person(session, relation), make_person(session, relation, first_name="Bob")
    assert "Not asked yet." in client.get(f"/relations/{relation.id}").text

    make_consent(session, relation, person_id=anna.id)
    make_consent(session, relation, person_id=bob.id, answer=ConsentAnswer.NO)
    page = client.get(f"/relations/{relation.id}").text

    yes, no = ('<span class="badge badge--yes">yes</span>', '<span class="badge badge--no">no</span>')
    assert f"ringing {yes} (Anna), {no} (Bob)" in " ".join(page.split())


def test_a_number_that_may_not_be_rung_with_an_offer_says_so_beside_it(
    session: Session, client: Client
) -> None:
    relation = make_relation(session)
    anna, bob = make_person(session, relation), make_person(session, relation, first_name="Bob")
    for given, owner in (("071 012 00 01", None), ("071 012 00 02", anna.id), ("071 012 00 03", bob.id)):
        make_phone(session, relation, given, person_id=owner)

    def refused() -> list[bool]:
        numbers = (
            client.get(f"/relations/{relation.id}").text.split('class="row numbers"')[1].split("</ul>")[0]
        )
        return ["no offers by telephone" in number for number in numbers.split("</li>")[:3]]

    assert refused() == [False, False, False]

    make_consent(session, relation, person_id=bob.id, answer=ConsentAnswer.NO)
    assert refused() == [True, False, True]

    make_consent(session, relation, answer=ConsentAnswer.NO)
    assert refused() == [True, True, True]


def test_older_entries_follow_page_by_page(
    session: Session, client: Client, plas: Relation, bram: User
) -> None:
    for number in range(25):
        at = dt.datetime(2026, 1, 1, number % 24, tzinfo=dt.UTC) + dt.timedelta(days=number)
        make_interaction(session, plas, bram, their_words=f"gesprek {number:02d}", at=at)

    first = client.get(f"/relations/{plas.id}").text
    older = first.split("Show what is older")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = client.get(older).text

    assert "gesprek 24" in first
    assert "gesprek 00" not in first
    assert "gesprek 00" in second


@pytest.mark.parametrize(
    "query", ["only=robot", "before=x", "before=~~", "only=conversations", "only=wish", "before="]
)
def test_a_strange_question_gets_an_answer(client: Client, plas: Relation, query: str) -> None:
    assert client.get(f"/relations/{plas.id}?{query}").status_code == 200


@pytest.mark.parametrize("relation_id", ["0", "-1", str(2**63), "99", "x"])
def test_a_card_that_is_not_there(client: Client, relation_id: str) -> None:
    assert client.get(f"/relations/{relation_id}").status_code == 404


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "vbscript:x"],
)
def test_what_is_unsafe_behind_a_link_is_only_text(
    session: Session, client: Client, bram: User, url: str
) -> None:
    """Such an address cannot be typed any more, but an old import may have left it in the database."""
    bad = [
        TypedWay(Way(WayKind.WEBSITE, url, url)),
        TypedWay(Way(WayKind.EMAIL, url, f'"><a href="{url}')),
        TypedWay(Way(WayKind.ACCOUNT, url, url, network="other", url=url)),
        TypedWay(Way(WayKind.PHONE, url, url)),
    ]
    card = add_card(session, TypedCard(name="Kim", ways=bad), by=bram)

    page = client.get(f"/relations/{card.id}").text

    assert f'href="{url}' not in page
    assert url.strip() in page


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "محمد علي", "😀", "W" * 500, "</title><script>x</script>"]
)
def test_strange_names_are_text_everywhere_on_the_card(
    session: Session, client: Client, bram: User, name: str
) -> None:
    person = TypedPerson(first_name=name, last_name=name, job=name, best_time=name, note=name)
    address = TypedAddress(name=name, street=name, place=name, note=name)
    typed = TypedCard(
        name=name,
        story=name,
        good_to_know=name,
        star=name,
        about=name,
        our_reference=name,
        counter_hours=name,
        labels=[name],
        people=[person],
        addresses=[address],
    )
    card = add_card(session, typed, by=bram)
    make_interaction(session, card, bram, their_words=name, agreed=name)
    make_task(session, card, bram, words=name, promised_since=clock.today())

    page = client.get(f"/relations/{card.id}")

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<script>x" not in page.text


def test_who_only_looks_is_offered_nothing_to_change(client_as: Any, viewer: User, plas: Relation) -> None:
    page = client_as(viewer).get(f"/relations/{plas.id}").text

    assert "071 012 87 40" in page
    assert "/edit" not in page
    assert "/discard" not in page


def test_a_card_in_the_bin_says_so_and_can_be_put_back(
    session: Session, client: Client, plas: Relation, bram: User
) -> None:
    discard(session, plas, by=bram)

    page = client.get(f"/relations/{plas.id}").text

    assert "This card is in the bin." in page
    assert f"/relations/{plas.id}/restore" in page
    assert not [way for way in ("/edit", f"/print/relations/{plas.id}", ".vcf") if way in page]
