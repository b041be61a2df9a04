"""What is typed and not saved is kept, offered again, put back in its boxes, and gone when it is saved."""

import datetime as dt
import html
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.audit.bulk import delete_tree
from app.core import clock
from app.core.database import Session
from app.drafts.actions import forget_old
from app.drafts.models import Draft
from app.drafts.queries import KEPT
from app.relations.models import Relation
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_relation
from tests.forms import boxes_of

TYPED = {"their_words": "It peels <b>off</b>", "agreed": "", "channel": "phone"}


def keep(
    client: Client, page: str, typed: Mapping[str, Any] = TYPED, *, key: str = "one showing", **about: Any
) -> TestResponse:
    """What the page sends while somebody types."""
    return client.post(
        "/drafts/keep", query_string={"page": page, "key": key, "title": "Note", **about}, data=typed
    )


def drafts(session: Session) -> list[Draft]:
    session.expire_all()
    return list(session.scalars(select(Draft).order_by(Draft.id)))


@pytest.fixture
def card(session: Session) -> Relation:
    return make_relation(session, "Anna van der Berg")


@pytest.fixture
def note(card: Relation) -> str:
    return f"/relations/{card.id}/note"


def test_what_is_typed_is_offered_and_put_back(
    client: Client, session: Session, card: Relation, note: str
) -> None:
    answer = keep(client, note, relation=card.id)

    assert answer.status_code == 204
    shown = client.get(note).text
    assert "You were typing here at" in shown
    assert "It peels" not in shown
    again = client.get(f"{note}?draft=1").text
    assert "You were typing here" not in again
    assert "It peels &lt;b&gt;off&lt;/b&gt;" in again
    assert 'value="phone" checked' in again or 'checked id="channel-0"' in again


def test_typing_on_keeps_one_draft(client: Client, session: Session, card: Relation, note: str) -> None:
    keep(client, note)
    keep(client, f"{note}?draft=1", TYPED | {"their_words": "It peels off the wall"})

    (draft,) = drafts(session)
    assert draft.fields["their_words"] == ["It peels off the wall"]
    assert draft.page == note


def test_what_is_still_to_be_offered_is_not_written_over(client: Client, session: Session, note: str) -> None:
    keep(client, note)

    answer = keep(client, note, TYPED | {"their_words": "Other words"}, key="another showing")
    emptied = keep(client, note, {}, key="another showing")

    assert (answer.status_code, emptied.status_code) == (409, 409)
    (draft,) = drafts(session)
    assert draft.fields["their_words"] == ["It peels <b>off</b>"]
    assert "You were typing here at" in client.get(note).text


def test_who_goes_on_writes_over_it(client: Client, session: Session, note: str) -> None:
    keep(client, note)

    answer = keep(client, note, TYPED | {"agreed": "Monday"}, key="another showing", goes_on=1)

    assert answer.status_code == 204
    (draft,) = drafts(session)
    assert (draft.fields["agreed"], draft.form_key) == (["Monday"], "another showing")


def test_saving_the_form_ends_its_draft(client: Client, session: Session, note: str) -> None:
    keep(client, note)

    answer = client.post(note, data=TYPED | {"form_key": "one showing"})

    assert answer.status_code == 302
    assert drafts(session) == []


def test_going_on_and_saving_ends_the_draft(client: Client, session: Session, note: str) -> None:
    keep(client, note)
    resumed = f"{note}?draft=1"

    answer = client.post(resumed, data=boxes_of(client.get(resumed).text))

    assert answer.status_code == 302
    assert drafts(session) == []
    assert "It peels &lt;b&gt;off&lt;/b&gt;" in client.get(answer.location).text


def test_a_refused_form_keeps_its_draft(client: Client, session: Session, note: str) -> None:
    keep(client, note)

    answer = client.post(note, data=TYPED | {"form_key": "one showing", "call_back_on": "31-31"})

    assert answer.status_code == 200
    assert len(drafts(session)) == 1


def test_another_note_on_the_same_page_leaves_the_draft_alone(
    client: Client, session: Session, note: str
) -> None:
    keep(client, note)

    client.post(
        note, data={"their_words": "Something else", "channel": "phone", "form_key": "another showing"}
    )

    assert len(drafts(session)) == 1


def test_an_emptied_form_is_no_draft(client: Client, session: Session, note: str) -> None:
    keep(client, note)

    assert keep(client, note, {}).status_code == 204
    assert drafts(session) == []


def test_it_can_be_thrown_away(client: Client, session: Session, note: str) -> None:
    keep(client, note)

    answer = client.post("/drafts/throw-away", data={"page": note})

    assert answer.location == note
    assert drafts(session) == []


def test_questions_of_a_page_make_it_another_page(client: Client, session: Session) -> None:
    one, other = make_relation(session), make_relation(session)
    keep(client, f"/tasks/new?relation={one.id}", {"words": "Bring the samples"}, relation=one.id)

    assert "You were typing here" not in client.get(f"/tasks/new?relation={other.id}").text
    assert "You were typing here" in client.get(f"/tasks/new?relation={one.id}").text
    assert "Bring the samples" in client.get(f"/tasks/new?relation={one.id}&draft=1").text


def test_nobody_sees_or_ends_what_another_typed(
    client: Client, client_as: Callable[[User], Client], bram: User, session: Session, note: str
) -> None:
    keep(client, note)
    other = client_as(bram)

    assert "You were typing here" not in other.get(note).text
    assert "It peels" not in other.get(f"{note}?draft=1").text
    assert "Not finished yet" not in other.get("/").text
    other.post("/drafts/throw-away", data={"page": note})
    other.post(note, data=TYPED | {"form_key": "one showing"})

    assert len(drafts(session)) == 1


def test_secrets_and_tokens_are_never_kept(client: Client, session: Session, note: str) -> None:
    keep(client, note, TYPED | {"password": "x", "new_password": "y", "row_version": "3", "form_key": "z"})

    (draft,) = drafts(session)
    assert set(draft.fields) == {*TYPED, "row_version"}


def test_what_is_too_large_is_not_kept(client: Client, session: Session, note: str) -> None:
    assert keep(client, note, {"their_words": "x" * 300_000}).status_code == 413
    assert drafts(session) == []


@pytest.mark.parametrize("note", ["", "https://elsewhere.example", "//elsewhere.example", "/x" * 400])
def test_only_a_page_of_ours_has_drafts(client: Client, session: Session, note: str) -> None:
    assert keep(client, note).status_code == 400
    assert client.post("/drafts/throw-away", data={"page": note}).status_code == 400
    assert drafts(session) == []


@pytest.mark.parametrize("relation_id", ["99", "-1", str(2**70)])
def test_a_card_that_is_not_there_has_no_drafts(
    client: Client, session: Session, note: str, relation_id: str
) -> None:
    assert keep(client, note, relation=relation_id).status_code == 404
    assert drafts(session) == []


def test_without_the_token_of_the_session_nothing_is_kept(
    client: Client, session: Session, note: str
) -> None:
    client.sends_token = False

    assert keep(client, note).status_code == 400
    assert drafts(session) == []


def test_who_only_looks_keeps_nothing(
    client_as: Callable[[User], Client], viewer: User, session: Session, note: str
) -> None:
    assert keep(client_as(viewer), note).status_code == 403
    assert client_as(viewer).post("/drafts/throw-away", data={"page": note}).status_code == 403
    assert drafts(session) == []


def test_today_names_what_is_not_finished(
    client: Client, session: Session, card: Relation, note: str
) -> None:
    keep(client, note, relation=card.id, title="Note a conversation")

    today = html.unescape(client.get("/").text)

    assert "Not finished yet" in today
    assert f'Anna van der Berg · <a href="{note}?draft=1">Note a conversation</a>' in today


def test_a_card_in_the_bin_calls_nobody_back(
    client: Client, session: Session, card: Relation, note: str
) -> None:
    make_relation(session)
    keep(client, note, relation=card.id)
    client.post(f"/relations/{card.id}/discard")

    assert "Not finished yet" not in client.get("/").text


def test_a_draft_goes_with_its_card(client: Client, session: Session, card: Relation, note: str) -> None:
    keep(client, note, relation=card.id)

    delete_tree(session, card)
    session.commit()

    assert drafts(session) == []


def test_after_a_week_it_is_gone(client: Client, session: Session, note: str) -> None:
    keep(client, note)
    draft = drafts(session)[0]

    draft.saved_at = clock.now() - KEPT + dt.timedelta(minutes=1)
    session.commit()
    forget_old(session)
    assert "You were typing here on" in client.get(note).text

    draft.saved_at = clock.now() - KEPT - dt.timedelta(minutes=1)
    session.commit()
    assert "You were typing here" not in client.get(note).text
    forget_old(session)
    session.commit()
    assert drafts(session) == []


def test_a_card_that_changed_meanwhile_shows_both(client: Client, session: Session, card: Relation) -> None:
    page = f"/relations/{card.id}/edit"
    card.story = "Paints boats."
    session.commit()
    boxes = boxes_of(client.get(page).text, story="Paints ships.")
    keep(client, page, boxes, key=boxes["form_key"], relation=card.id)
    card.story = "Paints planes."
    session.commit()

    resumed = client.get(f"{page}?draft=1").text
    answer = client.post(f"{page}?draft=1", data=boxes_of(resumed))

    assert "Paints ships." in resumed
    assert answer.status_code == 409
    assert "Paints planes." in answer.text
    assert "Paints ships." in answer.text
    session.expire_all()
    assert card.story == "Paints planes."
    assert len(drafts(session)) == 1
