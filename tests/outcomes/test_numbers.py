"""A customer answers with a number, on a card or in a mail: it is typed in and becomes the reason."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import clock
from app.core.database import Session
from app.outcomes import actions
from app.outcomes.given import Answer
from app.outcomes.numbers import LONGEST_NUMBER, read_numbers
from app.quotes import queries
from app.quotes.models import AskState, Quote, QuoteStatus, SaidBy
from app.shop.models import RejectionReason
from app.timeline.models import Channel
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason
from tests.quotes.look import current, open_tasks, typed, value_of

TODAY = clock.today()
BETWEEN = st.sampled_from([",", ", ", " ", ";", " en ", " and ", "/", " + ", " & ", ".", "\u00a0"])


@pytest.fixture
def unasked(session: Session, bram: User) -> Quote:
    """A declined quote of which Bram will ask the reason."""
    quote = make_quote(session, status=QuoteStatus.SENT)
    actions.decline(session, quote, answer=Answer.to_ask(by=bram, on=TODAY, decided_on=TODAY), by=bram)
    session.commit()
    return quote


def three(session: Session) -> list[RejectionReason]:
    """Three reasons, of which the second is in use no longer."""
    found = [make_reason(session, name) for name in ("Too expensive", "Put away", "Too late")]
    found[1].archived_on = TODAY
    session.commit()
    return found


@given(st.lists(st.tuples(st.integers(0, 10**LONGEST_NUMBER - 1), BETWEEN)), st.text(" ,;", max_size=4))
def test_whatever_stands_between_them_the_numbers_are_read_in_order_and_once(
    numbers: list[tuple[int, str]], around: str
) -> None:
    text = around + "".join(f"{number}{between}" for number, between in numbers) + around

    assert read_numbers(text) == (tuple(dict.fromkeys(number for number, _between in numbers)), ())


@given(st.text(max_size=60))
def test_nothing_is_guessed_at(text: str) -> None:
    found = read_numbers(text)

    assert {*found.read} <= {int(run) for run in re.findall(r"\d{1,9}", text)}
    assert all(word in text for word in found.unread)


@pytest.mark.parametrize(
    ("text", "read", "unread"),
    [
        ("3", (3,), ()),
        ("3, 7", (3, 7), ()),
        ("nr. 3 en 7", (3, 7), ()),
        ("(3)", (3,), ()),
        ("7 3 7", (7, 3), ()),
        ("1-6", (), ("1-6",)),
        ("-3", (), ("-3",)),
        ("three", (), ("three",)),
        ("3²", (), ("3²",)),
        ("9" * 5_000, (), ("9" * 5_000,)),
        ("", (), ()),
        (" , ", (), ()),
    ],
)
def test_what_people_type(text: str, read: tuple[int, ...], unread: tuple[str, ...]) -> None:
    assert read_numbers(text) == (read, unread)


def test_the_first_number_counted_most_and_the_customer_wrote_it(
    client: Client, session: Session, unasked: Quote
) -> None:
    price, _away, late = three(session)

    answered = client.post(
        f"/quotes/{unasked.id}/answer",
        data={
            "decided_on": typed(TODAY),
            "card_numbers": f"{late.number}, {price.number}",
            "said_by": "our_guess",
        },
    )

    assert answered.status_code == 302
    session.expire_all()
    now = current(session, unasked)
    assert (now.ask_state, now.main_reason_id) == (AskState.ANSWERED, late.id)
    assert [reason.id for reason in queries.other_reasons(session, now)] == [price.id]
    assert (now.said_by, now.channel, now.asked_on) == (SaidBy.CUSTOMER_WROTE, Channel.LETTER, TODAY)
    assert open_tasks(session, unasked) == []


def test_an_answer_by_mail_came_by_mail_also_with_the_no_itself(client: Client, session: Session) -> None:
    price, _away, _late = three(session)
    quote = make_quote(session, status=QuoteStatus.SENT)
    session.commit()

    client.post(
        f"/quotes/{quote.id}/decline",
        data={
            "decided_on": typed(TODAY),
            "card_numbers": str(price.number),
            "card_came": "mail",
            "channel": "phone",
        },
    )

    session.expire_all()
    now = current(session, quote)
    assert (now.main_reason_id, now.said_by, now.channel) == (price.id, SaidBy.CUSTOMER_WROTE, Channel.MAIL)


def test_a_number_stays_when_the_reason_moves_gets_another_name_or_is_put_away(
    client: Client, session: Session, unasked: Quote
) -> None:
    price, away, late = three(session)
    before = [one.number for one in (price, away, late)]
    price.position, late.position, late.name_en = 9, 0, "We were late"
    price.archived_on = TODAY
    session.commit()

    client.post(
        f"/quotes/{unasked.id}/answer",
        data={"decided_on": typed(TODAY), "card_numbers": f"{before[1]} en {before[0]}"},
    )

    session.expire_all()
    assert [one.number for one in (price, away, late)] == before
    assert current(session, unasked).main_reason_id == away.id
    assert [one.id for one in queries.other_reasons(session, current(session, unasked))] == [price.id]


def test_a_better_answer_on_the_card_takes_the_place_of_our_guess(
    client: Client, session: Session, bram: User
) -> None:
    price, _away, late = three(session)
    quote = make_quote(session, status=QuoteStatus.SENT)
    actions.decline(session, quote, answer=Answer(TODAY, main_reason=price), by=bram)
    session.commit()

    client.post(
        f"/quotes/{quote.id}/answer",
        data={
            "decided_on": typed(TODAY),
            "reasons": [price.id],
            "main_reason": price.id,
            "card_numbers": str(late.number),
        },
    )

    session.expire_all()
    now = current(session, quote)
    assert (now.main_reason_id, list(queries.other_reasons(session, now))) == (late.id, [])


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ("9999", "There is no reason with number 9999. Look at the card again."),
        ("the third", "We cannot read “the”."),
        (", ;", "We cannot read “, ;”."),
        ("9" * 60, "We cannot read “999"),
    ],
)
def test_a_number_that_no_card_has_is_named_and_all_that_was_typed_stays(
    client: Client, session: Session, unasked: Quote, numbers: str, wrong: str
) -> None:
    three(session)
    data = {
        "decided_on": typed(TODAY),
        "card_numbers": numbers,
        "card_came": "mail",
        "customer_words": "Too dear for us",
        "competitor": "The shop on the corner",
    }

    page = client.post(f"/quotes/{unasked.id}/answer", data=data).text

    assert wrong in page
    assert "Choose a reason." not in page
    assert value_of(page, "card_numbers") == numbers
    assert value_of(page, "competitor") == "The shop on the corner"
    assert "Too dear for us" in page
    assert 'value="mail" checked' in page or 'checked id="card_came-1"' in page
    assert current(session, unasked).main_reason_id is None


def test_a_reason_that_is_ticked_beside_the_card_is_not_left_out_in_silence(
    client: Client, session: Session, unasked: Quote
) -> None:
    price, _away, late = three(session)
    data = {"decided_on": typed(TODAY), "card_numbers": str(late.number), "reasons": [price.id]}

    page = client.post(f"/quotes/{unasked.id}/answer", data=data).text

    assert "You ticked a reason that is not on the card." in page
    assert current(session, unasked).main_reason_id is None


def test_a_number_is_an_answer_that_needs_no_later_question(
    client: Client, session: Session, unasked: Quote, bram: User
) -> None:
    price, _away, _late = three(session)
    data = {
        "decided_on": typed(TODAY),
        "card_numbers": str(price.number),
        "do": "ask-later",
        "ask_on": typed(TODAY + dt.timedelta(days=1)),
        "ask_by_id": bram.id,
    }

    assert "You ticked a reason." in client.post(f"/quotes/{unasked.id}/answer", data=data).text


def test_what_says_nothing_without_words_still_asks_for_them(
    client: Client, session: Session, unasked: Quote
) -> None:
    other = make_reason(session, "Something else", needs_words=True)
    session.commit()
    data = {"decided_on": typed(TODAY), "card_numbers": str(other.number)}

    assert "Write in a few words what it was." in client.post(f"/quotes/{unasked.id}/answer", data=data).text


def test_the_page_names_the_numbers_in_use(client: Client, session: Session, unasked: Quote) -> None:
    price, away, _late = three(session)
    ours_only = make_reason(session, "No answer", code="no_answer")
    session.commit()

    page = client.get(f"/quotes/{unasked.id}/answer").text

    assert f"<b>{price.number}</b> Too expensive" in page
    assert f"<b>{ours_only.number}</b>" not in page
    assert f"<b>{away.number}</b>" not in page


def test_who_only_looks_types_no_number(
    client_as: Callable[[User], Client], viewer: User, session: Session, unasked: Quote
) -> None:
    price, _away, _late = three(session)
    data = {"decided_on": typed(TODAY), "card_numbers": str(price.number)}

    assert client_as(viewer).post(f"/quotes/{unasked.id}/answer", data=data).status_code == 403
    assert current(session, unasked).main_reason_id is None
