"""The timeline: conversations and happenings together, newest first, page after page."""

import ast
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from app.core.database import Session
from app.core.words import use_language
from app.quotes.models import QuoteStatus
from app.relations.models import Relation
from app.timeline.actions import tell
from app.timeline.queries import Place, Source, timeline_of
from app.timeline.words import happening_codes, happening_words, sort_names
from app.users.models import User
from tests.factories import make_interaction, make_person, make_quote, make_relation

START = dt.datetime(2026, 11, 1, 9, 0, tzinfo=dt.UTC)
FACTS = {"number": "2026-0042", "version": 2, "cents": 348000}


def at(hours: int) -> dt.datetime:
    return START + dt.timedelta(hours=hours)


def test_talks_and_happenings_stand_together_newest_first(session: Session, bram: User) -> None:
    relation = make_relation(session)
    person = make_person(session, relation)
    quote = make_quote(session, relation, status=QuoteStatus.SENT)
    make_interaction(session, relation, bram, at=at(1), person_id=person.id, their_words="How much?")
    tell(session, relation, "quote.sent", by=bram, about=quote, facts=FACTS, at=at(2))
    make_interaction(session, relation, at=at(3), is_reached=False)

    unanswered, sent, asked = timeline_of(session, relation.id).entries

    assert not unanswered.is_reached
    assert (sent.heading, sent.about, sent.about_id) == ("Quote 2026-0042 sent", "quote", quote.id)
    assert sent.beside == "€3,480"
    assert (asked.heading, asked.their_words) == ("Telephone", "How much?")
    assert (asked.with_whom, asked.by_name) == ("Anna van der Berg", "Bram")


def test_the_words_come_in_the_language_of_the_reader(session: Session, bram: User) -> None:
    relation = make_relation(session)
    tell(session, relation, "quote.declined", by=bram, facts=FACTS)

    with use_language("nl"):
        entry = timeline_of(session, relation.id).entries[0]

    assert entry.heading == "Offerte 2026-0042 afgewezen"
    assert entry.beside == "€\N{NO-BREAK SPACE}3.480"


def test_another_card_does_not_look_in(session: Session, bram: User) -> None:
    relation, other = make_relation(session), make_relation(session, "Other")
    make_interaction(session, other)
    tell(session, other, "quote.sent", by=bram, facts=FACTS)

    assert timeline_of(session, relation.id).entries == []


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_neither_lose_nor_repeat_anything(session: Session, bram: User, size: int) -> None:
    """Also not what happened at the very same moment."""
    relation = make_relation(session)
    for hours in (0, 0, 0, 1, 1, 2):
        make_interaction(session, relation, at=at(hours))
        tell(session, relation, "quote.sent", by=bram, facts=FACTS, at=at(hours))

    seen: list[Place] = []
    before: Place | None = None
    while True:
        page = timeline_of(session, relation.id, limit=size, before=before)
        seen += [entry.place for entry in page.entries]
        before = page.older and Place.read(str(page.older))
        if before is None:
            break

    assert len(seen) == len(set(seen)) == 12
    assert seen == sorted(seen, reverse=True)


def test_only_talks_or_only_one_feature(session: Session, bram: User) -> None:
    relation = make_relation(session)
    make_interaction(session, relation)
    tell(session, relation, "quote.sent", by=bram, facts=FACTS)
    tell(session, relation, "stage.current", by=None)

    talks = timeline_of(session, relation.id, only="conversations").entries
    quotes = timeline_of(session, relation.id, only="quote").entries

    assert [entry.place.source for entry in talks] == [Source.CONVERSATION]
    assert [entry.what for entry in quotes] == ["quote.sent"]


@pytest.mark.parametrize(
    "link",
    [
        *("", "x", "2026-11-01~1", "2026-11-01~1~1", "now~0~1", f"{START}~9~1", f"{START}~1~{2**70}"),
        *("0001-01-01T00:00+14:00~1~1", "9999-12-31T23:59-14:00~1~1"),
    ],
)
def test_a_crooked_link_names_no_place(link: str) -> None:
    assert Place.read(link) is None


def test_the_day_is_that_of_the_shop(session: Session, bram: User) -> None:
    relation = make_relation(session)
    make_interaction(session, relation, at=dt.datetime(2026, 11, 1, 23, 30, tzinfo=dt.UTC))

    assert timeline_of(session, relation.id).entries[0].day == dt.date(2026, 11, 2)


def test_a_long_timeline_costs_one_statement(session: Session, bram: User) -> None:
    relation = make_relation(session)
    for hours in range(30):
        make_interaction(session, relation, bram, at=at(hours), person_id=make_person(session, relation).id)
        tell(session, relation, "quote.sent", by=bram, facts=FACTS, at=at(hours))
    session.commit()
    relation_id = relation.id
    session.expunge_all()
    statements: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: statements.append(args[2]))

    timeline_of(session, relation_id)

    assert len(statements) == 1


@pytest.mark.parametrize("code", sorted(happening_codes()))
def test_every_happening_has_its_words_in_both_languages(code: str) -> None:
    with use_language("en"):
        english = happening_words(code, FACTS)
    with use_language("nl"):
        dutch = happening_words(code, FACTS)

    assert english
    assert english != dutch
    assert "%(" not in english + dutch


def test_a_happening_without_facts_still_speaks() -> None:
    assert happening_words("stage.current", None) == "Became a current customer"


def test_a_code_without_words_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match=r"quote\.eaten"):
        happening_words("quote.eaten", None)


def test_words_and_what_is_told_are_the_same_list() -> None:
    """Who calls tell() writes its words in timeline/words.py, and words that nobody tells go."""
    actions = [
        ast.parse(path.read_text("utf-8"))
        for path in (Path(__file__).parents[2] / "app").glob("*/actions.py")
    ]
    texts = {
        node.value
        for tree in actions
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    told = {node.args[-1].value for tree in actions for node in _told_directly(tree)}

    assert happening_codes() <= texts
    assert told <= happening_codes()


def _told_directly(tree: ast.Module) -> list[Any]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("tell", "_tell")
        and node.args
        and isinstance(node.args[-1], ast.Constant)
    ]


def test_a_card_of_nobody_has_an_empty_timeline(session: Session) -> None:
    relation: Relation = make_relation(session)

    page = timeline_of(session, relation.id)

    assert page.entries == []
    assert page.older is None


def test_a_card_offers_the_sorts_of_things_that_ever_happened(session: Session, bram: User) -> None:
    relation = make_relation(session)
    assert timeline_of(session, relation.id).sorts == {}

    tell(session, relation, "purchase.noted", by=bram)
    tell(session, relation, "quote.sent", by=bram, facts=FACTS)
    tell(session, relation, "quote.accepted", by=bram, facts=FACTS)
    make_interaction(session, relation, bram)

    for only in (None, "quote"):
        assert timeline_of(session, relation.id, only=only).sorts == {
            "conversations": "conversations",
            "quote": "quotes",
            "purchase": "purchases",
        }


def test_every_happening_is_of_a_sort_with_a_name() -> None:
    assert {code.partition(".")[0] for code in happening_codes()} <= set(sort_names())
