"""To do: the list, the buttons on a task, and who may press them."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event

from app.core import clock
from app.core.database import Session
from app.tasks.actions import finish
from app.tasks.models import Task, TaskEnd, TaskReason
from app.timeline.models import Interaction
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_person, make_phone, make_relation, make_task, make_user

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def text_of(page: str) -> str:
    main = page[page.index("<main") :]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def test_the_list_stands_under_days_with_number_and_buttons(
    client: Client, session: Session, owner: User
) -> None:
    relation = make_relation(session, "Kim Verbeek")
    make_phone(session, relation, "071 012 34 56")
    make_task(session, relation, owner, due_on=TODAY - dt.timedelta(days=2), words="About the stairs")
    make_task(session, None, owner, reason=TaskReason.OTHER, words="Fetch the ladders", due_on=TODAY)

    text = text_of(client.get("/tasks").text)

    assert text.index("Late") < text.index("Call back: About the stairs") < text.index("Fetch the ladders")
    assert "071 012 34 56" in text
    assert "Kim Verbeek" in text


def test_mine_and_everybodys(client: Client, session: Session, owner: User, bram: User) -> None:
    make_task(session, make_relation(session), owner, words="for Marleen")
    make_task(session, make_relation(session), bram, words="for the other")

    mine, everybodys = (text_of(client.get(f"/tasks?whose={whose}").text) for whose in ("mine", "all"))

    assert "for Marleen" in mine
    assert "for the other" not in mine
    assert "for Marleen" in everybodys
    assert "Call back: for the other · Bram" in everybodys


def test_an_empty_list_speaks(client: Client, session: Session, bram: User) -> None:
    assert "Nothing to do." in text_of(client.get("/tasks").text)

    make_task(session, make_relation(session), bram)

    assert "Your list is empty." in text_of(client.get("/tasks").text)


def test_a_long_list_comes_in_pages_with_few_statements(
    client: Client, session: Session, owner: User
) -> None:
    for number in range(60):
        relation = make_relation(session, f"Card {number}")
        make_person(session, relation)
        make_task(session, relation, owner, words=f"thing {number}.")
    session.commit()
    statements: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: statements.append(args[2]))

    first = client.get("/tasks").text

    assert len(statements) <= 17
    assert "thing 49." in first
    assert "thing 50." not in first
    assert "thing 50." in client.get("/tasks?page=2").text
    assert client.get("/tasks?page=x").status_code == 200


def test_add_a_task_on_a_card(client: Client, session: Session, bram: User) -> None:
    relation = make_relation(session)
    person = make_person(session, relation)

    answer = client.post(
        f"/tasks/new?relation={relation.id}",
        data={
            "words": "Bring the colour fan",
            "due_on": "tomorrow",
            "responsible_id": bram.id,
            "reason": "call_back",
            "person_id": person.id,
        },
    )

    task = session.query(Task).one()
    assert answer.location == f"/relations/{relation.id}"
    assert (task.words, task.due_on) == ("Bring the colour fan", TODAY + dt.timedelta(days=1))
    assert (task.responsible_id, task.relation_id, task.person_id) == (bram.id, relation.id, person.id)
    assert task.reason is TaskReason.CALL_BACK


def test_add_a_task_without_a_card(client: Client, session: Session, owner: User) -> None:
    answer = client.post("/tasks/new", data={"words": "Fetch the ladders", "due_on": "3-12-2026"})

    task = session.query(Task).one()
    assert answer.location == "/tasks"
    assert (task.relation_id, task.responsible_id, task.reason) == (None, owner.id, TaskReason.OTHER)


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"words": "", "due_on": "3-12-2026"}, "Type what is to be done."),
        ({"words": "Ladders", "due_on": ""}, "Type a day"),
        ({"words": "Ladders", "due_on": "19-11-2026"}, "This day is over"),
        ({"words": "Ladders", "due_on": "31-11-2026"}, "30"),
        ({"words": "L" * 301, "due_on": "3-12-2026"}, "too long"),
        ({"words": "Ladders", "due_on": "3-12-2026", "responsible_id": "777"}, "Choose one from the list"),
    ],
)
def test_a_task_that_is_not_right_yet_is_not_kept(
    client: Client, session: Session, posted: dict[str, str], sentence: str
) -> None:
    page = html.unescape(client.post("/tasks/new", data=posted).text)

    assert sentence in page
    assert f'value="{posted["words"]}"' in page
    assert f'value="{posted["due_on"]}"' in page
    assert session.query(Task).count() == 0


def test_done_goes_back_to_where_the_button_was(client: Client, session: Session, owner: User) -> None:
    relation = make_relation(session)
    for back, place in (("today", "/"), ("tasks", "/tasks"), ("everybodys", "/tasks?whose=all")):
        task = make_task(session, relation, owner)
        answer = client.post(f"/tasks/{task.id}/done", data={"back": back})
        session.refresh(task)
        assert (answer.status_code, answer.location) == (302, place)
        assert task.ended is TaskEnd.DONE
    task = make_task(session, relation, owner)
    answer = client.post(f"/tasks/{task.id}/done", data={"back": str(relation.id)})
    assert answer.location == f"/relations/{relation.id}"


@pytest.mark.parametrize("back", ["https://example.org", "//example.org", "²", "9" * 5_000, "-1", ""])
def test_nobody_is_sent_elsewhere(client: Client, session: Session, owner: User, back: str) -> None:
    task = make_task(session, make_relation(session), owner)

    assert client.post(f"/tasks/{task.id}/done", data={"back": back}).location == "/tasks"


def test_not_needed_any_more(client: Client, session: Session, owner: User) -> None:
    task = make_task(session, make_relation(session), owner)

    client.post(f"/tasks/{task.id}/drop", data={"back": "tasks"})

    session.refresh(task)
    assert task.ended is TaskEnd.DROPPED


def test_not_reached(client: Client, session: Session, owner: User) -> None:
    task = make_task(session, make_relation(session), owner)

    answer = client.post(f"/tasks/{task.id}/not-reached", data={"back": "today"})

    session.refresh(task)
    assert answer.location == "/"
    assert (task.tries, task.due_on > TODAY) == (1, True)
    assert not session.query(Interaction).one().is_reached


def test_later(client: Client, session: Session, owner: User) -> None:
    task = make_task(session, make_relation(session), owner)
    assert client.get(f"/tasks/{task.id}/later?back=today").status_code == 200

    answer = client.post(f"/tasks/{task.id}/later", data={"until": "23-11-2026", "back": "today"})

    session.refresh(task)
    assert answer.location == "/"
    assert task.due_on == dt.date(2026, 11, 23)


@pytest.mark.parametrize("until", ["", "today", "19-11-2026", "never", "31-11-2026"])
def test_later_needs_a_later_day(client: Client, session: Session, owner: User, until: str) -> None:
    task = make_task(session, make_relation(session), owner)

    answer = client.post(f"/tasks/{task.id}/later", data={"until": until, "back": "today"})

    session.refresh(task)
    assert answer.status_code == 200
    assert f'value="{until}"' in answer.text
    assert 'name="back" value="today"' in answer.text
    assert task.due_on == TODAY


def test_hand_over(client: Client, session: Session, owner: User, bram: User) -> None:
    task = make_task(session, make_relation(session), owner)
    assert "Bram" in client.get(f"/tasks/{task.id}/hand-over").text

    client.post(f"/tasks/{task.id}/hand-over", data={"to_id": bram.id, "back": "tasks"})

    session.refresh(task)
    assert task.responsible_id == bram.id


def test_hand_over_to_nobody(client: Client, session: Session, owner: User) -> None:
    gone = make_user(session, name="Piet", left_on=TODAY)
    task = make_task(session, make_relation(session), owner)

    for to in ("", str(gone.id), "x"):
        answer = client.post(f"/tasks/{task.id}/hand-over", data={"to_id": to})
        assert answer.status_code == 200

    session.refresh(task)
    assert task.responsible_id == owner.id


WAYS = {
    "done": {},
    "drop": {},
    "not-reached": {},
    "later": {"until": "23-11-2026"},
    "hand-over": {"to_id": "1"},
}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_done_by_somebody_else_meanwhile(
    client: Client, session: Session, owner: User, bram: User, way: str
) -> None:
    task = make_task(session, make_relation(session), owner)
    finish(session, task, by=owner)
    ended_at = task.done_at

    answer = client.post(f"/tasks/{task.id}/{way}", data=WAYS[way] | {"to_id": str(bram.id)})

    session.refresh(task)
    assert answer.status_code == 409
    assert "already done" in answer.text
    assert task.done_at == ended_at


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", [0, 999, 2**63])
def test_an_unknown_task_is_not_found(client: Client, way: str, number: int) -> None:
    assert client.post(f"/tasks/{number}/{way}", data=WAYS[way]).status_code == 404


@pytest.mark.parametrize("way", WAYS)
def test_a_viewer_changes_nothing(
    client_as: Callable[[User], Client], session: Session, viewer: User, owner: User, way: str
) -> None:
    task = make_task(session, make_relation(session), owner)
    browser = client_as(viewer)

    answer = browser.post(f"/tasks/{task.id}/{way}", data=WAYS[way])

    session.refresh(task)
    assert answer.status_code == 403
    assert (task.due_on, task.done_at, task.tries, task.responsible_id) == (TODAY, None, 0, owner.id)
    assert browser.post("/tasks/new", data={"words": "x", "due_on": "tomorrow"}).status_code == 403
    assert "Done" not in text_of(browser.get("/tasks?whose=all").text)


def test_words_are_never_markup(client: Client, session: Session, owner: User) -> None:
    make_task(session, make_relation(session, "<b>Kim</b>"), owner, words="<script>alert(1)</script>")

    page = client.get("/tasks").text

    assert "<script>alert" not in page
    assert "<b>Kim" not in page


def test_nothing_is_planned_for_a_card_in_the_bin(client: Client, session: Session, owner: User) -> None:
    relation = make_relation(session, deleted_at=clock.now())
    data = {"words": "Ring", "reason": "other", "due_on": "tomorrow", "responsible_id": owner.id}

    answer = client.post(f"/tasks/new?relation={relation.id}", data=data)

    assert answer.status_code == 409
    assert session.query(Task).count() == 0
    assert client.get(f"/tasks/new?relation={relation.id}").status_code == 409
