"""The first start: once, by who started the app, on one page."""

import datetime as dt

import pytest
from sqlalchemy import delete, select

from app.core import clock
from app.core.database import Session
from app.shop.models import RejectionReason, Shop, VatCode, VatRate, rate_on
from app.users import actions, passwords
from app.users.models import Role, User
from tests.conftest import Client

PASSWORD = "paard-fiets-regen"
FORM = {"language": "en", "shop_name": "Kwast & Kleed", "owner_name": "Marleen", "password": PASSWORD}


@pytest.fixture
def page(session: Session) -> str:
    """The address that ./start opens, on a database in which nothing is."""
    session.execute(delete(Shop).execution_options(journaled=True))
    return f"/first-start?code={actions.make_code(session)}"


def test_one_page_and_the_box_is_open(anonymous: Client, page: str, session: Session) -> None:
    assert anonymous.get(page).status_code == 200

    answer = anonymous.post(page, data=FORM | {"begin_with": "look_around"})

    assert answer.status_code == 302
    shop = session.get_one(Shop, 1)
    owner = session.scalars(select(User)).one()
    assert (shop.name, shop.language) == ("Kwast & Kleed", "en")
    assert (owner.name, owner.role, owner.login, owner.language) == ("Marleen", Role.OWNER, "marleen", "en")
    assert passwords.matches(owner.password_hash, PASSWORD)
    assert anonymous.get("/settings/shop").status_code == 200


def test_the_shop_begins_with_reasons_and_rates(anonymous: Client, page: str, session: Session) -> None:
    anonymous.post(page, data=FORM | {"begin_with": "add"})

    reasons = session.scalars(select(RejectionReason)).all()
    assert {"price", "delivery", "no_answer", "other"} <= {reason.code for reason in reasons}
    assert [reason.code for reason in reasons if reason.needs_words] == ["other", "yes_other"]
    assert rate_on(list(session.scalars(select(VatRate))), VatCode.HIGH, dt.date(2026, 11, 20)) == 21


def test_only_who_has_the_code_can_be_first(anonymous: Client, page: str, session: Session) -> None:
    for path in ("/first-start", "/first-start?code=", "/first-start?code=guessed", page + "x"):
        assert anonymous.get(path).status_code == 403
        assert anonymous.post(path, data=FORM | {"begin_with": "add"}).status_code == 403
    assert session.scalars(select(User)).all() == []


def test_a_code_is_good_for_an_hour(anonymous: Client, session: Session) -> None:
    with clock.frozen(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)):
        code = actions.make_code(session)
    with clock.frozen(dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)):
        assert anonymous.get(f"/first-start?code={code}").status_code == 403


def test_afterwards_the_page_is_gone_also_with_a_new_code(
    anonymous: Client, page: str, session: Session
) -> None:
    anonymous.post(page, data=FORM | {"begin_with": "add"})

    other = actions.make_code(session)
    for path in (page, f"/first-start?code={other}"):
        assert anonymous.get(path).status_code == 404
        assert anonymous.post(path, data=FORM | {"begin_with": "add"}).status_code == 404
    assert len(session.scalars(select(User)).all()) == 1


def test_what_was_typed_stays_but_the_password(anonymous: Client, page: str, session: Session) -> None:
    answer = anonymous.post(page, data=FORM | {"password": "welkom123", "begin_with": "look_around"})

    assert answer.status_code == 200
    assert 'value="Kwast &amp; Kleed"' in answer.text
    assert 'value="Marleen"' in answer.text
    assert "welkom123" not in answer.text
    assert 'checked required type="radio" value="look_around"' in answer.text.replace(
        'checked id="begin_with-2" name="begin_with" type="radio"', 'checked required type="radio"'
    )
    assert session.scalars(select(User)).all() == []


@pytest.mark.parametrize("field", ["shop_name", "owner_name", "password", "language"])
def test_each_question_needs_its_answer(anonymous: Client, page: str, session: Session, field: str) -> None:
    answer = anonymous.post(page, data=FORM | {"begin_with": "add", field: ""})

    assert answer.status_code == 200
    assert session.scalars(select(User)).all() == []


def test_the_page_speaks_both_languages(anonymous: Client, page: str) -> None:
    assert "Welcome to your card box" in anonymous.get(page).text
    assert "Welkom bij uw kaartenbak" in anonymous.get(f"{page}&language=nl").text
    assert "Welcome to your card box" in anonymous.get(f"{page}&language=xx").text


def test_there_is_no_account_that_anybody_knows(anonymous: Client, page: str, session: Session) -> None:
    assert session.scalars(select(User)).all() == []
    for login, password in (("admin", "admin"), ("admin", "password"), ("root", ""), ("demo", "demo")):
        anonymous.post("/sign-in", data={"login": login, "password": password})
        assert anonymous.get("/me").status_code == 302
