"""From what we do about it to the customer who has been told; until then it stays on somebody's list."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from app.complaints import actions
from app.complaints.given import Heard
from app.complaints.models import Complaint
from app.complaints.queries import task_of
from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.relations.models import Relation
from app.tasks import actions as tasks
from app.tasks.models import Task, TaskEnd
from app.timeline.models import Channel, Interaction
from app.timeline.queries import timeline_of
from app.users.models import User
from app.waiting.queries import waiting_for
from tests.conftest import Client
from tests.factories import make_complaint, make_relation

TODAY = dt.date(2026, 11, 20)
TUESDAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def kim(session: Session) -> Relation:
    return make_relation(session)


@pytest.fixture
def complaint(session: Session, kim: Relation, bram: User) -> Complaint:
    """It peels, says Kim; Bram answers by Tuesday."""
    heard = Heard("It peels.", Channel.PHONE, received_on=TODAY, answer_by=TUESDAY)
    return actions.receive(session, kim, heard, responsible=bram, by=bram)


def the_task(session: Session) -> Task:
    return session.scalars(select(Task).execution_options(populate_existing=True)).one()


def told(session: Session, complaint: Complaint, by: User) -> None:
    actions.answer(session, complaint, what_we_do="A new coat.", is_solved=True, channel=Channel.SHOP, by=by)


def opened(client: Client, address: str) -> dict[str, str]:
    """What the form keeps of how it looked when it was opened."""
    kept = re.search(r'name="seen"[^>]* value="([^"]*)"', client.get(address).text)
    assert kept
    return {"seen": html.unescape(kept[1])}


def test_two_who_decide_at_once_both_see_what_the_other_wrote(
    client: Client, session: Session, complaint: Complaint, bram: User
) -> None:
    address = f"/complaints/{complaint.id}/answer"
    mine = opened(client, address) | {"what_we_do": "Half the price back.", "channel": "phone", "do": "save"}
    actions.decide(session, complaint, what_we_do="A new coat.", is_solved=False, by=bram)

    answer = client.post(address, data=mine)

    assert answer.status_code == 409
    assert "A colleague changed this while you were typing." in answer.text
    assert "A new coat." in answer.text
    assert "Half the price back." in answer.text
    session.refresh(complaint)
    assert complaint.what_we_do == "A new coat."


@pytest.mark.parametrize("seen", ["{", "[1]", "7", "[" * 100_000, '{"what_we_do": 5}'])
def test_a_form_that_forgot_how_it_looked_asks_first(
    client: Client, session: Session, complaint: Complaint, bram: User, seen: str
) -> None:
    actions.decide(session, complaint, what_we_do="A new coat.", is_solved=False, by=bram)
    typed = {"seen": seen, "what_we_do": "Half the price back.", "channel": "phone", "do": "save"}

    answer = client.post(f"/complaints/{complaint.id}/answer", data=typed)

    assert answer.status_code == 409
    assert "A new coat." in answer.text
    assert "Half the price back." in answer.text


def test_what_only_a_colleague_changed_stays(
    client: Client, session: Session, complaint: Complaint, bram: User
) -> None:
    address = f"/complaints/{complaint.id}/edit"
    mine = opened(client, address) | {
        "their_words": "It peels.",
        "wanted": "A new coat",
        "channel": "phone",
        "received_on": "20-11-2026",
        "answer_by": "24-11-2026",
    }
    heard = Heard("It peels, all of it.", Channel.PHONE, received_on=TODAY, answer_by=TUESDAY)
    actions.change(session, complaint, heard, by=bram)

    assert client.post(address, data=mine).location == f"/complaints/{complaint.id}"

    session.refresh(complaint)
    assert (complaint.their_words, complaint.wanted) == ("It peels, all of it.", "A new coat")


def test_what_the_customer_said_is_kept_when_a_colleague_told_them_first(
    client: Client, session: Session, complaint: Complaint, bram: User
) -> None:
    address = f"/complaints/{complaint.id}/answer"
    mine = opened(client, address) | {"their_words": "Fine by me.", "channel": "phone"}
    told(session, complaint, bram)

    answer = client.post(address, data=mine)

    assert answer.status_code == 409
    assert "The customer has been told already." in answer.text
    assert "Fine by me." in answer.text


def test_telling_the_customer_ends_the_waiting(
    client: Client, session: Session, complaint: Complaint, kim: Relation, owner: User
) -> None:
    answer = client.post(
        f"/complaints/{complaint.id}/answer",
        data={
            "what_we_do": "A new coat.",
            "is_solved": "y",
            "their_words": "Lovely!",
            "channel": "shop",
            "do": "told",
        },
    )

    session.refresh(complaint)
    assert answer.location == f"/complaints/{complaint.id}"
    assert (complaint.told_on, complaint.solved_on, complaint.what_we_do) == (TODAY, TODAY, "A new coat.")
    assert (the_task(session).ended, the_task(session).done_by_id) == (TaskEnd.DONE, owner.id)
    talk = session.scalars(select(Interaction)).one()
    assert (talk.their_words, talk.agreed, talk.channel) == ("Lovely!", "A new coat.", Channel.SHOP)
    assert [entry.what for entry in timeline_of(session, kim.id, only="complaint").entries] == [
        "complaint.told",
        "complaint.received",
    ]
    assert waiting_for(session, [kim.id]) == {}
    assert "customer told" in client.get(answer.location).text


def test_deciding_what_we_do_tells_nobody_yet(
    client: Client, session: Session, complaint: Complaint, kim: Relation
) -> None:
    client.post(
        f"/complaints/{complaint.id}/answer",
        data={"what_we_do": "A new coat.", "is_solved": "y", "channel": "phone", "do": "save"},
    )

    session.refresh(complaint)
    assert (complaint.what_we_do, complaint.solved_on, complaint.told_on) == ("A new coat.", TODAY, None)
    assert the_task(session).done_at is None
    assert session.scalars(select(Interaction)).all() == []
    assert waiting_for(session, [kim.id])[kim.id][0].about_id == complaint.id

    client.post(f"/complaints/{complaint.id}/answer", data={"channel": "phone", "do": "save"})
    session.refresh(complaint)
    assert complaint.solved_on is None

    # Without a button it is the first one that counts.
    client.post(f"/complaints/{complaint.id}/answer", data={"channel": "phone"})
    session.refresh(complaint)
    assert complaint.told_on == TODAY


@pytest.mark.parametrize("ended", [TaskEnd.DONE, TaskEnd.DROPPED])
def test_the_task_alone_cannot_end(
    session: Session, complaint: Complaint, bram: User, ended: TaskEnd
) -> None:
    with pytest.raises(RuleBroken, match="still waits for an answer"):
        tasks.finish(session, the_task(session), by=bram, ended=ended)

    assert the_task(session).done_at is None


def test_nor_by_a_button_or_a_talk(client: Client, session: Session, complaint: Complaint) -> None:
    task = the_task(session)

    for verb in ("done", "drop"):
        answer = client.post(f"/tasks/{task.id}/{verb}")
        assert answer.status_code == 409
        assert "Open the complaint and tell the customer." in answer.text
    note = f"/relations/{complaint.relation_id}/note?task={task.id}"
    assert client.post(note, data={"channel": "phone"}).status_code == 409
    assert client.get(note).location == f"/complaints/{complaint.id}/answer"
    assert the_task(session).done_at is None


def test_who_does_not_answer_is_tried_again(client: Client, session: Session, complaint: Complaint) -> None:
    client.post(f"/tasks/{the_task(session).id}/not-reached")

    session.refresh(complaint)
    assert the_task(session).tries == 1
    assert (complaint.is_open, complaint.answer_by) == (True, TUESDAY)


def test_a_colleague_gets_it_with_a_line(
    client: Client, session: Session, complaint: Complaint, owner: User
) -> None:
    answer = client.post(
        f"/tasks/{the_task(session).id}/hand-over?back={complaint.relation_id}",
        data={"to_id": owner.id, "note": "Has not been rung yet."},
    )

    session.refresh(complaint)
    assert answer.location == f"/relations/{complaint.relation_id}"
    assert (complaint.responsible_id, the_task(session).responsible_id) == (owner.id, owner.id)
    page = client.get(f"/complaints/{complaint.id}").text
    assert "Has not been rung yet." in page
    assert f"/tasks/{the_task(session).id}/hand-over" in page


def test_it_goes_along_with_all_that_somebody_still_has_to_do(
    session: Session, complaint: Complaint, bram: User, owner: User
) -> None:
    tasks.hand_over_all(session, bram, to=owner, by=owner)
    session.commit()

    assert complaint.responsible_id == owner.id


def test_another_day_moves_the_task(client: Client, session: Session, complaint: Complaint) -> None:
    client.post(
        f"/complaints/{complaint.id}/edit",
        data={
            "their_words": "It peels, and it smells.",
            "channel": "mail",
            "received_on": "19-11-2026",
            "answer_by": "27-11-2026",
        },
    )

    session.refresh(complaint)
    assert (complaint.their_words, complaint.channel) == ("It peels, and it smells.", Channel.MAIL)
    assert (complaint.received_on, complaint.answer_by) == (dt.date(2026, 11, 19), dt.date(2026, 11, 27))
    assert the_task(session).due_on == dt.date(2026, 11, 27)


def test_better_words_leave_a_postponed_task_where_it_is(
    session: Session, complaint: Complaint, bram: User
) -> None:
    tasks.postpone(session, the_task(session), until=dt.date(2026, 11, 23), by=bram)

    heard = Heard("It peels badly.", Channel.PHONE, received_on=TODAY, answer_by=TUESDAY)
    actions.change(session, complaint, heard, by=bram)

    assert the_task(session).due_on == dt.date(2026, 11, 23)


def test_a_day_that_was_promised_and_is_over_may_stay(client: Client, session: Session, bram: User) -> None:
    late = make_complaint(session, make_relation(session), bram, answer_by=dt.date(2026, 11, 2))
    same = {"their_words": "It peels.", "channel": "phone", "answer_by": "2-11-2026"}

    assert client.post(f"/complaints/{late.id}/edit", data=same).status_code == 302
    earlier = client.post(f"/complaints/{late.id}/edit", data=same | {"answer_by": "1-11-2026"})
    assert "This day is over." in earlier.text


def test_still_not_happy(
    client: Client, session: Session, complaint: Complaint, kim: Relation, bram: User
) -> None:
    told(session, complaint, bram)

    answer = client.post(
        f"/complaints/{complaint.id}/reopen",
        data={"their_words": "It peels again.", "channel": "phone", "answer_by": "25-11-2026"},
    )

    session.refresh(complaint)
    task = task_of(session, complaint.id)
    assert answer.location == f"/complaints/{complaint.id}"
    assert (complaint.told_on, complaint.solved_on) == (None, None)
    assert complaint.answer_by == dt.date(2026, 11, 25)
    assert task
    assert (task.due_on, task.responsible_id) == (dt.date(2026, 11, 25), bram.id)
    entries = timeline_of(session, kim.id).entries
    assert "It peels again." in [entry.their_words for entry in entries]
    assert "complaint.reopened" in [entry.what for entry in entries]


def test_when_who_answered_has_left_it_comes_to_who_opens_it(
    session: Session, complaint: Complaint, bram: User, owner: User
) -> None:
    told(session, complaint, bram)
    bram.left_on = TODAY

    actions.reopen(
        session, complaint, their_words="Again.", channel=Channel.PHONE, answer_by=TUESDAY, by=owner
    )

    assert complaint.responsible_id == owner.id


def test_nobody_is_told_twice_and_an_open_one_is_not_opened(
    session: Session, complaint: Complaint, bram: User
) -> None:
    with pytest.raises(RuleBroken):
        actions.reopen(
            session, complaint, their_words="Again.", channel=Channel.PHONE, answer_by=TUESDAY, by=bram
        )
    told(session, complaint, bram)

    with pytest.raises(RuleBroken):
        told(session, complaint, bram)


def test_what_we_do_can_still_be_written_when_the_customer_knows(
    client: Client, session: Session, complaint: Complaint, bram: User
) -> None:
    told(session, complaint, bram)

    client.post(
        f"/complaints/{complaint.id}/answer",
        data={"what_we_do": "A drier.", "channel": "phone", "do": "save"},
    )

    session.refresh(complaint)
    assert (complaint.what_we_do, complaint.told_on) == ("A drier.", TODAY)


@pytest.mark.parametrize(
    ("verb", "posted", "sentence"),
    [
        ("answer", {"channel": "pigeon", "what_we_do": "A new coat"}, "Choose one from the list"),
        ("answer", {"channel": "phone", "what_we_do": "A new coat" + "x" * 5000}, "too long"),
        ("edit", {"their_words": "", "wanted": "A new coat", "channel": "phone"}, "Write down what"),
        ("edit", {"their_words": "x", "wanted": "A new coat", "answer_by": "nope"}, "3-11-2026"),
        ("reopen", {"their_words": "A new coat", "answer_by": "1-11-2026"}, "This day is over"),
        ("reopen", {"their_words": "", "answer_by": "A new coat"}, "Write down what"),
    ],
)
def test_bad_input_keeps_what_was_typed(
    client: Client, complaint: Complaint, verb: str, posted: dict[str, str], sentence: str
) -> None:
    answer = client.post(f"/complaints/{complaint.id}/{verb}", data=posted | {"do": "told"})

    assert answer.status_code == 200
    assert sentence in answer.text
    assert "A new coat" in answer.text
    assert complaint.is_open


@pytest.mark.parametrize("verb", ["edit", "answer", "reopen"])
def test_a_viewer_reads_but_changes_nothing(
    client_as: Callable[[User], Client], session: Session, viewer: User, complaint: Complaint, verb: str
) -> None:
    browser = client_as(viewer)

    posted = {"their_words": "No", "channel": "phone", "to_id": viewer.id, "do": "told"}
    assert browser.post(f"/complaints/{complaint.id}/{verb}", data=posted).status_code == 403
    page = browser.get(f"/complaints/{complaint.id}").text
    assert "It peels." in page
    assert f"/complaints/{complaint.id}/{verb}" not in page
    session.refresh(complaint)
    assert (complaint.their_words, complaint.is_open) == ("It peels.", True)


@pytest.mark.parametrize("verb", ["", "/edit", "/answer", "/reopen"])
@pytest.mark.parametrize("number", [0, 999, 2**63])
def test_an_unknown_complaint_is_not_found(client: Client, number: int, verb: str) -> None:
    assert client.get(f"/complaints/{number}{verb}").status_code == 404


def test_it_goes_into_the_bin_with_its_card_and_comes_back(
    client: Client, session: Session, complaint: Complaint, kim: Relation, bram: User
) -> None:
    kim.deleted_at = clock.now()

    assert client.get(f"/complaints/{complaint.id}").status_code == 404
    assert "It peels." not in client.get("/complaints").text
    with pytest.raises(RuleBroken):
        told(session, complaint, bram)

    kim.deleted_at = None
    assert "It peels." in client.get("/complaints").text
