"""Why not, split: each declined quote once in its slice, with what was accepted there beside it."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine

from app.core import clock
from app.core.database import Session
from app.core.periods import Period
from app.insights.splits import Split, split_by
from app.insights.tally import Slice
from app.outcomes import actions
from app.outcomes.given import Answer, Yes
from app.quotes.models import Competitor, Quote, QuoteStatus, SaidBy
from app.shop.models import RejectionReason
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_product_group, make_quote, make_reason, make_region, make_relation
from tests.quotes.look import current
from tests.statements import statements

TODAY = clock.today()


@pytest.fixture
def price(session: Session) -> RejectionReason:
    """The reason of most."""
    return make_reason(session, "Too expensive")


def declined(session: Session, by: User, reason: RejectionReason | None, **about: Any) -> Quote:
    """A quote of 100 without btw that was declined today, for a card in some region."""
    card = make_relation(session, **in_region(about.pop("region_id", None)))
    quote = make_quote(session, card, status=QuoteStatus.SENT)
    given = Answer(TODAY, main_reason=reason, said_by=SaidBy.CUSTOMER_SAID if reason else None)
    if reason is None:
        given = Answer.to_ask(by=by, on=TODAY, decided_on=TODAY)
    actions.decline(session, quote, answer=given, by=by)
    for name, value in about.items():
        setattr(current(session, quote), name, value)
    session.flush()
    return quote


def in_region(region_id: Any) -> dict[str, Any]:
    """The fields of a card that somebody put in a region by hand; nothing else keeps it there."""
    return {"region_id": region_id, "chosen_region_id": region_id, "region_by_hand": True}


def slices(session: Session, split: Split) -> dict[str, Slice]:
    return {one.name: one for one in split_by(session, split, Period.ALL).slices}


def test_each_region_has_its_own_reasons(session: Session, bram: User, price: RejectionReason) -> None:
    leiden, coast = make_region(session, "Leiden"), make_region(session, "Bollenstreek")
    late = make_reason(session, "Delivery")
    for _time in range(3):
        declined(session, bram, price, region_id=leiden.id)
        declined(session, bram, late, region_id=coast.id)
    declined(session, bram, None)
    yes = make_quote(session, make_relation(session, region_id=leiden.id), status=QuoteStatus.SENT)
    actions.accept(session, yes, Yes(TODAY), by=bram)

    found = slices(session, Split.REGION)

    assert list(found) == ["Leiden", "Bollenstreek", "no region"]
    assert [(tally.reason, tally.count) for tally in found["Leiden"].by_count] == [(price, 3)]
    assert [(tally.reason, tally.count) for tally in found["Bollenstreek"].by_count] == [(late, 3)]
    assert (found["Leiden"].accepted, found["Leiden"].decided) == (1, 4)
    assert found["no region"].total.not_known == 1
    assert found["Leiden"].total.amount == Decimal(300)


def test_amounts_days_and_groups(session: Session, bram: User, price: RejectionReason) -> None:
    group = make_product_group(session, name="Floors")
    for total_ex, days, group_id in (("500", 2, group.id), ("500.01", 3, None), ("10000.01", None, None)):
        declined(
            session, bram, price, total_ex=Decimal(total_ex), days_to_quote=days, product_group_id=group_id
        )

    def counted(split: Split) -> dict[str, int]:
        return {name: one.total.count for name, one in slices(session, split).items()}

    assert counted(Split.BAND) == {"up to € 500": 1, "€ 500 to € 2,500": 1, "more than € 10,000": 1}
    assert counted(Split.DAYS) == {"within 2 days": 1, "3 to 7 days": 1, "days not known": 1}
    assert counted(Split.GROUP) == {"Floors": 1, "no product group": 2}


def test_quarters_stand_in_time(session: Session, bram: User, price: RejectionReason) -> None:
    for day in (dt.date(2026, 1, 1), dt.date(2026, 3, 31), dt.date(2025, 12, 31)):
        declined(session, bram, price, decided_on=day)

    found = slices(session, Split.QUARTER)

    assert {name: one.total.count for name, one in found.items()} == {
        "quarter 4 of 2025": 1,
        "quarter 1 of 2026": 2,
    }
    assert list(found) == ["quarter 4 of 2025", "quarter 1 of 2026"]


def test_what_is_withdrawn_or_corrected_counts_nowhere_or_once(
    session: Session, bram: User, price: RejectionReason
) -> None:
    declined(session, bram, price)
    corrected = declined(session, bram, price)
    actions.answer(session, corrected, answer=Answer(TODAY, main_reason=make_reason(session)), by=bram)
    actions.withdraw(session, declined(session, bram, price), why="Double.", by=bram)

    (one,) = split_by(session, Split.REGION, Period.ALL).slices

    assert one.total.count == 2


@pytest.mark.parametrize("count", [4, 5])
def test_a_few_are_too_few_for_a_bar(
    client: Client, session: Session, bram: User, price: RejectionReason, count: int
) -> None:
    for _time in range(count):
        declined(session, bram, price)
    session.commit()

    page = client.get("/why-not/region?period=all").text

    assert ("Too few to say anything about:" in page) is (count < 5)
    assert f"{count} × Too expensive" in page
    assert "status=declined" in page
    assert "region=none" in page


@pytest.mark.parametrize("split", Split)
def test_every_view_opens_also_when_there_is_nothing(
    client: Client, session: Session, bram: User, price: RejectionReason, split: Split
) -> None:
    assert "Nothing to show here." in client.get(f"/why-not/{split.value}").text

    actions.decline(
        session,
        make_quote(session, status=QuoteStatus.SENT),
        answer=Answer(TODAY, main_reason=price, competitor="Doek BV"),
        by=bram,
    )
    session.commit()
    assert "1 × Too expensive" in client.get(f"/why-not/{split.value}").text
    assert client.get("/why-not/nonsense").status_code == 404


def test_more_quotes_take_no_more_statements(
    session: Session, bram: User, price: RejectionReason, database: Engine
) -> None:
    declined(session, bram, price)
    with statements(database) as few:
        split_by(session, Split.REGION, Period.ALL)
    for _time in range(5):
        declined(session, bram, price)
    with statements(database) as many:
        split_by(session, Split.REGION, Period.ALL)

    assert len(many) == len(few)


def accepted(session: Session, by: User, **about: Any) -> Quote:
    """A quote that the customer took."""
    card = make_relation(session, **in_region(about.pop("region_id", None)))
    quote = make_quote(session, card, status=QuoteStatus.SENT)
    actions.accept(session, quote, Yes(TODAY), by=by)
    for name, value in about.items():
        setattr(current(session, quote), name, value)
    session.flush()
    return quote


def test_a_part_where_everybody_said_yes_is_there_too(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    leiden, coast = make_region(session, "Leiden"), make_region(session, "Coast")
    accepted(session, bram, region_id=coast.id)
    for _time in range(5):
        declined(session, bram, price, region_id=leiden.id)

    page = client.get("/why-not/region").text

    coast_only = slices(session, Split.REGION)["Coast"]
    assert (coast_only.accepted, coast_only.total.count) == (1, 0)
    assert f"status=accepted&amp;period=twelve_months&amp;region={coast.id}" in page
    assert "1 of 1" in page
    assert page.count("<svg viewBox") == 1
    assert "Too few to say anything about:" not in page


def test_a_yes_with_another_shop_noted_went_to_no_other_shop(
    session: Session, bram: User, price: RejectionReason
) -> None:
    shop = Competitor(name="Doek BV", key="doek bv")
    session.add(shop)
    session.flush()
    accepted(session, bram, competitor_id=shop.id)
    assert slices(session, Split.SHOP) == {}

    declined(session, bram, price, competitor_id=shop.id)
    assert slices(session, Split.SHOP)["Doek BV"].decided == 1


def test_a_shop_where_they_did_not_buy_did_not_win(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    shop = Competitor(name="Doek BV", key="doek bv")
    session.add(shop)
    session.flush()
    seen = {"competitor_id": shop.id, "price_difference": Decimal(100)}
    bought = declined(session, bram, price, **seen, bought_elsewhere=True)
    looked = declined(session, bram, price, **seen, bought_elsewhere=False)

    sliced = split_by(session, Split.SHOP, Period.ALL)

    assert [(one.name, one.decided) for one in sliced.slices] == [("Doek BV", 1)]
    assert sliced.prices[str(shop.id)].known == 1
    listed = client.get(f"/quotes?status=declined&period=all&shop={shop.id}").text
    assert f'/quotes/{bought.id}"' in listed
    assert f'/quotes/{looked.id}"' not in listed


@pytest.mark.parametrize(
    ("of_leiden", "of_nowhere", "yes", "reasons", "yeses"),
    [
        (10, 10, 0, "", ""),
        (10, 9, 0, "No region", "No region"),
        (10, 9, 1, "No region", ""),
        (9, 10, 0, "Leiden", "Leiden"),
        (9, 8, 0, "All parts", "All parts"),
        (9, 8, 2, "All parts", "Leiden"),
        (0, 9, 0, "", ""),
    ],
)
def test_the_parts_that_are_too_small_to_compare_are_named(
    client: Client,
    session: Session,
    bram: User,
    price: RejectionReason,
    *,
    of_leiden: int,
    of_nowhere: int,
    yes: int,
    reasons: str,
    yeses: str,
) -> None:
    leiden = make_region(session, "Leiden")
    for _time in range(of_leiden):
        declined(session, bram, price, region_id=leiden.id)
    for _time in range(of_nowhere):
        declined(session, bram, price)
    for _time in range(yes):
        accepted(session, bram)

    page = client.get("/why-not/region").text

    about_reasons = re.findall(r"(\w[\w ,]+): fewer than 10 declined", page)
    about_yeses = re.findall(r"(\w[\w ,]+): fewer than 10 decided", page)
    assert about_reasons == ([reasons] if reasons else [])
    assert about_yeses == ([yeses] if yeses else [])


def test_other_shops_are_compared_by_the_noes_alone(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    for name in ("Doek BV", "Verf"):
        shop = Competitor(name=name, key=name.lower())
        session.add(shop)
        session.flush()
        declined(session, bram, price, competitor_id=shop.id)

    page = client.get("/why-not/shop").text

    assert "All parts: fewer than 10 declined" in page
    assert "decided" not in page.split("</table>", 1)[1]


def test_a_part_alone_is_compared_with_nothing(session: Session, bram: User, price: RejectionReason) -> None:
    declined(session, bram, price)

    assert split_by(session, Split.REGION, Period.ALL).few_declined.names == []


def test_equal_reasons_have_equal_percents_and_it_says_when_they_miss_a_hundred(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    for reason in (price, make_reason(session, "Delivery"), make_reason(session, "Not clear")):
        for _time in range(7):
            declined(session, bram, reason)

    page = client.get("/why-not/region").text
    whole = client.get("/why-not").text

    assert re.findall(r"\(about (\d+)%\)", page) == ["33", "33", "33"]
    assert re.findall(r"· about (\d+)%", whole) == ["33", "33", "33"]
    for shown in (page, whole):
        assert "By rounding, the percents do not come to exactly 100." in shown
    declined(session, bram, price)
    assert "By rounding" not in client.get("/why-not").text


def test_where_the_period_cuts_a_quarter_is_said(
    client_as: Callable[[User], Client], session: Session, bram: User, price: RejectionReason
) -> None:
    with clock.frozen(dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)):
        client = client_as(bram)
        for day in (dt.date(2025, 11, 20), dt.date(2025, 11, 21), dt.date(2026, 11, 1), dt.date(2026, 5, 1)):
            declined(session, bram, price, decided_on=day)
        year = split_by(session, Split.QUARTER, Period.TWELVE_MONTHS)
        page = client.get("/why-not/quarter").text
        whole = client.get("/why-not/quarter?period=all").text
        opened = client.get("/quotes?status=declined&period=twelve_months&quarter=2025-4").text
        all_of_it = client.get("/quotes?status=declined&period=all&quarter=2025-4").text

    assert (year.cut_from, year.is_going_on) == (dt.date(2025, 11, 21), True)
    # A quarter in which nothing was decided has its place in time.
    assert [one.total.count for one in year.slices] == [1, 0, 1, 0, 1]
    assert "Quarter 4 of 2025 counts from 21 November 2025: the period begins there." in page
    assert "Quarter 4 of 2026 is not over yet." in page
    assert "counts from" not in whole
    # A bar opens as many quotes as it counts.
    assert opened.count('<th scope="row"><a') == 1
    assert all_of_it.count('<th scope="row"><a') == 2


def test_prices_of_other_shops(client: Client, session: Session, bram: User, price: RejectionReason) -> None:
    near, far = Competitor(name="Doek BV", key="doek bv"), Competitor(name="Verf", key="verf")
    session.add_all([near, far])
    session.flush()
    for difference in (Decimal(300), Decimal("-80.50"), Decimal(120), None):
        declined(session, bram, price, competitor_id=near.id, price_difference=difference)
    declined(session, bram, price, competitor_id=far.id, price_difference=Decimal(40))
    declined(session, bram, price, bought_elsewhere=True)
    declined(session, bram, price, bought_elsewhere=False)

    sliced = split_by(session, Split.SHOP, Period.ALL)
    page = client.get("/why-not/shop").text

    prices = sliced.prices[str(near.id)]
    assert [str(one) for one in prices.differences] == ["-80.50", "120.00", "300.00"]
    assert prices.middle == Decimal(120)
    assert sliced.prices[str(far.id)].middle is None
    assert "€81 dearer to €300 cheaper, usually about €120 cheaper" in page
    assert "known of 3 of 4" in page
    assert "€40 cheaper<" in page
    # Of the one price of the other shop there is nothing more to know.
    assert page.count("known of") == 1
    declined(session, bram, price, competitor_id=far.id, price_difference=Decimal(90))
    assert "€40 to €90 cheaper" in client.get("/why-not/shop").text
    assert "1 customer more bought somewhere else" in page


def test_a_split_in_euros_draws_money(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    for _time in range(5):
        declined(session, bram, price, total_ex=Decimal("1234.56"))

    page = client.get("/why-not/region?by=amount").text

    assert "<b>€6,173</b>" in page
    assert "€6,172.80" in page
    assert "<b>€6,173 Too expensive</b>" in page
    assert 'href="/why-not/region?"' not in page


def test_the_legend_says_what_the_table_says(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    leiden = make_region(session, "Leiden")
    for _time in range(5):
        declined(session, bram, price, region_id=leiden.id)
    declined(session, bram, price, said_by=SaidBy.OUR_GUESS, total_ex=Decimal("40.60"))
    declined(session, bram, None)

    def legend(address: str) -> list[str]:
        key = client.get(address).text.split('<ul class="row key">')[1].split("</ul>")[0]
        return re.findall(r"\(([^)]+)\)\s*</li>", key)

    # The region with two of them has no bar, and counts in the table.
    for view in ("/why-not", "/why-not/region"):
        assert legend(view) == ["5", "1", "1"]
        assert legend(f"{view}?by=amount") == ["€500", "€41", "€100"]


def test_no_legend_stands_above_an_empty_chart(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    declined(session, bram, price)

    page = client.get("/why-not/region").text

    assert 'class="row key"' not in page
    assert "<figure" not in page
    assert "no region" in page
