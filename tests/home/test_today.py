"""Today: whom to speak and why, what is going on, and what it says when there is nothing."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from app.core import clock
from app.core.database import Session
from app.home.queries import last_cards, running, today_for
from app.quotes.models import AskState, Decision, Quote, QuoteOutcome, QuoteStatus
from app.relations.models import Stage
from app.shop.models import FormOfAddress, TextBlock
from app.tasks.models import TaskReason
from app.timeline.actions import note_conversation
from app.timeline.models import Channel
from app.users.models import User
from tests.conftest import Client
from tests.factories import (
    make_complaint,
    make_person,
    make_phone,
    make_quote,
    make_relation,
    make_task,
)
from tests.statements import statements

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def text_of(page: str) -> str:
    main = page[page.index("<main") :]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def sent(session: Session, ends_in: int = 20) -> Quote:
    return make_quote(session, status=QuoteStatus.SENT, first_sent_on=days(-10), valid_until=days(ends_in))


def declined(session: Session, quote: Quote, by: User) -> None:
    outcome = QuoteOutcome(
        quote_id=quote.id,
        version_no=1,
        decision=Decision.DECLINED,
        decided_on=TODAY,
        total_ex=Decimal(100),
        ask_state=AskState.TO_ASK,
        ask_by_id=by.id,
        ask_on=TODAY,
        noted_at=clock.now(),
    )
    session.add(outcome)
    session.flush()


def test_the_number_rings_when_it_is_touched(session: Session, client: Client, bram: User) -> None:
    kim = make_relation(session, "Kim Verbeek")
    make_phone(session, kim, "071 012 34 56")
    make_task(session, kim, bram, due_on=TODAY)
    session.commit()

    assert re.findall(r'href="(tel:[^"]*)"', client.get("/").text) == ["tel:+31710123456"]


def test_an_empty_box_talks_and_offers_ways_to_begin(client: Client) -> None:
    page = client.get("/")

    assert page.status_code == 200
    assert "The box is still empty." in text_of(page.text)
    assert "Look around first" in text_of(page.text)


def test_nobody_to_speak_says_how_somebody_gets_here(client: Client, session: Session) -> None:
    make_relation(session)

    assert "Nobody to speak today." in text_of(client.get("/").text)


def test_whom_to_speak_with_number_why_and_what_to_say(client: Client, session: Session, owner: User) -> None:
    relation = make_relation(session, "Fam. De Vries", language="en")
    person = make_person(session, relation, salutation="ms", best_time="after 10")
    make_phone(session, relation, "071 012 34 56", person_id=person.id, label="home")
    make_task(session, relation, owner, words="the stairs", due_on=days(-1), person_id=person.id)

    text = text_of(client.get("/").text)

    assert "1 person to speak" in text
    assert "Fam. De Vries Call back: the stairs · since yesterday" in text
    assert "071 012 34 56 Anna van der Berg, home, after 10" in text
    assert "Hello Ms Van der Berg, this is Marleen from Kwast & Kleed." in text


def test_the_sentence_is_in_the_language_of_the_customer(session: Session, owner: User) -> None:
    relation = make_relation(session, language="nl")
    make_person(session, relation, salutation="ms")
    make_task(session, relation, owner)

    (call,) = today_for(session, owner).calls

    assert call.why == "Call back"
    assert call.sentence.startswith("Dag mevrouw Van der Berg, met Marleen van Kwast & Kleed.")


def test_to_a_friend_one_says_je(session: Session, owner: User) -> None:
    relation = make_relation(session, language="nl")
    make_person(session, relation, form=FormOfAddress.JE)
    make_task(session, relation, owner)

    (call,) = today_for(session, owner).calls

    assert "Ik zou je terugbellen." in call.sentence


def test_the_shop_may_write_its_own_sentence(session: Session, owner: User) -> None:
    relation = make_relation(session, "Kim", language="nl")
    make_task(session, relation, owner, reason=TaskReason.CALL_BACK)
    session.add(TextBlock(code="say.call_back", language="nl", form=FormOfAddress.U, body="Hoi {customer}!"))
    session.flush()

    (call,) = today_for(session, owner).calls

    assert call.sentence == "Hoi Kim!"


def test_a_sentence_changed_by_hand_goes_before_all(session: Session, owner: User) -> None:
    make_task(session, make_relation(session), owner, sentence="Ask for {nothing}.")

    (call,) = today_for(session, owner).calls

    assert call.sentence == "Ask for {nothing}."


@pytest.mark.parametrize(
    ("reason", "ends_in", "why"),
    [
        (TaskReason.QUOTE_ENDS, 4, "Quote 2026-0001 is valid until Tuesday"),
        (TaskReason.QUOTE_ENDS, 0, "Quote 2026-0001 is valid until today"),
        (TaskReason.QUOTE_ENDS, -1, "Quote 2026-0001 ended yesterday: what did they decide?"),
        (TaskReason.ASK_WHY, 4, "Ask the reason: quote 2026-0001 was declined"),
        (TaskReason.CHASE_QUOTE, 4, "Quote 2026-0001 was sent 10 Nov"),
    ],
)
def test_why_names_the_quote(
    session: Session, owner: User, reason: TaskReason, ends_in: int, why: str
) -> None:
    quote = sent(session, ends_in)
    make_task(session, make_relation(session), owner, reason=reason, about="quote", about_id=quote.id)

    (call,) = today_for(session, owner).calls

    assert call.why == why


def test_the_most_urgent_comes_first_and_others_wait(session: Session, owner: User) -> None:
    for name, reason, due in (
        ("chase", TaskReason.CHASE_QUOTE, 0),
        ("ends", TaskReason.QUOTE_ENDS, 0),
        ("call", TaskReason.CALL_BACK, 0),
        ("why, late", TaskReason.ASK_WHY, -3),
        ("tomorrow", TaskReason.CALL_BACK, 1),
        ("an errand", TaskReason.OTHER, 0),
    ):
        make_task(session, make_relation(session, name), owner, reason=reason, due_on=days(due))

    calls = today_for(session, owner).calls

    assert [call.task.relation.name for call in calls if call.task.relation] == [
        "call",
        "ends",
        "why, late",
        "chase",
    ]


def test_an_errand_is_no_talk(client: Client, session: Session, owner: User) -> None:
    make_task(
        session, make_relation(session, "Kim"), owner, reason=TaskReason.OTHER, words="Fetch the ladders"
    )

    text = text_of(client.get("/").text)

    assert "Nobody to speak today." in text
    assert "To do today Fetch the ladders Kim" in text


def test_it_begins_with_my_own_list_when_i_have_one(
    client: Client, session: Session, owner: User, bram: User
) -> None:
    make_task(session, make_relation(session, "For Bram"), bram)
    assert "For Bram" in text_of(client.get("/").text)

    make_task(session, make_relation(session, "For Marleen"), owner)

    assert "For Bram Call back" not in text_of(client.get("/").text)
    assert "For Bram Call back · Bram" in text_of(client.get("/?whose=all").text)


def test_a_reason_to_ask_leads_to_where_it_is_noted(client: Client, session: Session, owner: User) -> None:
    quote = sent(session)
    declined(session, quote, owner)
    relation = make_relation(session)
    make_task(session, relation, owner, reason=TaskReason.ASK_WHY, about="quote", about_id=quote.id)

    assert f'href="/quotes/{quote.id}/answer"' in client.get("/").text


def test_what_is_going_on(session: Session, owner: User) -> None:
    make_quote(session)
    sent(session, 20)
    sent(session, 2)
    sent(session, -1)
    declined(session, sent(session), owner)

    now = running(session)

    assert (now.sent, now.total) == (3, Decimal("363.00"))
    assert (now.ends_soon, now.has_ended, now.to_ask) == (1, 1, 1)


def test_nothing_going_on_is_zero_and_not_nothing(session: Session) -> None:
    now = running(session)

    assert (now.sent, now.total, now.to_ask) == (0, Decimal(0), 0)


def test_the_cards_that_were_worked_on_last(session: Session, owner: User) -> None:
    with clock.frozen(dt.datetime(2026, 11, 1, 9, 0, tzinfo=dt.UTC)):
        first, second, binned = (make_relation(session, name) for name in ("first", "second", "binned"))
    note_conversation(session, binned, channel=Channel.PHONE, by=owner)
    binned.deleted_at = clock.now()
    note_conversation(session, first, channel=Channel.PHONE, by=owner)

    assert last_cards(session) == [first, second]


def test_a_full_day_costs_a_handful_of_statements(client: Client, session: Session, owner: User) -> None:
    for number in range(80):
        relation = make_relation(session, f"Card {number}", stage=Stage.CURRENT)
        person = make_person(session, relation)
        make_phone(session, relation, person_id=person.id)
        quote = sent(session)
        make_task(session, relation, owner, reason=TaskReason.CHASE_QUOTE, about="quote", about_id=quote.id)
        make_task(session, make_relation(session), owner, reason=TaskReason.WIN_BACK, is_sales=True)
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    client.get("/")
    session.commit()

    with statements(engine) as asked:
        page = client.get("/")

    assert "80 people to speak" in text_of(page.text)
    assert "80 sales talks wait" in text_of(page.text)
    assert len(asked) <= 17


def test_after_several_tries_the_line_says_to_do_it_otherwise(
    client: Client, session: Session, owner: User
) -> None:
    make_task(session, make_relation(session, "Kim"), owner, tries=1)
    make_task(session, make_relation(session, "Bob"), owner, tries=3)

    text = text_of(client.get("/").text)

    assert "Kim Call back · tried once" in text
    assert "Bob Call back · nobody answered 3 times: try another hour, or write" in text


def test_open_complaints_are_counted_and_the_late_ones_named(
    client: Client, session: Session, owner: User
) -> None:
    kim = make_relation(session, "Kim")
    assert "open complaint" not in client.get("/").text

    make_complaint(session, kim, owner)
    make_complaint(session, kim, owner, answer_by=clock.today() - dt.timedelta(days=1))

    page = text_of(client.get("/").text)
    assert "2 open complaints 1 late" in page


def test_a_viewer_sees_but_has_no_buttons(
    client_as: Callable[[User], Client], session: Session, viewer: User, owner: User
) -> None:
    make_task(session, make_relation(session, "Kim"), owner)

    page = client_as(viewer).get("/")

    assert "Kim" in text_of(page.text)
    assert "Not reached" not in text_of(page.text)


def test_names_are_never_markup(client: Client, session: Session, owner: User) -> None:
    make_task(session, make_relation(session, "<script>alert(1)</script>"), owner, words="<i>x</i>")

    page = client.get("/").text

    assert "<script>alert" not in page
    assert "<i>x" not in page


def test_who_is_not_signed_in_sees_nothing(anonymous: Client, session: Session) -> None:
    answer = anonymous.get("/")

    assert answer.status_code == 302
    assert "/sign-in" in answer.location
