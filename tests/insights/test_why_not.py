"""Why not: every declined quote once, and never a guess among what customers said."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from app.core import clock
from app.core.database import Session
from app.core.periods import Period
from app.insights.queries import count_in_bin, why_not
from app.outcomes import actions
from app.outcomes.given import Answer, Yes
from app.quotes.models import Decision, Quote, QuoteOutcome, QuoteStatus, SaidBy
from app.quotes.standing import HowKnown
from app.shop.models import ReasonGroup, RejectionReason
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason, make_relation

TODAY = clock.today()


def test_each_quote_counts_once_under_what_counted_most(session: Session, bram: User) -> None:
    price, late = make_reason(session, "Price"), make_reason(session, "Late")
    decline(session, bram, price, also=(late,))
    decline(session, bram, price)
    decline(session, bram, late)

    answer = why_not(session, Period.ALL)

    assert [(name_of(tally.reason), tally.count, tally.counted_too) for tally in answer.by_count] == [
        ("Price", 2, 0),
        ("Late", 1, 1),
    ]
    assert answer.total.count == 3
    assert answer.total.amount == Decimal("300.00")


def test_what_customers_said_is_apart_from_what_we_think(session: Session, bram: User) -> None:
    price = make_reason(session, "Price")
    silent = make_reason(session, "Would not say", reason_group=ReasonGroup.UNKNOWN)
    decline(session, bram, price, said_by=SaidBy.CUSTOMER_SAID)
    decline(session, bram, price, said_by=SaidBy.CUSTOMER_WROTE)
    decline(session, bram, price, said_by=SaidBy.OUR_GUESS)
    decline(session, bram, silent, said_by=SaidBy.CUSTOMER_SAID)
    decline(session, bram, None)

    answer = why_not(session, Period.ALL)

    assert answer.total.counts == {
        HowKnown.CUSTOMER: 2,
        HowKnown.GUESS: 1,
        HowKnown.UNKNOWN: 1,
        HowKnown.TO_ASK: 1,
    }
    of_price = answer.by_count[0]
    assert (of_price.said, of_price.guessed, of_price.not_known) == (2, 1, 0)
    assert answer.by_count[-1].reason is None
    assert sum(tally.count for tally in answer.by_count) == answer.total.count


def test_the_most_expensive_reason_comes_first_by_amount(session: Session, bram: User) -> None:
    price, late = make_reason(session, "Price"), make_reason(session, "Late")
    decline(session, bram, price)
    decline(session, bram, price)
    decline(session, bram, late, total_ex="5000.00")

    answer = why_not(session, Period.ALL)

    assert [name_of(tally.reason) for tally in answer.by_count] == ["Price", "Late"]
    assert [name_of(tally.reason) for tally in answer.by_amount] == ["Late", "Price"]


def test_only_the_period_counts_by_the_day_of_the_no(session: Session, bram: User) -> None:
    reason = make_reason(session)
    decline(session, bram, reason)
    old = decline(session, bram, reason)
    old.decided_on = TODAY - dt.timedelta(days=400)
    session.flush()

    assert why_not(session, Period.TWELVE_MONTHS).total.count == 1
    assert why_not(session, Period.ALL).total.count == 2


def test_a_corrected_answer_counts_as_it_is_now(session: Session, bram: User) -> None:
    price, late = make_reason(session, "Price"), make_reason(session, "Late")
    quote = make_quote(session, status=QuoteStatus.SENT)
    actions.decline(session, quote, answer=Answer(TODAY, main_reason=price), by=bram)
    actions.answer(session, quote, answer=Answer(TODAY, main_reason=late), by=bram)

    assert [name_of(tally.reason) for tally in why_not(session, Period.ALL).by_count] == ["Late"]


def test_accepted_quotes_stand_beside_it(session: Session, bram: User) -> None:
    decline(session, bram, make_reason(session))
    actions.accept(session, make_quote(session, status=QuoteStatus.SENT), Yes(TODAY), by=bram)

    answer = why_not(session, Period.ALL)

    assert (answer.total.count, answer.accepted) == (1, 1)


@pytest.mark.parametrize(
    ("count", "too_few", "percentages"),
    [(4, True, False), (5, False, False), (19, False, False), (20, False, True)],
)
def test_small_numbers_are_not_dressed_up(
    session: Session, bram: User, count: int, too_few: bool, percentages: bool
) -> None:
    reason = make_reason(session)
    for _turn in range(count):
        decline(session, bram, reason)

    answer = why_not(session, Period.ALL)

    assert (answer.is_too_few, answer.has_percentages) == (too_few, percentages)
    assert (not answer.most_frequent) == too_few


def test_one_of_each_is_no_pattern(session: Session, bram: User) -> None:
    for number in range(6):
        decline(session, bram, make_reason(session, f"Reason {number}"))

    assert why_not(session, Period.ALL).most_frequent == []


def test_not_knowing_never_weighs_most(session: Session, bram: User) -> None:
    silent = make_reason(session, "No answer", reason_group=ReasonGroup.UNKNOWN)
    price = make_reason(session, "Price")
    for reason in (silent, silent, silent, None, None, None, price, price):
        decline(session, bram, reason)

    most = why_not(session, Period.ALL).most_frequent

    assert [name_of(tally.reason) for tally in most] == ["Price"]


def test_a_card_in_the_bin_counts_but_its_words_are_not_shown(session: Session, bram: User) -> None:
    quote = make_quote(session, make_relation(session, "Kim"), status=QuoteStatus.SENT)
    answer = Answer(TODAY, main_reason=make_reason(session), customer_words="Too dear.")
    actions.decline(session, quote, answer=answer, by=bram)
    (said,) = why_not(session, Period.ALL).words
    assert said.outcome.customer_words == "Too dear."

    relation = said.quote.relation
    relation.deleted_at = clock.now()
    session.flush()

    answer_now = why_not(session, Period.ALL)
    assert (answer_now.total.count, answer_now.words) == (1, [])
    assert count_in_bin(session, Period.ALL) == 1


def test_the_empty_page_says_how_to_begin(client: Client) -> None:
    page = client.get("/why-not")

    assert page.status_code == 200
    assert "No declined quotes in this period." in page.text


def test_under_five_the_page_is_just_a_list(client: Client, session: Session, bram: User) -> None:
    quote = decline(session, bram, make_reason(session, "Too expensive"), words="Cheaper next door.").quote_id

    page = client.get("/why-not").text

    assert "Too few to say anything about." in page
    assert f'href="/quotes/{quote}"' in page
    assert "Cheaper next door." in page
    assert 'class="bars"' not in page
    assert "<table" not in page


def test_from_five_on_each_number_opens_its_quotes(client: Client, session: Session, bram: User) -> None:
    price = make_reason(session, "Too expensive")
    for number in range(6):
        said_by = SaidBy.CUSTOMER_SAID if number < 4 else SaidBy.OUR_GUESS
        decline(session, bram, price, said_by=said_by, words="Dear." if number == 0 else "")
    decline(session, bram, None)

    page = client.get("/why-not?period=all").text

    assert "“Too expensive” counted most often: 6 quotes" in page
    assert 'class="bars"' in page
    assert page.count('<rect class="said"') == 1 + 4
    assert page.count('<rect class="guess"') == 1 + 2
    assert page.count('<rect class="unknown"') == 1 + 1
    assert f"/quotes?status=declined&amp;period=all&amp;reason={price.id}&amp;known=guess" in page
    assert "Of the reasons we show numbers and no percentages" in page
    assert "Accepted: 0 of 7." in page

    opened = client.get(f"/quotes?status=declined&period=all&reason={price.id}&known=guess").text
    assert opened.count('<th scope="row"><a') == 2
    to_ask = client.get("/quotes?status=declined&period=all&known=to_ask").text
    assert to_ask.count('<th scope="row"><a') == 1


def test_by_amount_the_bars_are_of_money(client: Client, session: Session, bram: User) -> None:
    for _turn in range(5):
        decline(session, bram, make_reason(session, "Too expensive"), total_ex="1234.56")

    page = client.get("/why-not?by=amount").text

    assert "in euros without btw" in page
    assert "€1,234.56" in page


@pytest.mark.parametrize(
    ("counts", "by_count", "by_amount"),
    [
        (
            (3, 2),
            "“Reason 0” counted most often: 3 quotes, together €300.",
            "“Reason 0” cost us the most: €300, in 3 quotes.",
        ),
        (
            (3, 3, 1),
            "“Reason 0” and “Reason 1” counted most often: 3 quotes each.",
            "“Reason 0” and “Reason 1” cost us the most: €300 each.",
        ),
        (
            (2, 2, 2, 1),
            "No reason stands out: 3 reasons counted most often, 2 quotes each.",
            "No reason stands out: 3 reasons cost us the most, €200 each.",
        ),
        (
            (1, 1, 1, 1, 1),
            "No reason stands out.",
            "No reason stands out: 5 reasons cost us the most, €100 each.",
        ),
    ],
)
def test_of_reasons_that_are_equal_none_wins(
    client: Client, session: Session, bram: User, *, counts: tuple[int, ...], by_count: str, by_amount: str
) -> None:
    for number, count in enumerate(counts):
        reason = make_reason(session, f"Reason {number}")
        for _turn in range(count):
            decline(session, bram, reason)

    assert lead(client.get("/why-not").text) == by_count
    assert lead(client.get("/why-not?by=amount").text) == by_amount


def test_what_cost_more_does_not_win_from_what_counted_as_often(
    client: Client, session: Session, bram: User
) -> None:
    for name, total_ex in (("Price", "100"), ("Late", "5000")):
        reason = make_reason(session, name)
        for _turn in range(3):
            decline(session, bram, reason, total_ex=total_ex)

    page = client.get("/why-not").text

    assert lead(page) == "“Late” and “Price” counted most often: 3 quotes each."
    assert lead(client.get("/why-not?by=amount").text).startswith("“Late” cost us the most")


def lead(page: str) -> str:
    """The sentence at the head."""
    found = re.search(r'<p class="lead">\s*(.*?)\s*</p>', page, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("period", ["", "nonsense", "all", "this_year"])
def test_a_period_that_does_not_exist_is_the_usual_one(client: Client, period: str) -> None:
    assert client.get(f"/why-not?period={period}").status_code == 200


def decline(
    session: Session,
    bram: User,
    reason: RejectionReason | None,
    *,
    also: tuple[RejectionReason, ...] = (),
    said_by: SaidBy | None = None,
    words: str = "",
    total_ex: str = "100.00",
) -> QuoteOutcome:
    """A declined quote; without a reason it is still to be asked."""
    quote: Quote = make_quote(session, status=QuoteStatus.SENT)
    answer = Answer(TODAY, main_reason=reason, other_reasons=also, said_by=said_by, customer_words=words)
    if reason is None:
        answer = Answer.to_ask(by=bram, on=TODAY, decided_on=TODAY)
    actions.decline(session, quote, answer=answer, by=bram)
    outcome = session.query(QuoteOutcome).filter_by(quote_id=quote.id).one()
    assert outcome.decision is Decision.DECLINED
    outcome.total_ex = Decimal(total_ex)
    session.flush()
    return outcome


def name_of(reason: RejectionReason | None) -> str:
    return reason.name_en if reason else "still to ask"
