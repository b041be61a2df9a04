"""Fifty people send at the same moment: fifty numbers, whoever comes first; each year counts for itself."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import Engine, select

from app.core import clock
from app.core.database import Session, make_engine, sqlite_url, take_write_lock
from app.core.migrations import PROJECT
from app.quotes import actions, queries
from app.quotes.given import Sending
from app.quotes.models import Quote, QuoteStatus, SentHow
from app.server.data_folder import DataFolder
from app.server.opening import open_card_box
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_rates, make_shop, make_user
from tests.quotes.look import typed

TODAY = clock.today()
IN_A_MONTH = TODAY + dt.timedelta(days=30)
MANY = 50
SEND_MINE = """
import datetime as dt, pathlib, sys
from app import import_models
import_models()
from app.core import clock
from app.core.database import Session, make_engine, sqlite_url, take_write_lock
from app.quotes import actions
from app.quotes.given import Sending
from app.quotes.models import Quote, SentHow
from app.users.models import User
engine = make_engine(sqlite_url(pathlib.Path(sys.argv[1])))
today = clock.today()
sending = Sending(SentHow.PRINT, "Kim", today, today + dt.timedelta(days=30))
for number in map(int, sys.argv[2:]):
    with Session(engine) as session:
        take_write_lock(session)
        quote, user = session.get_one(Quote, number), session.get_one(User, 1)
        actions.send(session, quote, sending, make_pdf=lambda _s, quote: quote.number.encode(), by=user)
        session.commit()
"""


def test_fifty_people_who_press_the_button_at_once_get_fifty_numbers(
    client_as: Callable[[User], Client], session: Session, bram: User
) -> None:
    make_rates(session)
    quotes = [make_quote(session, subject=f"Quote of {turn}").id for turn in range(MANY)]
    browsers = [client_as(bram) for _quote in quotes]
    session.commit()
    for browser in browsers:
        # From here on each browser stands on its own, as in a thread it must.
        browser.before = _nothing
    data = {
        "how": "print",
        "to": "Kim",
        "on": typed(TODAY),
        "valid_until": typed(IN_A_MONTH),
        "without_pdf": "y",
    }

    with ThreadPoolExecutor(max_workers=MANY) as people:
        answers = list(
            people.map(
                lambda browser, quote: browser.post(f"/quotes/{quote}/send", data=data).status_code,
                browsers,
                quotes,
            )
        )

    assert answers == [302] * MANY
    assert sorted(numbers_in(session)) == [f"{TODAY.year}-{serial:04}" for serial in range(1, MANY + 1)]


def test_one_quote_is_sent_once_however_many_press_the_button(
    database: Engine, bram: User, session: Session
) -> None:
    make_rates(session)
    number, user = make_quote(session, valid_until=IN_A_MONTH).id, bram.id
    session.commit()

    def send(_turn: int) -> bool:
        with Session(database) as own:
            take_write_lock(own)
            quote = own.get_one(Quote, number)
            if quote.status is not QuoteStatus.DRAFT:
                return False
            sending = Sending(SentHow.PRINT, "Kim", TODAY, IN_A_MONTH)
            actions.send(own, quote, sending, make_pdf=None, by=own.get_one(User, user))
            own.commit()
            return True

    with ThreadPoolExecutor(max_workers=8) as people:
        assert list(people.map(send, range(8))).count(True) == 1

    assert numbers_in(session) == [f"{TODAY.year}-0001"]


def test_two_programs_that_send_from_one_box_give_each_quote_its_own_number(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    open_card_box(folder)
    with Session(make_engine(sqlite_url(folder.database))) as session:
        make_shop(session)
        make_user(session)
        make_rates(session)
        quotes = [str(make_quote(session).id) for _turn in range(MANY)]
        session.commit()

    both = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", SEND_MINE, str(folder.database), *mine],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for mine in (quotes[::2], quotes[1::2])
    ]

    assert [program.communicate(timeout=120) for program in both] == [("", "")] * 2
    with Session(make_engine(sqlite_url(folder.database))) as session:
        assert sorted(numbers_in(session)) == [f"{TODAY.year}-{serial:04}" for serial in range(1, MANY + 1)]


def test_a_version_keeps_the_number_of_its_year(session: Session, bram: User) -> None:
    make_rates(session)
    old, new = make_quote(session), make_quote(session)
    # One minute before and after midnight in Amsterdam.
    before, after = (dt.datetime(2026, 12, 31, *time, tzinfo=dt.UTC) for time in ((22, 59), (23, 1)))
    last_day = dt.date(2027, 1, 31)

    def sending() -> Sending:
        return Sending(SentHow.PRINT, "Kim", clock.today(), last_day)

    with clock.frozen(before):
        actions.send(session, old, sending(), make_pdf=None, by=bram)
    with clock.frozen(after):
        actions.send(session, new, sending(), make_pdf=None, by=bram)
        actions.new_version(session, old, by=bram)
        actions.send(session, old, sending(), make_pdf=None, by=bram)

    assert (old.number, new.number) == ("2026-0001", "2027-0001")
    assert (old.version_no, old.first_sent_on) == (2, dt.date(2026, 12, 31))
    versions = queries.versions_of(session, old)
    days = [clock.in_shop_time(one.sent_at).date() for one in versions if one.sent_at]
    assert days == [dt.date(2027, 1, 1), dt.date(2026, 12, 31)]


def numbers_in(session: Session) -> list[str]:
    session.expire_all()
    return [quote.number or "" for quote in session.scalars(select(Quote))]


def _nothing() -> None:
    """Before a request of a browser in a thread of its own."""
