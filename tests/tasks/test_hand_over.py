"""A task goes to a colleague with a line; everything goes when somebody leaves; who is off has a stand-in."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator

import pytest

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.home.queries import today_for
from app.tasks.actions import finish, hand_over_all
from app.tasks.models import Task, TaskReason
from app.users import passwords
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_relation, make_task, make_user

TODAY = dt.date(2026, 11, 20)
PASSWORD = "drie losse woorden"


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def text_of(page: str) -> str:
    main = page[page.index("<main") :]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def responsible(session: Session) -> list[int]:
    session.expire_all()
    return [task.responsible_id for task in session.query(Task).order_by(Task.id)]


def test_it_goes_with_a_line_for_the_colleague(
    client: Client, client_as: Callable[[User], Client], session: Session, owner: User, bram: User
) -> None:
    task = make_task(session, make_relation(session, "Kim"), owner)

    client.post(
        f"/tasks/{task.id}/hand-over", data={"to_id": bram.id, "note": "She wants it before Sinterklaas"}
    )

    session.refresh(task)
    assert (task.responsible_id, task.handed_by_id) == (bram.id, owner.id)
    for page in ("/", "/tasks"):
        text = text_of(client_as(bram).get(page).text)
        assert "from Marleen: She wants it before Sinterklaas" in text
    assert "Kim" not in text_of(client.get("/tasks").text)


@pytest.mark.parametrize("question", ["hand-over", "later"])
def test_the_question_says_what_it_is_about_and_leads_back(
    client: Client, session: Session, owner: User, bram: User, question: str
) -> None:
    kim = make_relation(session, "Kim")
    task = make_task(session, kim, owner, reason=TaskReason.ASK_WHY, words="")

    page = client.get(f"/tasks/{task.id}/{question}?back=today").text

    assert "Ask the reason · Kim" in text_of(page)
    assert 'href="/">Back without saving' in page
    assert f'href="/relations/{kim.id}">Kim' in page


def test_the_line_may_stay_empty_but_not_run_on(
    client: Client, session: Session, owner: User, bram: User
) -> None:
    task = make_task(session, make_relation(session), owner)

    page = client.post(f"/tasks/{task.id}/hand-over", data={"to_id": bram.id, "note": "x" * 201}).text
    assert "too long" in page
    assert "x" * 201 in page
    assert responsible(session) == [owner.id]

    client.post(f"/tasks/{task.id}/hand-over", data={"to_id": bram.id})
    assert responsible(session) == [bram.id]


def test_nobody_hands_over_to_who_has_it_already(client: Client, session: Session, owner: User) -> None:
    task = make_task(session, make_relation(session), owner)

    page = client.post(f"/tasks/{task.id}/hand-over", data={"to_id": owner.id}).text

    assert "Choose one from the list." in page


@pytest.mark.parametrize("way", ["leave", "block"])
def test_whoever_goes_leaves_no_task_behind(
    client: Client, session: Session, owner: User, bram: User, way: str
) -> None:
    owner.password_hash = passwords.keep(PASSWORD)
    make_task(session, make_relation(session), bram)
    done = make_task(session, make_relation(session), bram)
    finish(session, done, by=bram)
    make_task(session, make_relation(session, deleted_at=clock.now()), bram)

    answer = client.post(f"/settings/staff/{bram.id}/{way}")

    assert answer.location == f"/tasks/of/{bram.id}/hand-over"
    assert "Bram has 2 tasks." in text_of(client.get(answer.location).text)
    answer = client.post(answer.location, data={"to_id": owner.id, "note": "Bram is gone"})
    assert answer.location == f"/settings/staff/{bram.id}"
    assert responsible(session) == [owner.id, bram.id, owner.id]


def test_who_has_nothing_to_do_simply_leaves(
    client: Client, session: Session, owner: User, bram: User
) -> None:
    owner.password_hash = passwords.keep(PASSWORD)

    assert client.post(f"/settings/staff/{bram.id}/leave").location == "/settings/staff"


@pytest.mark.parametrize("to", ["", "777", "himself", "gone"])
def test_all_of_it_goes_to_somebody_who_works_here(
    client: Client, session: Session, bram: User, to: str
) -> None:
    gone = make_user(session, name="Piet", left_on=TODAY)
    make_task(session, make_relation(session), bram)
    to = {"himself": str(bram.id), "gone": str(gone.id)}.get(to, to)

    answer = client.post(f"/tasks/of/{bram.id}/hand-over", data={"to_id": to, "note": "Kept"})

    assert answer.status_code == 200
    assert 'value="Kept"' in answer.text
    assert responsible(session) == [bram.id]


def test_giving_all_to_oneself_or_to_who_left_is_refused(session: Session, bram: User, owner: User) -> None:
    gone = make_user(session, name="Piet", left_on=TODAY)
    make_task(session, make_relation(session), bram)

    with pytest.raises(RuleBroken, match="Choose somebody else"):
        hand_over_all(session, bram, to=bram, by=owner)
    with pytest.raises(RuleBroken, match="no longer works here"):
        hand_over_all(session, bram, to=gone, by=owner)


def test_only_the_owner_gives_away_what_others_have_to_do(
    client_as: Callable[[User], Client], session: Session, bram: User, owner: User
) -> None:
    make_task(session, make_relation(session), owner)

    answer = client_as(bram).post(f"/tasks/of/{owner.id}/hand-over", data={"to_id": bram.id})

    assert answer.status_code == 403
    assert responsible(session) == [owner.id]


@pytest.mark.parametrize("number", [0, 999, 2**63])
def test_an_unknown_person_has_no_tasks(client: Client, number: int) -> None:
    assert client.get(f"/tasks/of/{number}/hand-over").status_code == 404


def test_on_a_day_off_the_stand_in_has_the_task_too(
    client_as: Callable[[User], Client], session: Session, owner: User, bram: User
) -> None:
    bram.works_on, bram.stand_in_id = "1234", owner.id
    make_task(session, make_relation(session, "Due"), bram)
    make_task(session, make_relation(session, "Not yet"), bram, due_on=TODAY + dt.timedelta(days=3))

    (call,) = today_for(session, owner).calls

    assert call.whose == "for Bram, who is off today"
    own = text_of(client_as(owner).get("/tasks").text)
    assert "Due" in own
    assert "Not yet" not in own
    viewer = make_user(session, name="Joep")
    (seen,) = today_for(session, viewer, whose="all").calls
    assert seen.whose == "Bram, who is off today: Marleen stands in"


def test_on_a_working_day_nobody_stands_in(session: Session, owner: User, bram: User) -> None:
    bram.works_on, bram.stand_in_id = "12345", owner.id
    make_task(session, make_relation(session), bram)

    assert today_for(session, owner, whose="mine").calls == []
    (call,) = today_for(session, owner, whose="all").calls
    assert call.whose == "Bram"


def test_who_has_left_stands_in_for_nobody(session: Session, owner: User, bram: User) -> None:
    gone = make_user(session, name="Piet", left_on=TODAY)
    bram.works_on, bram.stand_in_id = "1", gone.id
    make_task(session, make_relation(session), bram)

    (call,) = today_for(session, owner, whose="all").calls

    assert call.whose == "Bram, who is off today"
