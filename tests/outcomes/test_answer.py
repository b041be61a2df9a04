"""The reason that was still to be asked, or a better one: a new row, and the old one stays."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.outcomes import actions
from app.outcomes.given import Answer, Yes
from app.quotes import queries
from app.quotes.models import AskState, Quote, QuoteStatus, SaidBy
from app.tasks.actions import finish
from app.tasks.models import Task, TaskEnd, TaskReason
from app.timeline.models import Channel, Happening
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason
from tests.forms import boxes_of
from tests.quotes.look import current, open_tasks, typed

TODAY = clock.today()
IN_A_MONTH = TODAY + dt.timedelta(days=30)
IN_TWO_MONTHS = TODAY + dt.timedelta(days=60)


@pytest.fixture
def unasked(session: Session, bram: User) -> Quote:
    """A declined quote of which Bram will ask the reason."""
    quote = make_quote(session, status=QuoteStatus.SENT)
    actions.decline(session, quote, answer=Answer.to_ask(by=bram, on=TODAY, decided_on=TODAY), by=bram)
    return quote


def test_the_answer_finishes_the_question(session: Session, bram: User, unasked: Quote) -> None:
    question = current(session, unasked)
    reason = make_reason(session)

    answer = Answer(TODAY, main_reason=reason, customer_words="The neighbour does it.")
    actions.answer(session, unasked, answer=answer, by=bram)

    now = current(session, unasked)
    assert (now.ask_state, now.main_reason_id) == (AskState.ANSWERED, reason.id)
    assert (now.said_by, now.asked_by_id, now.asked_on) == (SaidBy.CUSTOMER_SAID, bram.id, TODAY)
    assert question.superseded_at is not None
    assert open_tasks(session, unasked) == []
    assert session.scalars(select(Task.ended)).all() == [TaskEnd.DONE]
    told = session.scalars(select(Happening.what).order_by(Happening.id)).all()
    assert told == ["quote.declined", "quote.reason_known"]


def test_asking_again_later_moves_the_question(session: Session, bram: User, unasked: Quote) -> None:
    next_week = TODAY + dt.timedelta(days=7)

    later = Answer.to_ask(by=bram, on=next_week, decided_on=TODAY)
    actions.answer(session, unasked, answer=later, by=bram)

    assert current(session, unasked).ask_state is AskState.ASKED
    assert [(task.reason, task.due_on) for task in open_tasks(session, unasked)] == [
        (TaskReason.ASK_WHY, next_week)
    ]


def test_would_not_say_is_an_answer(session: Session, bram: User, unasked: Quote) -> None:
    would_not_say = make_reason(session, "Would not say", reason_group="unknown")

    actions.answer(session, unasked, answer=Answer(TODAY, main_reason=would_not_say), by=bram)

    assert current(session, unasked).ask_state is AskState.ANSWERED
    assert open_tasks(session, unasked) == []


def test_a_guess_can_become_what_the_customer_said(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    price, unclear = make_reason(session, "Price"), make_reason(session, "Unclear")
    actions.decline(session, quote, answer=Answer(TODAY, main_reason=price), by=bram)

    said = Answer(TODAY, main_reason=unclear, customer_words="I did not see what was included.")
    actions.answer(session, quote, answer=said, by=bram)

    assert current(session, quote).main_reason_id == unclear.id
    before = queries.earlier_outcomes(session, quote)
    assert [(one.main_reason_id, one.said_by) for one in before] == [(price.id, SaidBy.OUR_GUESS)]


def test_only_a_no_has_a_reason_to_ask_for(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    answer = Answer(TODAY, main_reason=make_reason(session))

    with pytest.raises(RuleBroken):
        actions.answer(session, quote, answer=answer, by=bram)
    actions.accept(session, quote, Yes(TODAY), by=bram)
    with pytest.raises(RuleBroken):
        actions.answer(session, quote, answer=answer, by=bram)


def test_the_page_notes_the_answer(client: Client, session: Session, unasked: Quote) -> None:
    reason = make_reason(session, "Too expensive")
    assert "the reason is still to be asked" in client.get(f"/quotes/{unasked.id}").text
    assert "Why was quote" in client.get(f"/quotes/{unasked.id}/answer").text

    data = {"reasons": str(reason.id), "main_reason": str(reason.id), "decided_on": typed(TODAY)}
    answer = client.post(f"/quotes/{unasked.id}/answer", data=data)

    assert (answer.status_code, answer.location) == (302, f"/quotes/{unasked.id}")
    assert current(session, unasked).main_reason_id == reason.id


def test_the_page_begins_with_what_is_known(client: Client, session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    price, late = make_reason(session, "Price"), make_reason(session, "Late")
    answer = Answer(TODAY, main_reason=late, other_reasons=(price,), could_have_done="Called sooner")
    actions.decline(session, quote, answer=answer, by=bram)

    page = client.get(f"/quotes/{quote.id}/answer").text

    assert page.count('name="reasons" type="checkbox" value=') == page.count("checked ") - 2
    assert f'name="main_reason" value="{late.id}"' in page
    assert "Called sooner" in page


def test_nothing_chosen_keeps_the_question_open(client: Client, session: Session, unasked: Quote) -> None:
    page = client.post(f"/quotes/{unasked.id}/answer", data={"decided_on": typed(TODAY)})

    assert page.status_code == 200
    assert "Choose a reason." in page.text
    assert current(session, unasked).ask_state is AskState.TO_ASK


def test_who_may_only_look_cannot_answer(
    client_as: Callable[[User], Client], viewer: User, session: Session, unasked: Quote
) -> None:
    client = client_as(viewer)

    assert client.post(f"/quotes/{unasked.id}/answer", data={"reasons": "1"}).status_code == 403
    assert current(session, unasked).ask_state is AskState.TO_ASK


def test_an_open_quote_is_not_asked_about(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)

    assert client.get(f"/quotes/{quote.id}/answer").location == f"/quotes/{quote.id}"
    assert client.get("/quotes/999/answer").status_code == 404


@pytest.fixture
def told(session: Session, bram: User) -> Quote:
    """A no of which everything is noted but the reason; we call again in a month."""
    quote = make_quote(session, status=QuoteStatus.SENT)
    no = Answer(
        TODAY,
        channel=Channel.LETTER,
        customer_words="We wait a while.",
        competitor="Doek BV",
        their_price=Decimal(100),
        could_have_done="Come sooner",
        lesson="Ask for the day",
        answer_next="After the summer",
        call_again_on=IN_A_MONTH,
        ask_on=TODAY,
        ask_by=bram,
    )
    actions.decline(session, quote, answer=no, by=bram)
    session.commit()
    return quote


def calls_again(session: Session, quote: Quote) -> list[dt.date]:
    """The days on which somebody calls again."""
    return [task.due_on for task in calls(session, quote)]


def calls(session: Session, quote: Quote) -> list[Task]:
    """Who calls again."""
    return [task for task in open_tasks(session, quote) if task.reason is TaskReason.CALL_BACK]


def test_a_later_answer_loses_nothing_and_calls_no_second_time(
    client: Client, session: Session, told: Quote
) -> None:
    reason = make_reason(session)
    session.commit()
    [call] = calls(session, told)
    assert call.due_on == IN_A_MONTH

    boxes = boxes_of(client.get(f"/quotes/{told.id}/answer").text, main_reason=str(reason.id))
    boxes["reasons"] = str(reason.id)
    assert client.post(f"/quotes/{told.id}/answer", data=boxes).status_code == 302

    session.expire_all()
    [before] = queries.earlier_outcomes(session, told)
    now = current(session, told)
    kept = [
        *("customer_words", "channel", "competitor_id", "their_price", "price_difference", "could_have_done"),
        *("lesson", "answer_next", "call_again_on", "bought_elsewhere", "decided_on", "person_id"),
    ]
    assert {name: getattr(now, name) for name in kept} == {name: getattr(before, name) for name in kept}
    assert calls(session, told) == [call]


@pytest.mark.parametrize(("again", "planned"), [("", []), (typed(IN_TWO_MONTHS), [IN_TWO_MONTHS])])
def test_another_day_to_call_again_takes_the_place_of_the_first(
    client: Client, session: Session, told: Quote, again: str, planned: list[dt.date]
) -> None:
    boxes = boxes_of(client.get(f"/quotes/{told.id}/answer").text, do="ask-later", call_again_on=again)

    assert client.post(f"/quotes/{told.id}/answer", data=boxes).status_code == 302

    assert calls_again(session, told) == planned


def test_a_day_to_call_again_that_has_passed_stays_and_is_in_nobodys_way(
    client: Client, session: Session, told: Quote
) -> None:
    yesterday = TODAY - dt.timedelta(days=1)
    current(session, told).call_again_on = yesterday
    for call in calls(session, told):
        finish(session, call, by=None)
    session.commit()

    boxes = boxes_of(client.get(f"/quotes/{told.id}/answer").text, do="ask-later")
    assert client.post(f"/quotes/{told.id}/answer", data=boxes).status_code == 302

    session.expire_all()
    assert current(session, told).call_again_on == yesterday
    assert calls(session, told) == []


def test_would_not_say_loses_nothing_either(session: Session, bram: User, told: Quote) -> None:
    not_said = make_reason(session, "Would not say", code="not_said", reason_group="unknown")

    actions.would_not_say(session, told, by=bram)

    now = current(session, told)
    assert (now.main_reason_id, now.said_by) == (not_said.id, SaidBy.CUSTOMER_SAID)
    assert (now.customer_words, now.channel, now.call_again_on) == (
        "We wait a while.",
        Channel.LETTER,
        IN_A_MONTH,
    )
    assert (now.their_price, now.price_difference, now.bought_elsewhere) == (Decimal(100), Decimal(21), True)
    assert [task.reason for task in open_tasks(session, told)] == [TaskReason.CALL_BACK]


def test_the_history_of_the_quote_tells_all_that_was_noted_before(
    client: Client, session: Session, bram: User, told: Quote
) -> None:
    price, late = make_reason(session, "Price"), make_reason(session, "Late")
    first = Answer(TODAY, main_reason=price, other_reasons=(late,), bought_elsewhere=False)
    actions.answer(session, told, answer=first, by=bram)
    actions.answer(session, told, answer=Answer(TODAY, main_reason=late), by=bram)
    session.commit()

    page = " ".join(client.get(f"/quotes/{told.id}").text.split())

    history = page[page.index("Noted before") :]
    of_the_no, of_the_answer = history.split("<li>")[2], history.split("<li>")[1]
    for words in ("We wait a while.", "Letter", "Doek BV", "100.00", "21", "Come sooner", "Ask for the day"):
        assert words in of_the_no
    for words in ("After the summer", f"{bram.name} asks on", "There was a new answer.", bram.name):
        assert words in of_the_no
    for words in ("Price, we think so", "<dt>Counted too</dt><dd>Late</dd>", "<dd>No</dd>"):
        assert words in of_the_answer


def test_each_reason_has_its_question_on_the_page_also_without_a_script(
    client: Client, session: Session
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    late = make_reason(session, "Late", ask_next_en="When did you need it?")
    make_reason(session, "Price")
    session.commit()

    page = client.get(f"/quotes/{quote.id}/decline").text

    questions = page[page.index('class="ask-next"') : page.index("</ul>", page.index('class="ask-next"'))]
    assert "hidden" not in questions
    assert questions.count("<li") == 1
    assert f'data-reason="{late.id}"' in questions
    assert "Late:" in questions
    assert "When did you need it?" in questions
