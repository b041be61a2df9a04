"""With a yes the customer chooses: options, and one of each choice; the quote comes to what they chose."""

import re
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.outcomes.actions import accept, reopen
from app.outcomes.given import Yes
from app.quotes import queries
from app.quotes.models import ChosenLine, LineKind, PriceKind, Quote, QuoteLine, QuoteStatus
from app.shop.models import VatCode
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_rates
from tests.forms import boxes_of
from tests.outcomes.test_accept import TODAY
from tests.quotes.look import current, open_tasks

Lines = dict[str, QuoteLine]


@pytest.fixture
def quote(session: Session) -> Quote:
    """A sent quote of 121, with an option of 60.50 and a choice between 100 (ours) and 200."""
    make_rates(session)
    quote = make_quote(session, status=QuoteStatus.SENT)
    version_id = queries.version_of(session, quote).id
    for position, (description, kind, price, choice, is_chosen) in enumerate(
        [
            ("A second coat", LineKind.OPTION, "60.50", None, False),
            ("Matt", LineKind.ALTERNATIVE, "100", "A", True),
            ("Silk", LineKind.ALTERNATIVE, "200", "A", False),
        ]
    ):
        line = QuoteLine(version_id=version_id, position=position + 1, kind=kind, description=description)
        line.quantity, line.price, line.choice, line.is_chosen = Decimal(1), Decimal(price), choice, is_chosen
        line.vat_code, line.vat_percent = VatCode.HIGH, Decimal(21)
        session.add(line)
    session.commit()
    return quote


@pytest.fixture
def lines(session: Session, quote: Quote) -> Lines:
    """The lines of the quote by what they are."""
    return {line.description: line for line in queries.lines_of(session, queries.version_of(session, quote))}


def post(client: Client, quote: Quote, **typed: object) -> int:
    """Note the yes with these choices."""
    data = {"decided_on": f"{TODAY.day}-{TODAY.month}-{TODAY.year}"} | typed
    return client.post(f"/quotes/{quote.id}/accept", data=data).status_code


def chosen(session: Session) -> set[int]:
    return set(session.scalars(select(ChosenLine.line_id)))


def test_what_they_chose_is_kept_and_added_up(
    client: Client, session: Session, quote: Quote, lines: Lines
) -> None:
    picked = {"options": str(lines["A second coat"].id), "choice-A": str(lines["Silk"].id)}

    assert post(client, quote, **picked) == 302

    session.expire_all()
    assert chosen(session) == {lines["A second coat"].id, lines["Silk"].id}
    assert current(session, quote).total == Decimal("381.50")
    assert current(session, quote).total_ex + Decimal("66.21") == Decimal("381.50")
    assert "381.50" in client.get(f"/quotes/{quote.id}").text


def test_who_chooses_nothing_takes_what_we_proposed(
    client: Client, session: Session, quote: Quote, lines: Lines
) -> None:
    page = client.get(f"/quotes/{quote.id}/accept").text
    assert f'value="{lines["Matt"].id}" checked' in page
    assert f'value="{lines["A second coat"].id}" checked' not in page

    assert post(client, quote) == 302

    session.expire_all()
    assert chosen(session) == {lines["Matt"].id}
    assert current(session, quote).total == Decimal(221)


@pytest.mark.parametrize("typed", [{"choice-A": "99"}, {"choice-A": ""}, {"options": "99"}, {"options": "x"}])
def test_only_what_the_quote_offers_can_be_chosen(
    client: Client, session: Session, quote: Quote, typed: dict[str, str]
) -> None:
    answer = client.post(
        f"/quotes/{quote.id}/accept",
        data={"decided_on": f"{TODAY.day}-{TODAY.month}-{TODAY.year}", "customer_words": "Lovely!"} | typed,
    )

    assert answer.status_code == 200
    assert "Lovely!" in answer.text
    assert queries.current_outcome(session, quote) is None


def test_no_other_way_leads_past_that(session: Session, bram: User, quote: Quote, lines: Lines) -> None:
    for picked in ({lines["Paint"].id}, {lines["Matt"].id, lines["Silk"].id}, {10_000}):
        with pytest.raises(RuleBroken, match="does not offer"):
            accept(session, quote, Yes(TODAY, chosen=frozenset(picked)), by=bram)


def test_opened_again_and_accepted_otherwise_both_choices_stay(
    session: Session, bram: User, quote: Quote, lines: Lines
) -> None:
    accept(session, quote, Yes(TODAY, chosen=frozenset({lines["Matt"].id})), by=bram)
    reopen(session, quote, why="They thought again.", by=bram)
    accept(session, quote, Yes(TODAY, chosen=frozenset({lines["Silk"].id})), by=bram)

    assert chosen(session) == {lines["Matt"].id, lines["Silk"].id}
    assert queries.sheet_of(session, quote).chosen == {lines["Silk"].id}
    assert [one.total for one in queries.earlier_outcomes(session, quote)] == [Decimal(221)]
    assert current(session, quote).decided_on == clock.today()


def test_the_limit_of_a_guide_price_is_of_what_they_chose(
    session: Session, bram: User, quote: Quote, lines: Lines
) -> None:
    quote.price_kind = PriceKind.GUIDE

    accept(session, quote, Yes(TODAY, chosen=frozenset({lines["Silk"].id})), by=bram)

    [task] = open_tasks(session, quote)
    assert "€353.10" in task.words


def total_of(page: str) -> str:
    """What the quote comes to, on the page or in the piece of it."""
    return str(re.findall(r'<dd class="total">([^<]*)</dd>', page)[-1])


@pytest.mark.parametrize("headers", [{}, {"X-Piece": "total"}])
def test_the_total_is_added_up_before_anything_is_saved(
    client: Client, session: Session, quote: Quote, lines: Lines, headers: dict[str, str]
) -> None:
    address = f"/quotes/{quote.id}/accept"
    assert total_of(client.get(address).text) == "€221.00"
    picked = {"options": str(lines["A second coat"].id), "choice-A": str(lines["Silk"].id)}

    # Without a day, which could not be saved, and with one: adding up asks for nothing and saves nothing.
    for day in ("", f"{TODAY.day}-{TODAY.month}-{TODAY.year}"):
        typed = {"do": "count", "decided_on": day, "customer_words": "Silk!"}
        answer = client.post(address, data=picked | typed, headers=headers)

    assert answer.status_code == 200
    assert total_of(answer.text) == "€381.50"
    assert ("<form" in answer.text) is not bool(headers)
    if not headers:
        assert "Silk!" in answer.text
        assert boxes_of(answer.text)["choice-A"] == picked["choice-A"]
    assert queries.current_outcome(session, quote) is None
    assert chosen(session) == set()


def test_the_quote_ends_in_what_they_chose_and_the_paper_in_what_we_proposed(
    client: Client, session: Session, quote: Quote, lines: Lines
) -> None:
    post(client, quote, **{"options": str(lines["A second coat"].id), "choice-A": str(lines["Silk"].id)})

    page = client.get(f"/quotes/{quote.id}").text

    assert total_of(page) == "€381.50"
    assert "As we proposed it</dt><dd>221.00" in page
    session.expire_all()
    sheet = queries.sheet_of(session, quote)
    assert sheet.as_chosen is not None
    assert (sheet.sums.total, sheet.as_chosen.total) == (Decimal(221), current(session, quote).total)


def test_the_total_while_choosing_is_the_one_that_is_kept(
    client: Client, session: Session, quote: Quote, lines: Lines
) -> None:
    for picked in ({"Matt"}, {"Silk"}, {"Matt", "A second coat"}, {"Silk", "A second coat"}):
        ids = {name: str(lines[name].id) for name in picked}
        data = {f"choice-{lines[name].choice}": ids[name] for name in picked if lines[name].choice}
        data |= {"options": ids["A second coat"]} if "A second coat" in picked else {}
        shown = total_of(client.post(f"/quotes/{quote.id}/accept", data=data | {"do": "count"}).text)

        assert post(client, quote, **data) == 302

        session.expire_all()
        assert shown == f"€{current(session, quote).total}"
        client.post(f"/quotes/{quote.id}/reopen", data={"why": "Again."})


def test_what_is_not_offered_adds_nothing_up(client: Client, quote: Quote) -> None:
    data = {"options": "999999", "choice-A": "words", "do": "count"}

    answer = client.post(f"/quotes/{quote.id}/accept", data=data, headers={"X-Piece": "total"})

    assert answer.status_code == 200
    assert total_of(answer.text) == "€221.00"


def test_nothing_is_added_up_of_what_has_ended(
    client: Client, session: Session, quote: Quote, bram: User
) -> None:
    accept(session, quote, Yes(TODAY), by=bram)
    session.commit()

    answer = client.post(f"/quotes/{quote.id}/accept", data={"do": "count"}, headers={"X-Piece": "total"})

    assert (answer.status_code, answer.location) == (302, f"/quotes/{quote.id}")
