"""Noting a complaint: in the customer's words, on one person's list, in sight wherever a quote is handled."""

import datetime as dt
import html
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from app.audit.models import Deed
from app.audit.undo import undo
from app.complaints import actions
from app.complaints.given import Heard
from app.complaints.models import Complaint
from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.opening.models import ClosedDay
from app.outcomes.actions import accept
from app.outcomes.given import Yes
from app.quotes.models import QuoteStatus
from app.relations.models import Relation
from app.tasks.models import Task, TaskReason
from app.timeline.models import Channel, Happening
from app.timeline.queries import timeline_of
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_complaint, make_person, make_quote, make_relation, make_task

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def kim(session: Session) -> Relation:
    return make_relation(session)


def heard(**fields: object) -> Heard:
    given = {"their_words": "It peels.", "channel": Channel.PHONE, "received_on": TODAY}
    return Heard(**{**given, "answer_by": dt.date(2026, 11, 24), **fields})  # type: ignore[arg-type]


def the_task(session: Session) -> Task:
    return session.scalars(select(Task)).one()


def test_a_complaint_is_on_one_persons_list_and_on_the_timeline(
    session: Session, kim: Relation, bram: User, owner: User
) -> None:
    complaint = actions.receive(session, kim, heard(), responsible=bram, by=owner)

    task = the_task(session)
    assert (task.reason, task.responsible_id) == (TaskReason.ANSWER_COMPLAINT, bram.id)
    assert (task.due_on, task.promised_since) == (complaint.answer_by, TODAY)
    assert (task.about, task.about_id) == ("complaint", complaint.id)
    (entry,) = timeline_of(session, kim.id).entries
    assert (entry.what, entry.about_id, entry.heading) == (
        "complaint.received",
        complaint.id,
        "Complaint received",
    )


def test_what_was_said_on_an_earlier_day_stands_there_on_the_timeline(
    session: Session, kim: Relation, bram: User
) -> None:
    actions.receive(session, kim, heard(received_on=dt.date(2026, 11, 14)), responsible=bram, by=bram)

    (entry,) = timeline_of(session, kim.id).entries
    assert entry.day == dt.date(2026, 11, 14)
    assert the_task(session).promised_since == dt.date(2026, 11, 14)


def test_undoing_it_takes_back_all_of_it(session: Session, kim: Relation, owner: User) -> None:
    session.commit()
    actions.receive(session, kim, heard(), responsible=owner, by=owner)
    session.commit()
    deed = session.scalars(select(Deed).order_by(Deed.id.desc())).first()
    assert deed
    assert deed.what == "complaint.receive"

    undo(session, deed, by=owner)
    session.commit()

    assert [session.scalars(select(model)).all() for model in (Complaint, Task, Happening)] == [[], [], []]


@pytest.mark.parametrize("whose", ["person", "quote"])
def test_nothing_of_another_card_comes_along(session: Session, kim: Relation, bram: User, whose: str) -> None:
    other = make_relation(session, "Somebody else")
    theirs = make_person(session, other) if whose == "person" else make_quote(session, other)

    with pytest.raises(RuleBroken):
        actions.receive(session, kim, heard(**{whose: theirs}), responsible=bram, by=bram)


def test_nothing_is_received_tomorrow_or_on_a_card_in_the_bin(
    session: Session, kim: Relation, bram: User
) -> None:
    with pytest.raises(RuleBroken):
        actions.receive(session, kim, heard(received_on=TODAY + dt.timedelta(1)), responsible=bram, by=bram)
    kim.deleted_at = clock.now()
    with pytest.raises(RuleBroken):
        actions.receive(session, kim, heard(), responsible=bram, by=bram)


def test_who_has_left_answers_nothing(session: Session, kim: Relation, bram: User, owner: User) -> None:
    bram.left_on = TODAY

    with pytest.raises(RuleBroken):
        actions.receive(session, kim, heard(), responsible=bram, by=owner)


def test_the_page_needs_only_their_words(client: Client, session: Session, kim: Relation, bram: User) -> None:
    kim.regular_staff_id = bram.id
    session.commit()
    page = client.get(f"/complaints/new?relation={kim.id}").text
    # The day that stands in the box: two days on which the shop is open and Bram works.
    assert 'value="24/11/2026"' in page

    answer = client.post(
        f"/complaints/new?relation={kim.id}",
        data={
            "their_words": "It peels.",
            "channel": "shop",
            "responsible_id": bram.id,
            "answer_by": "24-11-2026",
        },
    )

    complaint = session.scalars(select(Complaint)).one()
    assert answer.location == f"/relations/{kim.id}"
    assert (complaint.their_words, complaint.channel, complaint.received_on) == (
        "It peels.",
        Channel.SHOP,
        TODAY,
    )
    assert (complaint.responsible_id, complaint.answer_by) == (bram.id, dt.date(2026, 11, 24))
    assert "Bram answers by Tuesday 24 November." in client.get(answer.location).text


def test_all_that_can_be_said_is_kept(client: Client, session: Session, kim: Relation, owner: User) -> None:
    person, quote = make_person(session, kim), make_quote(session, kim, status=QuoteStatus.SENT)

    client.post(
        f"/complaints/new?relation={kim.id}",
        data={
            "their_words": "Line one\r\nline two",
            "wanted": "A new coat",
            "channel": "mail",
            "person_id": person.id,
            "quote_id": quote.id,
            "responsible_id": owner.id,
            "received_on": "18-11-2026",
            "answer_by": "tomorrow",
        },
    )

    complaint = session.scalars(select(Complaint)).one()
    assert (complaint.their_words, complaint.wanted) == ("Line one\nline two", "A new coat")
    assert (complaint.person_id, complaint.quote_id) == (person.id, quote.id)
    assert (complaint.received_on, complaint.answer_by) == (dt.date(2026, 11, 18), dt.date(2026, 11, 21))


def test_a_closed_day_is_no_day_to_answer(client: Client, session: Session, kim: Relation) -> None:
    session.add(ClosedDay(closed_on=dt.date(2026, 11, 23), why="Stocktaking"))

    assert 'value="25/11/2026"' in client.get(f"/complaints/new?relation={kim.id}").text


def test_who_looks_after_the_card_answers_unless_they_left(
    client: Client, session: Session, kim: Relation, bram: User, owner: User
) -> None:
    kim.regular_staff_id = bram.id
    address = f"/complaints/new?relation={kim.id}"
    session.commit()
    assert f'<option selected value="{bram.id}">' in client.get(address).text

    bram.left_on = TODAY
    session.commit()
    assert f'<option selected value="{owner.id}">' in client.get(address).text


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"their_words": " "}, "Write down what the customer says."),
        ({"their_words": "x" * 5001}, "too long"),
        ({"answer_by": ""}, "Type a day"),
        ({"answer_by": "19-11-2026"}, "This day is over."),
        ({"answer_by": "soonish"}, "3-11-2026"),
        ({"received_on": "tomorrow"}, "still to come"),
        ({"responsible_id": "999"}, "Choose one from the list"),
        ({"person_id": "999"}, "Choose one from the list"),
        ({"quote_id": "999"}, "Choose one from the list"),
        ({"channel": "pigeon"}, "Choose one from the list"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_bad_input_keeps_what_was_typed(
    client: Client, session: Session, owner: User, posted: dict[str, str], sentence: str
) -> None:
    kim = make_relation(session)
    make_person(session, kim)
    make_quote(session, kim)
    typed = {"their_words": "“It <peels> & cracks”", "wanted": "A new coat", "channel": "phone"}
    typed |= {"responsible_id": str(owner.id), "answer_by": "24-11-2026"}

    page = html.unescape(client.post(f"/complaints/new?relation={kim.id}", data=typed | posted).text)

    assert sentence in page
    assert "A new coat" in page
    assert (typed | posted)["their_words"].strip() in page
    assert session.scalars(select(Complaint)).all() == []
    assert session.scalars(select(Task)).all() == []


def test_a_viewer_notes_nothing(
    client_as: Callable[[User], Client], session: Session, viewer: User, kim: Relation
) -> None:
    browser = client_as(viewer)

    assert browser.post(f"/complaints/new?relation={kim.id}", data={"their_words": "x"}).status_code == 403
    assert 'aria-keyshortcuts="k"' not in browser.get(f"/relations/{kim.id}").text
    assert session.scalars(select(Complaint)).all() == []


@pytest.mark.parametrize("number", ["0", "999", str(2**63), "x", ""])
def test_an_unknown_card_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/complaints/new?relation={number}").status_code == 404


def test_a_card_in_the_bin_says_what_to_do(client: Client, kim: Relation) -> None:
    kim.deleted_at = clock.now()

    answer = client.post(f"/complaints/new?relation={kim.id}", data={"their_words": "It peels."})

    assert answer.status_code == 409
    assert "Put it back first." in answer.text
    assert "It peels." in answer.text


def test_it_shows_on_the_card_on_today_and_above_an_open_quote(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    quote = make_quote(session, kim, status=QuoteStatus.SENT)
    draft = make_quote(session, kim)
    other = make_quote(session, make_relation(session, "Somebody else"), status=QuoteStatus.SENT)
    complaint = actions.receive(
        session, kim, heard(quote=quote, answer_by=TODAY), responsible=owner, by=owner
    )

    link = f"/complaints/{complaint.id}"
    assert link in client.get(f"/relations/{kim.id}").text
    assert f"{link}/answer" in client.get("/").text
    banner = html.unescape(client.get(f"/quotes/{quote.id}").text)
    assert "Open complaint about this quote" in banner
    assert "It peels." in banner
    assert "Open complaint of this customer" in client.get(f"/quotes/{draft.id}/edit").text
    assert "Open complaint of this customer" in client.get(f"/quotes/new?relation={kim.id}").text
    assert "Open complaint" not in client.get(f"/quotes/{other.id}").text


def test_an_accepted_quote_tells_only_what_is_not_right_with_it(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    ours, other = (make_quote(session, kim, status=QuoteStatus.SENT) for _time in range(2))
    for quote in (ours, other):
        accept(session, quote, Yes(TODAY), by=owner)
    make_complaint(session, kim, owner, quote_id=ours.id)

    assert "Open complaint about this quote" in client.get(f"/quotes/{ours.id}").text
    assert "Open complaint" not in client.get(f"/quotes/{other.id}").text


def test_nobody_rings_somebody_about_another_thing_without_knowing(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    make_task(session, kim, owner, reason=TaskReason.CALL_BACK)
    assert "Open complaint: read it first" not in client.get("/").text

    complaint = make_complaint(session, kim, owner)

    page = client.get("/").text
    assert "Open complaint: read it first" in page
    assert f"/complaints/{complaint.id}" in page


@pytest.mark.parametrize("reason", [reason for reason in TaskReason if reason.is_of_quote])
def test_a_call_about_a_quote_waits_for_the_answer_to_a_complaint(
    client: Client, session: Session, kim: Relation, owner: User, reason: TaskReason
) -> None:
    make_task(session, kim, owner, reason=reason)
    complaint = make_complaint(session, kim, owner)

    page = client.get("/").text
    assert "1 call about a quote waits for the answer to a complaint" in page
    assert "Nobody to speak today." in page
    assert f"/complaints/{complaint.id}" in page

    complaint.told_on = TODAY
    session.commit()
    page = client.get("/").text
    assert "waits for the answer" not in page
    assert "1 person to speak" in page


def test_their_words_are_never_markup(client: Client, session: Session, bram: User) -> None:
    relation = make_relation(session, "<script>alert(1)</script>")
    complaint = make_complaint(session, relation, bram, their_words="<script>alert(2)</script>")
    quote = make_quote(session, relation)

    for address in ("/complaints", f"/complaints/{complaint.id}", f"/quotes/{quote.id}"):
        assert "<script>alert" not in client.get(address).text
