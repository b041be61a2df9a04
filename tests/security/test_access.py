"""Who may do what: every address, role and method, the whole database compared before and after."""

import pytest
from sqlalchemy import Engine, select

from app.core.database import Session
from app.users.access import OPEN_ENDPOINTS
from app.users.models import Role, SignIn, User
from tests.conftest import Client
from tests.factories import make_relation
from tests.security.inventory import Page, Watch, forms_that_save, quick

# What is open to who is not signed in. A page is added here on purpose, or not at all.
FOR_EVERYBODY = {"users.sign_in", "users.sign_in_once", "shop.first_start"} | OPEN_ENDPOINTS
# What who may only look can post: only what is about themselves.
A_VIEWER_POSTS = {"users.me", "users.own_password", "users.sign_out", "shop.look"}
# Here not the role alone decides: what somebody did, only they or the owner take back.
WHOSE_IT_IS_DECIDES = {"audit.undo_deed"}
MARKER = "Zandkasteel-0042"


def test_only_a_few_pages_are_for_everybody(all_pages: list[Page]) -> None:
    assert {page.endpoint for page in all_pages if page.is_for is None} <= FOR_EVERYBODY


def test_who_may_only_look_posts_nothing_but_their_own(all_pages: list[Page]) -> None:
    posts = {page.endpoint for page in all_pages if "POST" in page.methods and page.is_for is Role.VIEWER}

    assert posts == A_VIEWER_POSTS


def test_pages_know_no_other_methods_than_looking_and_posting(all_pages: list[Page]) -> None:
    assert {method for page in all_pages for method in page.methods} == {"GET", "POST"}


def test_a_stranger_sees_nothing_and_changes_nothing(
    all_pages: list[Page], anonymous: Client, database: Engine, session: Session
) -> None:
    make_relation(session, MARKER)
    session.commit()
    watch = Watch(database)

    for page in all_pages:
        for method in page.methods:
            answer = anonymous.open(page.path, method=method)
            if page.is_for is not None:
                assert answer.status_code == 302, page
                assert answer.location.startswith("/sign-in"), page
            assert MARKER.encode() not in answer.data, page
    assert watch.is_unchanged()
    watch.close()


def test_each_role_is_let_in_and_kept_out_as_declared(
    all_pages: list[Page], browsers: dict[Role | None, Client], watch: Watch
) -> None:
    for role, browser in browsers.items():
        if role is None:
            continue
        for page in all_pages:
            if page.is_for is None:
                continue
            if role.includes(page.is_for):
                if "GET" in page.methods and not (
                    role is Role.STAFF and page.endpoint in WHOSE_IT_IS_DECIDES
                ):
                    assert browser.get(page.path).status_code not in {401, 403, 500}, (role, page)
                continue
            for method in page.methods:
                assert browser.open(page.path, method=method).status_code == 403, (role, page, method)
                assert watch.is_unchanged(), (role, page, method)


def test_a_right_form_from_the_wrong_person_changes_nothing(
    all_pages: list[Page], browsers: dict[Role | None, Client], watch: Watch
) -> None:
    by_path = {page.path: page for page in all_pages}
    forms = list(forms_that_save(browsers[Role.OWNER], all_pages))
    assert len(forms) > 10

    for role in (Role.VIEWER, Role.STAFF):
        for page, form in forms:
            target = by_path.get(form.action.partition("?")[0], page)
            if target.is_for is None or role.includes(target.is_for):
                continue
            answer = browsers[role].post(form.action, data=form.fields)
            assert answer.status_code == 403, (role, form.action)
            assert watch.is_unchanged(), (role, form.action)


def test_looking_changes_nothing(all_pages: list[Page], client: Client, watch: Watch) -> None:
    for page in all_pages:
        if "GET" in page.methods:
            client.get(page.path)
            assert watch.is_unchanged(), page
    for page in quick(all_pages):
        client.head(page.path)
        assert watch.is_unchanged(), page


def test_posting_nothing_never_breaks(all_pages: list[Page], client: Client, session: Session) -> None:
    for page in all_pages:
        if "POST" in page.methods and page.endpoint != "users.sign_out":
            assert client.post(page.path).status_code < 500, page


@pytest.mark.parametrize("token", [None, "made-up", "of another session"])
def test_no_post_counts_without_its_token(
    all_pages: list[Page], client: Client, anonymous: Client, watch: Watch, token: str | None
) -> None:
    client.sends_token = False
    with anonymous.session_transaction() as other:
        other["csrf_token"] = "another"
    headers = {} if token is None else {"X-CSRFToken": anonymous.token() if "another" in token else token}

    for page in all_pages:
        if "POST" in page.methods:
            answer = client.post(page.path, headers=headers)
            assert answer.status_code in {400, 403, 404}, page
            assert watch.is_unchanged(), page


def test_no_post_counts_from_another_site(all_pages: list[Page], client: Client, watch: Watch) -> None:
    for page in all_pages:
        if "POST" in page.methods:
            answer = client.post(page.path, headers={"Origin": "http://evil.example"})
            assert answer.status_code == 403, page
            assert watch.is_unchanged(), page


def test_every_form_carries_its_tokens(all_pages: list[Page], client: Client) -> None:
    for page, form in forms_that_save(client, all_pages):
        assert form.fields.get("csrf_token"), (page, form.action)
        assert form.fields.get("form_key"), (page, form.action)


def test_nothing_can_be_slipped_into_a_form(
    all_pages: list[Page], client: Client, session: Session, owner: User, bram: User
) -> None:
    """Columns that no form shows stay what they are, whatever is sent along."""
    extra = {"id": "77", "role": "owner", "made_by_id": str(bram.id), "deleted_at": "", "row_version": "99"}
    extra |= {"password_hash": "x", "is_demo": "y", "uid": "mine", "user_id": str(bram.id), "blocked_at": "x"}
    before = {
        user.id: (user.role, user.password_hash, user.blocked_at) for user in session.scalars(select(User))
    }

    for page, form in forms_that_save(client, all_pages):
        if page.is_for is not None and "staff" not in form.action and form.action != "/sign-out":
            answer = client.post(form.action, data=extra | form.fields)
            assert answer.status_code < 500, form.action

    session.expire_all()
    after = {
        user.id: (user.role, user.password_hash, user.blocked_at) for user in session.scalars(select(User))
    }
    assert after == before
    assert set(session.scalars(select(SignIn.user_id))) == {owner.id}
