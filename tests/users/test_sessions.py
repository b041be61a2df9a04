"""A session lives on the server: what ends it there ends it everywhere."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.shop import queries as shop_queries
from app.users import actions, passwords
from app.users.models import Role, SignIn, User
from app.users.sessions import LONGEST, NOTE_SEEN_EVERY
from tests.conftest import Client
from tests.factories import make_user

NOON = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
PASSWORD = "drie losse woorden"
Opener = Callable[[User], Client]


def is_in(browser: Client) -> bool:
    """Whether this browser is signed in."""
    return browser.get("/me").status_code == 200


def copy_of(browser: Client) -> Client:
    """Another browser with a copy of this one's cookies."""
    other = browser.application.test_client()
    assert isinstance(other, Client)
    other.before = browser.before
    with browser.session_transaction() as theirs, other.session_transaction() as ours:
        ours.update(theirs)
    return other


def test_signing_out_makes_a_copied_cookie_worthless(client: Client, session: Session) -> None:
    copied = copy_of(client)
    assert is_in(copied)

    answer = client.post("/sign-out")

    assert answer.location == "/sign-in"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not is_in(copied)
    assert session.scalars(select(SignIn)).all() == []


def test_signing_in_gives_a_new_token_and_keeps_nothing_of_before(anonymous: Client, owner: User) -> None:
    owner.password_hash = passwords.keep(PASSWORD)
    with anonymous.session_transaction() as planted:
        planted["_user_id"] = "planted by somebody else"
        planted["left_behind"] = "by who was here before"
    before = copy_of(anonymous)

    anonymous.post("/sign-in", data={"login": "marleen", "password": PASSWORD})

    with anonymous.session_transaction() as mine:
        assert mine["_user_id"] != "planted by somebody else"
        assert "left_behind" not in mine
    assert is_in(anonymous)
    assert not is_in(before)


def test_the_database_cannot_be_used_to_sign_in(client: Client, session: Session) -> None:
    with client.session_transaction() as mine:
        token = mine["_user_id"]
    stored = session.scalars(select(SignIn)).one()

    assert token not in {stored.token_hash, stored.browser}
    with client.session_transaction() as mine:
        mine["_user_id"] = stored.token_hash
    assert not is_in(client)


def test_blocking_leaving_and_a_new_password_end_sessions_at_once(
    client_as: Opener, owner: User, session: Session
) -> None:
    for deed in (actions.block, actions.leave):
        somebody = make_user(session, login=deed.__name__, password_hash="x")
        browser = client_as(somebody)
        assert is_in(browser)
        deed(session, somebody, by=owner)
        assert not is_in(browser)

    somebody = make_user(session)
    browser = client_as(somebody)
    actions.let_in(session, somebody, login="somebody", password=PASSWORD, by=owner)
    assert not is_in(browser)


def test_a_smaller_role_counts_from_the_next_click(client_as: Opener, owner: User, session: Session) -> None:
    second = make_user(session, role=Role.OWNER)
    browser = client_as(second)
    assert browser.get("/settings/staff").status_code == 200

    second.role = Role.STAFF
    assert browser.get("/settings/staff").status_code == 403


def test_changing_ones_password_ends_ones_other_sessions_only(
    client_as: Opener, owner: User, session: Session
) -> None:
    owner.password_hash = passwords.keep(PASSWORD)
    here, there = client_as(owner), client_as(owner)

    answer = here.post("/me/password", data={"present": PASSWORD, "password": "paard-fiets-regen"})

    assert answer.status_code == 302
    assert is_in(here)
    assert not is_in(there)
    session.refresh(owner)
    assert passwords.matches(owner.password_hash, "paard-fiets-regen")


def test_doing_nothing_for_long_signs_out(client_as: Opener, owner: User, session: Session) -> None:
    idle = shop_queries.idle_after(session)
    with clock.frozen(NOON):
        browser = client_as(owner)
    with clock.frozen(NOON + idle - dt.timedelta(seconds=1)):
        assert is_in(browser)
    with clock.frozen(NOON + 2 * idle - dt.timedelta(minutes=1)):
        assert is_in(browser)
    with clock.frozen(NOON + 3 * idle):
        assert not is_in(browser)


def test_the_owner_sets_how_long_that_is(client_as: Opener, owner: User, session: Session) -> None:
    shop_queries.get_shop(session).lock_after_minutes = 10
    with clock.frozen(NOON):
        browser = client_as(owner)
    with clock.frozen(NOON + dt.timedelta(minutes=10)):
        assert not is_in(browser)


def test_a_page_that_asks_keeps_nobody_in_unless_somebody_is_at_work(
    client_as: Opener, owner: User, session: Session
) -> None:
    shop_queries.get_shop(session).lock_after_minutes = 5
    with clock.frozen(NOON):
        browser = client_as(owner)
    for minutes in (2, 4):
        with clock.frozen(NOON + dt.timedelta(minutes=minutes)):
            answer = browser.get("/still-in?touched=1")
            assert (answer.status_code, answer.text) == (200, str(owner.id))
    for minutes in (6, 8):
        with clock.frozen(NOON + dt.timedelta(minutes=minutes)):
            assert browser.get("/still-in").status_code == 200
    with clock.frozen(NOON + dt.timedelta(minutes=9)):
        assert browser.get("/still-in").status_code == 302


def test_no_session_lasts_for_ever_however_busy(client_as: Opener, owner: User) -> None:
    with clock.frozen(NOON):
        browser = client_as(owner)
    moment = NOON
    while moment < NOON + LONGEST - dt.timedelta(hours=7):
        moment += dt.timedelta(hours=7)
        with clock.frozen(moment):
            assert is_in(browser)
    with clock.frozen(NOON + LONGEST):
        assert not is_in(browser)


def test_a_clock_that_is_set_back_ends_the_session(client_as: Opener, owner: User) -> None:
    with clock.frozen(NOON):
        browser = client_as(owner)
    with clock.frozen(NOON - dt.timedelta(days=1)):
        assert not is_in(browser)


def test_looking_writes_at_most_every_few_minutes(client_as: Opener, owner: User, session: Session) -> None:
    with clock.frozen(NOON):
        browser = client_as(owner)
    for moment, expected in (
        (NOON + NOTE_SEEN_EVERY - dt.timedelta(seconds=1), NOON),
        (NOON + NOTE_SEEN_EVERY, NOON + NOTE_SEEN_EVERY),
    ):
        with clock.frozen(moment):
            assert is_in(browser)
        session.expire_all()
        assert session.scalars(select(SignIn.seen_at)).one() == expected


def test_a_locked_database_does_not_stop_looking(client_as: Opener, owner: User, session: Session) -> None:
    with clock.frozen(NOON):
        browser = client_as(owner)
    session.commit()
    with clock.frozen(NOON + NOTE_SEEN_EVERY), session.bind.connect() as other:  # type: ignore[union-attr]
        other.execution_options(writes=True).exec_driver_sql("UPDATE shop SET name = 'busy'")
        assert is_in(browser)


def test_what_was_typed_while_signed_out_is_not_lost(client: Client, owner: User, session: Session) -> None:
    actions.end_sign_ins(session, owner)

    answer = client.post("/me", data={"name": "Marleen van <b>Dam</b>", "language": "nl"})

    assert answer.status_code == 401
    assert "You have been signed out" in answer.text
    assert '<p class="typed">Marleen van &lt;b&gt;Dam&lt;/b&gt;</p>' in answer.text
    assert 'name="name" value="Marleen van &lt;b&gt;Dam&lt;/b&gt;"' in answer.text
    session.refresh(owner)
    assert owner.name == "Marleen"


def test_a_link_lets_in_once_and_only_by_its_button(anonymous: Client, owner: User, session: Session) -> None:
    code = actions.make_code(session, user=owner)

    assert anonymous.get(f"/sign-in/{code}").status_code == 200
    assert anonymous.get(f"/sign-in/{code}").status_code == 200
    assert not is_in(anonymous)
    assert anonymous.post(f"/sign-in/{code}").location == "/"
    assert is_in(anonymous)

    anonymous.post("/sign-out")
    assert anonymous.post(f"/sign-in/{code}").status_code == 403
    assert not is_in(anonymous)


def test_a_link_ends_with_its_hour_and_with_its_person(
    anonymous: Client, owner: User, bram: User, session: Session
) -> None:
    with clock.frozen(NOON):
        code = actions.make_code(session, user=owner)
    with clock.frozen(NOON + actions.CODE_IS_GOOD_FOR):
        assert anonymous.post(f"/sign-in/{code}").status_code == 403

    code = actions.make_code(session, user=bram)
    actions.block(session, bram, by=owner)
    assert anonymous.post(f"/sign-in/{code}").status_code == 403
    assert anonymous.post("/sign-in/made-up").status_code == 403


def test_the_code_of_a_first_start_signs_nobody_in(anonymous: Client, owner: User, session: Session) -> None:
    code = actions.make_code(session)

    assert anonymous.post(f"/sign-in/{code}").status_code == 403
