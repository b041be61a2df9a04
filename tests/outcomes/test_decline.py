"""A no with its reason, or with the day on which somebody asks for it; never in silence."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.outcomes import actions
from app.outcomes.given import Answer
from app.quotes import queries
from app.quotes.models import (
    AskState,
    Competitor,
    Decision,
    OutcomeReason,
    QuoteOutcome,
    QuoteStatus,
    SaidBy,
)
from app.tasks.models import Task, TaskReason
from app.timeline.models import Happening
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_person, make_phone, make_quote, make_reason
from tests.forms import boxes_of
from tests.quotes.look import current, open_tasks, relation_of, typed, value_of

TODAY = clock.today()


def test_declining_without_a_reason_plans_the_question(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    day = TODAY + dt.timedelta(days=3)

    actions.decline(session, quote, answer=Answer.to_ask(by=bram, on=day, decided_on=TODAY), by=bram)

    outcome = current(session, quote)
    assert (outcome.decision, outcome.ask_state) == (Decision.DECLINED, AskState.TO_ASK)
    assert (outcome.ask_by_id, outcome.ask_on) == (bram.id, day)
    assert [(task.reason, task.due_on, task.responsible_id) for task in open_tasks(session, quote)] == [
        (TaskReason.ASK_WHY, day, bram.id)
    ]


def test_declining_with_a_reason_keeps_what_counted_most_and_what_counted_too(
    session: Session, bram: User
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    price, delivery, late = (make_reason(session, name) for name in ("Price", "Delivery", "Late"))

    answer = Answer(TODAY, main_reason=delivery, other_reasons=(price, late), customer_words="In ten days.")
    actions.decline(session, quote, answer=answer, by=bram)

    outcome = current(session, quote)
    assert (outcome.ask_state, outcome.main_reason_id) == (AskState.ANSWERED, delivery.id)
    assert outcome.total_ex == Decimal("100.00")
    too = session.scalars(select(OutcomeReason.reason_id).where(OutcomeReason.outcome_id == outcome.id))
    assert set(too) == {price.id, late.id}
    assert open_tasks(session, quote) == []


@pytest.mark.parametrize(
    ("words", "chosen", "source"),
    [
        ("", None, SaidBy.OUR_GUESS),
        ("Too dear for us.", None, SaidBy.CUSTOMER_SAID),
        ("Too dear for us.", SaidBy.OUR_GUESS, SaidBy.OUR_GUESS),
        ("", SaidBy.CUSTOMER_WROTE, SaidBy.CUSTOMER_WROTE),
    ],
)
def test_it_is_our_guess_until_the_customer_speaks(
    session: Session, bram: User, words: str, chosen: SaidBy | None, source: SaidBy
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)

    answer = Answer(TODAY, main_reason=make_reason(session), customer_words=words, said_by=chosen)
    actions.decline(session, quote, answer=answer, by=bram)

    assert current(session, quote).said_by is source


def test_a_no_ends_the_calls_about_the_quote_and_stands_on_the_timeline(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    session.add(
        Task(
            relation_id=quote.relation_id,
            reason=TaskReason.CHASE_QUOTE,
            due_on=TODAY,
            responsible_id=bram.id,
            about="quote",
            about_id=quote.id,
            made_at=clock.now(),
        )
    )

    actions.decline(session, quote, answer=Answer(TODAY, main_reason=make_reason(session)), by=bram)

    assert open_tasks(session, quote) == []
    happening = session.scalars(select(Happening)).one()
    assert (happening.what, happening.about_id) == ("quote.declined", quote.id)
    assert happening.facts == {
        "number": quote.number,
        "version": 1,
        "cents": 12100,
        "until": quote.valid_until.isoformat() if quote.valid_until else None,
    }


def test_put_off_until_a_day_is_a_call_on_that_day(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    march = TODAY + dt.timedelta(days=100)

    answer = Answer(TODAY, main_reason=make_reason(session), call_again_on=march)
    actions.decline(session, quote, answer=answer, by=bram)

    assert [(task.reason, task.due_on) for task in open_tasks(session, quote)] == [
        (TaskReason.CALL_BACK, march)
    ]


def test_the_same_other_shop_is_kept_once(session: Session, bram: User) -> None:
    reason = make_reason(session)
    for name in ("De Verfhal", "de verfhal "):
        answer = Answer(TODAY, main_reason=reason, competitor=name.strip())
        actions.decline(session, make_quote(session, status=QuoteStatus.SENT), answer=answer, by=bram)

    assert session.scalars(select(Competitor.name)).all() == ["De Verfhal"]
    assert set(session.scalars(select(QuoteOutcome.bought_elsewhere))) == {True}


def test_a_draft_cannot_be_declined(session: Session, bram: User) -> None:
    quote = make_quote(session)

    with pytest.raises(RuleBroken):
        actions.decline(session, quote, answer=Answer(TODAY, main_reason=make_reason(session)), by=bram)


def test_a_quote_is_declined_only_once(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    answer = Answer(TODAY, main_reason=make_reason(session))
    actions.decline(session, quote, answer=answer, by=bram)

    with pytest.raises(RuleBroken):
        actions.decline(session, quote, answer=answer, by=bram)


SILENT = {
    "no state": {"ask_state": None, "main_reason_id": None, "said_by": None},
    "answered without a reason": {"ask_state": "answered", "main_reason_id": None, "said_by": None},
    "a reason that is still to ask": {"ask_state": "to_ask", "main_reason_id": 1, "said_by": "our_guess"},
    "to ask by nobody": {"ask_state": "to_ask", "main_reason_id": None, "said_by": None, "ask_by_id": None},
    "to ask on no day": {"ask_state": "asked", "main_reason_id": None, "said_by": None, "ask_on": None},
    "a reason from nobody": {"ask_state": "answered", "main_reason_id": 1, "said_by": None},
}


@pytest.mark.parametrize("fields", SILENT.values(), ids=SILENT)
def test_the_database_itself_refuses_a_silent_no(
    session: Session, bram: User, fields: dict[str, object]
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    reason = make_reason(session)
    if fields["main_reason_id"]:
        fields = fields | {"main_reason_id": reason.id}
    row = {"quote_id": quote.id, "ask_by_id": bram.id, "ask_on": "2026-11-20"} | fields

    with pytest.raises(IntegrityError, match=r"never_silent|reason_has_a_source"):
        session.execute(text(INSERT), row)


def test_the_database_takes_a_no_that_speaks(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    reason = make_reason(session)

    known = {"ask_state": "answered", "main_reason_id": reason.id, "said_by": "our_guess"}
    session.execute(text(INSERT), {"quote_id": quote.id, "ask_by_id": None, "ask_on": None} | known)

    assert current(session, quote).main_reason_id == reason.id


def test_two_outcomes_at_once_cannot_both_be_the_current_one(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    row = {"quote_id": quote.id, "ask_by_id": bram.id, "ask_on": "2026-11-20", "ask_state": "to_ask"}
    row |= {"main_reason_id": None, "said_by": None}
    session.execute(text(INSERT), row)

    with pytest.raises(IntegrityError):
        session.execute(text(INSERT), row)


INSERT = """
    INSERT INTO quote_outcome (quote_id, version_no, decision, decided_on, total_ex,
        ask_state, ask_by_id, ask_on, main_reason_id, said_by,
        customer_words, could_have_done, withdrawn_why, noted_at)
    VALUES (:quote_id, 1, 'declined', '2026-11-20', 10000,
        :ask_state, :ask_by_id, :ask_on, :main_reason_id, :said_by,
        '', '', '', '2026-11-20 10:00:00')
"""


def test_the_panel_closes_a_quote_with_two_clicks_and_save(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    price, late = make_reason(session, "Too expensive"), make_reason(session, "Too late")
    relation_of(session, quote).language = "en"
    make_phone(session, relation_of(session, quote))

    page = client.get(f"/quotes/{quote.id}/decline")
    assert f"<h1>Decline quote {quote.number}</h1>" in page.text
    assert "What decided it for you?" in page.text
    assert "Too expensive" in page.text
    assert "I am not calling to change your mind." in page.text
    assert "071 012 87 40" in page.text

    answer = client.post(
        f"/quotes/{quote.id}/decline",
        data={
            "reasons": [str(price.id), str(late.id)],
            "main_reason": str(late.id),
            "customer_words": "It took you three weeks.",
            "decided_on": typed(TODAY),
        },
    )

    assert answer.status_code == 302
    assert answer.location == f"/quotes/{quote.id}"
    outcome = current(session, quote)
    assert (outcome.main_reason_id, outcome.said_by) == (late.id, SaidBy.CUSTOMER_SAID)
    shown = client.get(f"/quotes/{quote.id}").text
    assert "It took you three weeks." in shown
    assert "Too expensive" in shown


def test_asking_later_takes_one_click(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    page = client.get(f"/quotes/{quote.id}/decline").text
    fields = {"do": "ask-later", "ask_on": value_of(page, "ask_on"), "ask_by_id": str(quote.responsible_id)}
    fields |= {"decided_on": value_of(page, "decided_on")}

    answer = client.post(f"/quotes/{quote.id}/decline", data=fields)

    assert answer.status_code == 302
    assert current(session, quote).ask_state is AskState.TO_ASK
    assert [task.reason for task in open_tasks(session, quote)] == [TaskReason.ASK_WHY]


def test_without_a_script_the_server_asks_what_counted_most(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    price, late = make_reason(session, "Too expensive"), make_reason(session, "Too late")
    fields = {"reasons": [str(price.id), str(late.id)], "main_reason": "", "customer_words": "Dear me."}
    fields["decided_on"] = typed(TODAY)

    page = client.post(f"/quotes/{quote.id}/decline", data=fields)

    assert page.status_code == 200
    assert "Which one counted most?" in page.text
    assert page.text.count('type="radio" name="main_reason"') == 2
    assert "Dear me." in page.text
    assert queries.current_outcome(session, quote) is None

    client.post(f"/quotes/{quote.id}/decline", data=fields | {"main_reason": str(price.id)})
    assert current(session, quote).main_reason_id == price.id


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose a reason."),
        ({"reasons": "{reason}", "do": "ask-later"}, "You ticked a reason."),
        ({"reasons": "999999"}, "Choose one from the list."),
        ({"reasons": "nonsense"}, "Choose one from the list."),
        ({"reasons": "{needs_words}", "customer_words": ""}, "Write in a few words what it was."),
        ({"reasons": "{reason}", "decided_on": "1-1-2001"}, "The quote was sent on"),
        ({"reasons": "{reason}", "decided_on": "{tomorrow}"}, "This day is still to come."),
        ({"reasons": "{reason}", "decided_on": "32-13-2026"}, "There is no month 13."),
        ({"do": "ask-later", "ask_on": "1-1-2001"}, "This day has passed."),
        ({"do": "ask-later", "ask_on": ""}, "Type the day on which somebody asks"),
        ({"reasons": "{reason}", "price_difference": "a lot"}, "Type an amount"),
        ({"reasons": "{reason}", "price_difference": "a lot%"}, "Type an amount or a percentage"),
        ({"reasons": "{reason}", "price_difference": "101%"}, "A percentage is at most 100."),
        ({"reasons": "{reason}", "call_again_on": "1-1-2001"}, "This day has passed."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, session: Session, fields: dict[str, str], sentence: str
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    ids = {
        "reason": make_reason(session).id,
        "needs_words": make_reason(session, "Something else", needs_words=True).id,
        "tomorrow": typed(TODAY + dt.timedelta(days=1)),
    }
    usual = {
        "decided_on": typed(TODAY),
        "customer_words": "Their own <b>words</b>",
        "ask_by_id": str(quote.responsible_id),
    }

    data = usual | {name: value.format(**ids) for name, value in fields.items()}
    page = client.post(f"/quotes/{quote.id}/decline", data=data)

    assert page.status_code == 200
    assert sentence in page.text
    assert queries.current_outcome(session, quote) is None
    if data["customer_words"]:
        assert "Their own &lt;b&gt;words&lt;/b&gt;" in page.text


def test_who_may_only_look_cannot_decline(
    client_as: Callable[[User], Client], viewer: User, session: Session
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    reason = make_reason(session)

    answer = client_as(viewer).post(f"/quotes/{quote.id}/decline", data={"reasons": str(reason.id)})

    assert answer.status_code == 403
    assert queries.current_outcome(session, quote) is None


@pytest.mark.parametrize("quote_id", [0, 999, 2**63, 10**30])
def test_a_quote_that_is_not_there_is_not_found(client: Client, quote_id: int) -> None:
    assert client.get(f"/quotes/{quote_id}/decline").status_code == 404


def test_a_quote_that_ended_meanwhile_is_refused(client: Client, session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    reason = make_reason(session)
    actions.decline(session, quote, answer=Answer(TODAY, main_reason=reason), by=bram)

    assert client.get(f"/quotes/{quote.id}/decline").location == f"/quotes/{quote.id}"
    data = {"reasons": str(reason.id), "decided_on": typed(TODAY)}
    assert client.post(f"/quotes/{quote.id}/decline", data=data).status_code == 409


def test_the_person_who_said_it_is_kept(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    anna = make_person(session, relation_of(session, quote))
    reason = make_reason(session)
    data = {"reasons": str(reason.id), "person_id": str(anna.id), "said_by": "customer_said"}

    client.post(f"/quotes/{quote.id}/decline", data=data | {"decided_on": typed(TODAY)})

    assert current(session, quote).person_id == anna.id


def test_what_they_said_next_and_what_we_learn_is_kept(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    reason = make_reason(session, "Delivery", ask_next_en="When did you need it?")
    session.commit()
    typed = {
        "decided_on": f"{TODAY.day}-{TODAY.month}-{TODAY.year}",
        "reasons": str(reason.id),
        "main_reason": str(reason.id),
        "answer_next": "Before Christmas",
        "their_price": "100,00",
        "lesson": "Ask for the day first",
    }
    assert "When did you need it?" in client.get(f"/quotes/{quote.id}/decline").text

    refused = client.post(f"/quotes/{quote.id}/decline", data=typed | {"call_again_on": "31-31"})
    assert refused.status_code == 200
    assert all(words in refused.text for words in ("Before Christmas", "Ask for the day first"))
    assert client.post(f"/quotes/{quote.id}/decline", data=typed).status_code == 302

    session.expire_all()
    outcome = current(session, quote)
    assert (outcome.answer_next, outcome.lesson) == ("Before Christmas", "Ask for the day first")
    assert (outcome.their_price, outcome.price_difference) == (Decimal(100), Decimal(21))
    page = client.get(f"/quotes/{quote.id}").text
    assert all(words in page for words in ("Before Christmas", "Ask for the day first"))
    assert "Before Christmas" in client.get(f"/quotes/{quote.id}/answer").text

    # A price that was heard better gives another difference.
    again = boxes_of(client.get(f"/quotes/{quote.id}/answer").text, their_price="90,00")
    assert client.post(f"/quotes/{quote.id}/answer", data=again).status_code == 302
    session.expire_all()
    assert current(session, quote).price_difference == Decimal(31)


def test_what_is_known_already_is_kept_when_the_reason_is_asked_later(
    client: Client, session: Session, bram: User
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    session.commit()

    answer = client.post(
        f"/quotes/{quote.id}/decline",
        data={
            "decided_on": typed(TODAY),
            "competitor": "Doek BV",
            "their_price": "100",
            "could_have_done": "Come earlier",
            "ask_on": typed(TODAY),
            "ask_by_id": str(bram.id),
            "do": "ask-later",
        },
    )

    assert answer.status_code == 302
    session.expire_all()
    outcome = current(session, quote)
    assert outcome.main_reason_id is None
    assert (outcome.bought_elsewhere, outcome.their_price) == (True, Decimal(100))
    assert outcome.could_have_done == "Come earlier"


@pytest.mark.parametrize(
    ("typed_difference", "kept"),
    [
        ("50%", Decimal("60.50")),
        ("12,5 %", Decimal("15.13")),
        ("-10%", Decimal("-12.10")),
        ("30", Decimal(30)),
        ("-30", Decimal(-30)),
        ("", None),
    ],
)
def test_the_difference_in_price_is_an_amount_or_a_part_of_our_price(
    client: Client, session: Session, typed_difference: str, kept: Decimal | None
) -> None:
    """Of a quote of 121 with btw; half a cent is rounded up."""
    quote = make_quote(session, status=QuoteStatus.SENT)
    data = {"reasons": str(make_reason(session).id), "decided_on": typed(TODAY)}

    client.post(f"/quotes/{quote.id}/decline", data=data | {"price_difference": typed_difference})

    assert current(session, quote).price_difference == kept
    # Who notes more later finds the same amount, and it may stay.
    boxes = boxes_of(client.get(f"/quotes/{quote.id}/answer").text)
    assert client.post(f"/quotes/{quote.id}/answer", data=boxes).status_code == 302
    session.expire_all()
    assert current(session, quote).price_difference == kept


def test_a_told_percentage_goes_before_one_that_is_worked_out(session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    told = Answer(TODAY, main_reason=make_reason(session), their_price=Decimal(100))

    actions.decline(session, quote, answer=replace(told, difference_percent=Decimal(10)), by=bram)

    assert current(session, quote).price_difference == Decimal("12.10")


@pytest.mark.parametrize(
    ("asked_days_before", "told"),
    [
        (9, "and the quote went out 9 days later."),
        (1, "and the quote went out a day later."),
        (0, "and the quote went out the same day."),
        (None, None),
    ],
)
def test_we_were_too_late_tells_how_long_they_waited(
    client: Client, session: Session, asked_days_before: int | None, told: str | None
) -> None:
    make_reason(session, "Too late", code="too_slow")
    quote = make_quote(session, status=QuoteStatus.SENT)
    assert quote.first_sent_on is not None
    if asked_days_before is not None:
        quote.asked_on = quote.first_sent_on - dt.timedelta(days=asked_days_before)
    session.commit()

    page = client.get(f"/quotes/{quote.id}/decline").text

    assert ("the quote went out" in page) is (told is not None)
    if told:
        assert told in page
        assert "data-asks" not in page.split("the quote went out")[0].split("<ul")[-1]


def test_the_first_reason_has_the_focus_until_something_is_wrong(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    make_reason(session)

    fresh = client.get(f"/quotes/{quote.id}/decline").text
    refused = client.post(f"/quotes/{quote.id}/decline", data={"decided_on": typed(TODAY)}).text

    assert re.findall(r"<(\w+)[^>]*autofocus", fresh) == ["input"]
    assert re.findall(r"<(\w+)[^>]*autofocus", refused) == ["div"]
