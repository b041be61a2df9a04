"""The ten views share a period and a part of the shop, and lead to the people behind the numbers."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from app.contacts.models import ConsentAnswer
from app.core import clock
from app.core.database import Session
from app.outcomes import actions
from app.outcomes.given import Answer
from app.quotes.models import Quote, QuoteStatus, SaidBy
from app.shop.models import ReasonGroup, RejectionReason
from app.tasks.models import TaskReason
from app.users.models import User
from tests.conftest import Client
from tests.factories import (
    make_consent,
    make_person,
    make_phone,
    make_product_group,
    make_quote,
    make_reason,
    make_region,
    make_relation,
)
from tests.insights.test_splits import in_region
from tests.printing.reading import pages
from tests.quotes.look import current, open_tasks, relation_of
from tests.statements import statements

TODAY = clock.today()
VIEWS = (
    "/why-not",
    "/why-not/words",
    "/why-not/region",
    "/why-not/group",
    "/why-not/band",
    "/why-not/days",
    "/why-not/quarter",
    "/why-not/shop",
    "/why-not/later",
    "/why-not/not-asked",
)


@pytest.fixture
def price(session: Session) -> RejectionReason:
    """The reason of most."""
    return make_reason(session, "Too expensive")


def declined(
    session: Session, by: User, reason: RejectionReason | None, name: str = "Kim Verbeek", **about: Any
) -> Quote:
    """A sent quote with a no; `about` may name the region, the group and all else of the outcome."""
    relation = make_relation(session, name, **in_region(about.pop("region_id", None)))
    quote = make_quote(session, relation, status=QuoteStatus.SENT)
    given = Answer(
        TODAY,
        main_reason=reason,
        said_by=SaidBy.CUSTOMER_SAID if reason else None,
        customer_words=about.pop("words", ""),
        call_again_on=about.pop("call_again_on", None),
    )
    if reason is None:
        given = Answer.to_ask(by=by, on=TODAY, decided_on=about.pop("decided_on", TODAY))
    actions.decline(session, quote, answer=given, by=by)
    for column, value in about.items():
        setattr(current(session, quote), column, value)
    session.flush()
    return quote


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_leads_to_the_others_with_the_same_choices(
    client: Client, session: Session, bram: User, price: RejectionReason, view: str
) -> None:
    leiden, floors = make_region(session, "Leiden"), make_product_group(session, name="Floors")
    declined(session, bram, price, region_id=leiden.id, product_group_id=floors.id)
    asked = f"period=this_year&amp;region={leiden.id}&amp;group={floors.id}"

    page = client.get(f"{view}?{asked}&by=amount".replace("&amp;", "&")).text

    for other in VIEWS:
        assert f'href="{other}?{asked}&amp;by=amount"' in page
    assert f'href="/print/why-not.pdf?{asked}&amp;by=amount"' in page
    assert f'href="/why-not.csv?{asked}"' in page
    assert page.count('aria-current="page"') == 2
    assert "Region: Leiden" in page
    assert "Product group: Floors" in page
    # Each chip takes away one of them.
    assert f'href="{view}?period=this_year&amp;group={floors.id}&amp;by=amount"' in page
    assert f'href="{view}?period=this_year&amp;region={leiden.id}&amp;by=amount"' in page


@pytest.mark.parametrize("view", VIEWS)
def test_what_cannot_be_understood_chooses_nothing(client: Client, view: str) -> None:
    page = client.get(f"{view}?period=x&region=99&group='--&by=x&page=x")

    assert page.status_code == 200
    assert "Only these quotes" not in page.text


@pytest.mark.parametrize("view", VIEWS)
def test_who_may_only_look_sees_all_views_and_a_stranger_none(
    client_as: Callable[[User], Client], anonymous: Client, viewer: User, view: str
) -> None:
    assert client_as(viewer).get(view).status_code == 200
    assert anonymous.get(view).status_code == 302


def test_a_region_and_a_group_narrow_every_count(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    leiden, floors = make_region(session, "Leiden"), make_product_group(session, name="Floors")
    for number in range(5):
        declined(
            session, bram, price, region_id=leiden.id, product_group_id=floors.id, words=f"Said {number}"
        )
    declined(session, bram, price, region_id=leiden.id, words="Of no group")
    declined(session, bram, price, product_group_id=floors.id, words="Of no region")

    both = client.get(f"/why-not?region={leiden.id}&group={floors.id}").text
    nowhere = client.get("/why-not/words?region=none").text
    band = client.get(f"/why-not/band?region={leiden.id}").text

    assert "Of 5 we know 5" in both
    assert "Of no" not in both
    assert f"status=declined&amp;period=twelve_months&amp;region={leiden.id}&amp;group={floors.id}" in both
    assert "Of no region" in nowhere
    assert "<q>Said" not in nowhere
    assert "6 × Too expensive" in band


def test_the_head_says_what_we_know_and_from_whom(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    silent = make_reason(session, "Would not say", reason_group=ReasonGroup.UNKNOWN)
    for count, reason, said_by in (
        (15, price, SaidBy.CUSTOMER_SAID),
        (3, price, SaidBy.OUR_GUESS),
        (4, silent, SaidBy.CUSTOMER_SAID),
        (2, None, None),
    ):
        for _time in range(count):
            declined(session, bram, reason, said_by=said_by)

    assert told(client) == "Of 24 we know 18, 15 from the customer; 4 gave no reason, 2 still to ask."


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((1, 0, 0, 0), "Of 1 we know 1, from the customer."),
        ((0, 1, 0, 0), "Of 1 we know 1, none from the customer."),
        ((2, 0, 1, 0), "Of 3 we know 2, all from the customer; 1 gave no reason."),
        ((1, 1, 0, 1), "Of 3 we know 2, 1 from the customer; 1 still to ask."),
        ((0, 0, 1, 1), "Of 2 we know none; 1 gave no reason, 1 still to ask."),
    ],
)
def test_the_head_with_ones_and_without_any(
    client: Client, session: Session, bram: User, counts: tuple[int, int, int, int], sentence: str
) -> None:
    price = make_reason(session)
    silent = make_reason(session, "Would not say", reason_group=ReasonGroup.UNKNOWN)
    customer, guess, unknown, to_ask = counts
    for reason, said_by in (
        *[(price, SaidBy.CUSTOMER_WROTE)] * customer,
        *[(price, SaidBy.OUR_GUESS)] * guess,
        *[(silent, SaidBy.CUSTOMER_SAID)] * unknown,
        *[(None, None)] * to_ask,
    ):
        declined(session, bram, reason, said_by=said_by)

    assert told(client) == sentence


def test_all_words_are_there_page_after_page(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    for number in range(51):
        declined(session, bram, price, words=f"They said {number}.", could_have_done="Been quicker")

    first, second = client.get("/why-not/words").text, client.get("/why-not/words?page=2").text

    said = re.findall(r"<q>They said (\d+)\.</q>", first + second)
    assert sorted(map(int, said)) == list(range(51))
    assert "51 quotes in the customers’ own words." in first
    assert "What we could have done:" in first
    assert client.get("/why-not").text.count("<q>They said") == 5


def test_who_may_be_called_again_the_soonest_first(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    late = declined(session, bram, price, "Henk Prins", call_again_on=TODAY + dt.timedelta(days=1))
    soon = declined(session, bram, price, "Anna van der Berg", call_again_on=TODAY + dt.timedelta(days=30))
    called = declined(session, bram, price, "Noor Jansen", call_again_on=TODAY + dt.timedelta(days=2))
    declined(session, bram, price, "Luc Van Damme")
    make_phone(session, relation_of(session, soon), "071 012 34 56")
    current(session, late).call_again_on = TODAY - dt.timedelta(days=1)
    (task,) = (one for one in open_tasks(session, called) if one.reason is TaskReason.CALL_BACK)
    task.done_at = clock.now()
    session.flush()

    page = main_of(client.get("/why-not/later").text)

    assert page.index("Henk Prins") < page.index("Anna van der Berg")
    assert page.count("has passed") == 1
    assert "071 012 34 56" in page
    assert f'href="/quotes/{soon.id}"' in page
    assert f'href="/relations/{soon.relation_id}"' in page
    assert "Noor Jansen" not in page
    assert "Luc Van Damme" not in page


@pytest.mark.parametrize(
    ("of_phone", "of_consent", "marked"),
    [
        (None, None, True),
        (None, "Anna", True),
        ("Anna", None, True),
        ("Anna", "Anna", True),
        ("Anna", "Bob", False),
        (None, "Gone", False),
    ],
)
def test_who_may_not_be_rung_is_marked_as_on_the_card(
    client: Client,
    session: Session,
    bram: User,
    price: RejectionReason,
    *,
    of_phone: str | None,
    of_consent: str | None,
    marked: bool,
) -> None:
    quote = declined(session, bram, price, "Henk Prins", call_again_on=TODAY + dt.timedelta(days=1))
    card = relation_of(session, quote)
    people: dict[str | None, int | None] = {None: None}
    for name in ("Anna", "Bob", "Gone"):
        left = TODAY if name == "Gone" else None
        people[name] = make_person(session, card, first_name=name, left_on=left).id
    make_phone(session, card, "071 012 34 56", person_id=people[of_phone])
    make_consent(session, card, person_id=people[of_consent], answer=ConsentAnswer.NO)

    page = main_of(client.get("/why-not/later").text)
    paper = " ".join(pages(client.get("/print/why-not.pdf")))
    on_card = client.get(f"/relations/{card.id}").text

    assert ("no offers by telephone" in on_card) is marked
    assert ("no offers by telephone" in page) is marked
    assert ("071 012 34 56 no offers by telephone" in paper) is marked
    assert "071 012 34 56" in page
    assert "1 customer to come back to." in page


def test_a_newer_yes_takes_the_mark_away(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    quotes = [
        declined(session, bram, price, call_again_on=TODAY + dt.timedelta(days=1)) for _time in range(2)
    ]
    card = relation_of(session, quotes[0])
    make_phone(session, card, "071 012 34 56")
    make_consent(session, card, answer=ConsentAnswer.NO)
    assert client.get("/why-not/later").text.count("no offers by telephone") == 1

    make_consent(session, card)

    page = client.get("/why-not/later").text
    assert "no offers by telephone" not in page
    assert "2 customers to come back to, the first one at the top." in page


def test_the_reasons_that_nobody_asked_the_oldest_first(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    declined(session, bram, None, "Young")
    declined(session, bram, None, "Old", decided_on=TODAY - dt.timedelta(days=9))
    declined(session, bram, price, "Known")

    page = main_of(client.get("/why-not/not-asked").text)

    assert page.index("Old") < page.index("Young")
    assert "9 days ago" in page
    assert "Known" not in page
    assert "2 customers said no and we have not asked why yet." in page
    assert 'href="/still-to-ask"' in page


def test_names_in_the_bin_stand_nowhere(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    gone = declined(
        session, bram, price, "Gone Away", words="Bye", call_again_on=TODAY + dt.timedelta(days=1)
    )
    unasked = declined(session, bram, None, "Gone Too")
    for quote in (gone, unasked):
        relation_of(session, quote).deleted_at = clock.now()
    for _time in range(4):
        declined(session, bram, price)
    session.flush()

    for view in VIEWS:
        page = client.get(view).text
        assert "Gone" not in page
        assert "Bye" not in page
        assert "Of the declined quotes 2 are of cards in the bin: they count, and stand in no list." in page
    paper = " ".join(pages(client.get("/print/why-not.pdf")))
    assert "Of the declined quotes 2 are of cards in the bin: they count, and stand in no list." in paper
    assert (
        "in the bin" not in client.get("/why-not/words?period=last_year").text.split("</form>\n  <a", 1)[-1]
    )


def test_a_reason_that_only_counted_too_is_in_the_table(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    late = make_reason(session, "Delivery")
    for _time in range(5):
        quote = make_quote(session, status=QuoteStatus.SENT)
        given = Answer(TODAY, main_reason=price, other_reasons=(late,), said_by=SaidBy.CUSTOMER_SAID)
        actions.decline(session, quote, answer=given, by=bram)

    page = main_of(client.get("/why-not").text)

    assert page.count(">Delivery<") == 1
    # It opens nothing, for no quote has it as its main reason; and nothing was lost by it.
    row = page.split(">Delivery<")[1].split("</tr>")[0]
    assert 'scope="row">Delivery<' in page
    assert "€" not in row
    assert "€" not in client.get("/why-not?by=amount").text.split(">Delivery<")[1].split("</tr>")[0]
    assert 'data-label="counted too">5</td>' in page


def test_the_list_that_a_number_opens_says_what_it_says_without_btw(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    declined(session, bram, price)

    head = client.get("/quotes?status=declined&period=all").text.split('<form class="row filters', 1)[0]
    seen = " ".join(re.sub(r"<[^>]+>", "", head).split())

    assert "1 quote, €121 with btw, without btw €100" in seen


def test_the_list_of_quotes_leads_back_with_its_region(client: Client, session: Session) -> None:
    leiden = make_region(session, "Leiden")

    page = client.get(f"/quotes?period=this_year&region={leiden.id}&group=none").text

    assert f'href="/why-not?period=this_year&amp;region={leiden.id}&amp;group=none"' in page


def told(client: Client) -> str:
    """The sentence under the head."""
    found = re.search(r"Of \d+ we know.*?\.", re.sub(r"<[^>]+>", "", client.get("/why-not").text))
    assert found
    return found[0]


def main_of(page: str) -> str:
    """The page without its menu and the choices above it."""
    return page.split("</form>\n  <a", 1)[-1]


def test_who_said_no_in_another_period_is_not_forgotten(
    client: Client, session: Session, bram: User, price: RejectionReason
) -> None:
    long_ago = declined(session, bram, price, "Henk Prins", call_again_on=TODAY + dt.timedelta(days=9))
    current(session, long_ago).decided_on = TODAY - dt.timedelta(days=500)
    session.flush()

    page = client.get("/why-not/later").text

    assert "Henk Prins" not in page
    assert "1 customer more, who said no in another period." in page
    assert 'href="/why-not/later?period=all"' in page
    assert "Henk Prins" in client.get("/why-not/later?period=all").text


@pytest.mark.parametrize("view", VIEWS)
def test_more_quotes_take_no_more_statements(
    client: Client, session: Session, bram: User, database: Engine, view: str
) -> None:
    def ask() -> int:
        client.get(view)
        with statements(database) as asked:
            client.get(view)
        return len(asked)

    def five_more(first: str) -> None:
        for number in range(1, 6):
            reason = make_reason(session, f"{first} {number}")
            again = TODAY + dt.timedelta(days=number)
            declined(session, bram, reason, words="Dear.", call_again_on=again)
            declined(session, bram, None)

    five_more("First")
    few = ask()
    five_more("Then")

    assert ask() == few
    assert few < 12
