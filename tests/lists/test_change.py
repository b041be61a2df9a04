"""Changing many cards at once: which, what, what was left, and back again."""

from typing import Any

import pytest
from sqlalchemy import select

from app.audit.models import Deed
from app.audit.undo import undo
from app.core.database import Session
from app.lists.actions import change_together
from app.lists.given import Change, KindChange, Outcome
from app.relations.actions import change_stage, discard, put_labels
from app.relations.models import Region, Relation, RelationTag, Stage, StageChange, StageSource, Tag
from app.relations.queries import labels_of
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_region, make_relation
from tests.statements import statements


def ticked(*cards: Relation) -> list[str]:
    return [f"{card.id}.{card.row_version}" for card in cards]


def labels(session: Session, card: Relation) -> list[str]:
    return [tag.name for tag in labels_of(session, card.id)]


def last_deed(session: Session) -> Deed:
    return session.scalars(select(Deed).order_by(Deed.id.desc())).first() or pytest.fail("no deed")


def test_the_ticked_cards_change_in_one_deed(session: Session, client: Client, bram: User) -> None:
    one, two, other = (make_relation(session, name) for name in ("Aa", "Bb", "Cc"))
    region = Region(name="Bollenstreek")
    session.add(region)
    session.commit()
    fields = {"which": "ticked", "card": ticked(one, two), "give": "vve", "region": region.id}

    answer = client.post(
        "/lists/change?kind=potential", data=fields | {"staff": bram.id, "kind": "old", "do": ""}
    )

    session.expire_all()
    assert answer.location == "/relations?kind=potential"
    for card in (one, two):
        assert labels(session, card) == ["vve"]
        assert (card.regular_staff_id, card.region_id, card.region_by_hand) == (bram.id, region.id, True)
        assert (card.stage, card.stage_source) == (Stage.OLD, StageSource.HAND)
        assert card.row_version > 1
    assert labels(session, other) == []
    assert (other.stage, other.row_version) == (Stage.POTENTIAL, 1)
    assert last_deed(session).what == "list.change"


def test_all_of_the_list_means_also_what_is_on_other_pages(session: Session, client: Client) -> None:
    cards = [make_relation(session, f"Kim {number:02d}", stage=Stage.OLD) for number in range(60)]
    other = make_relation(session, "Ander")

    page = client.post("/lists/change?kind=old", data={"which": "all", "give": "stil"}, follow_redirects=True)

    assert "60 cards changed." in page.text
    assert all(labels(session, card) == ["stil"] for card in cards)
    assert labels(session, other) == []


def test_one_click_leads_to_the_undo_and_all_is_as_it_was(
    session: Session, client: Client, bram: User
) -> None:
    one, two = make_relation(session, "Aa"), make_relation(session, "Bb", stage=Stage.CURRENT)
    put_labels(session, one, ["vve"])
    session.commit()
    fields = {"which": "all", "give": "nieuw", "take": "1", "staff": bram.id, "kind": "supplier"}

    page = client.post("/lists/change", data=fields, follow_redirects=True).text
    deed = last_deed(session)
    assert f'<a href="/deeds/{deed.id}/undo">Undo</a>' in page
    client.post(f"/deeds/{deed.id}/undo")

    session.expire_all()
    assert labels(session, one) == ["vve"]
    assert labels(session, two) == []
    assert [(card.regular_staff_id, card.is_supplier) for card in (one, two)] == [(None, False)] * 2


def test_undoing_a_change_of_kind_takes_the_step_away_too(session: Session, owner: User) -> None:
    card = make_relation(session, "Aa")
    session.commit()
    change_together(session, [card.id], Change(kind=KindChange.OLD), by=owner)
    session.commit()

    undo(session, last_deed(session), by=owner)

    assert card.stage is Stage.POTENTIAL
    assert session.scalars(select(StageChange)).all() == []


def test_many_become_another_kind_as_one_does(session: Session, owner: User) -> None:
    one, many = make_relation(session, "Aa"), make_relation(session, "Bb")
    session.commit()
    change_stage(session, one, Stage.OLD, source=StageSource.HAND, by=owner)
    change_together(session, [many.id], Change(kind=KindChange.OLD), by=owner)

    session.expire_all()
    alike = [name for name in Relation.__table__.columns.keys() if name.startswith("stage")]  # noqa: SIM118
    assert [getattr(many, name) for name in alike] == [getattr(one, name) for name in alike]
    steps = session.execute(
        select(
            StageChange.was, StageChange.became, StageChange.changed_on, StageChange.source, StageChange.by_id
        )
    ).all()
    assert steps[0] == steps[1]


def test_what_is_left_is_counted_with_its_reason(session: Session, bram: User) -> None:
    fresh, had, binned, changed = (make_relation(session, name) for name in ("Aa", "Bb", "Cc", "Dd"))
    put_labels(session, had, ["vve"])
    session.commit()
    seen = {card.id: card.row_version for card in (fresh, had, binned, changed)} | {999: 1}
    discard(session, binned, by=bram)
    changed.story = "Belde net."
    session.commit()

    outcome = change_together(session, seen, Change(give="VVE"), by=bram)

    assert outcome == Outcome(changed=1, had_it=1, in_bin=2, meanwhile=1, without_kind=0)
    assert [labels(session, card) for card in (fresh, had, binned, changed)] == [["vve"], ["vve"], [], []]


def test_no_card_is_left_without_any_kind(session: Session, bram: User) -> None:
    only, also = (
        make_relation(session, "Aa", is_supplier=True),
        make_relation(session, "Bb", is_supplier=True, is_agency=True),
    )
    session.commit()

    outcome = change_together(session, [only.id, also.id], Change(kind=KindChange.NO_SUPPLIER), by=bram)

    assert outcome == Outcome(changed=1, had_it=0, in_bin=0, meanwhile=0, without_kind=1)
    assert (only.is_supplier, also.is_supplier) == (True, False)


@pytest.mark.parametrize("kind", list(KindChange))
def test_every_change_of_kind_can_be_made(session: Session, bram: User, kind: KindChange) -> None:
    card = make_relation(session, "Aa", stage=Stage.CURRENT, is_supplier=True, is_agency=True)
    session.commit()

    change_together(session, [card.id], Change(kind=kind), by=bram)
    session.commit()

    assert len(card.kinds) == (2 if kind.name.startswith("NO_") else 3)


def test_cards_go_into_the_bin_and_come_back(session: Session, client: Client, owner: User) -> None:
    one, two = make_relation(session, "Aa"), make_relation(session, "Bb")
    fields = {"which": "ticked", "card": ticked(one), "give": "niet dit", "do": "discard"}

    client.post("/lists/change", data=fields)

    session.expire_all()
    assert (one.is_live, two.is_live) == (False, True)
    assert labels(session, one) == []
    undo(session, last_deed(session), by=owner)
    assert one.is_live


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"which": "ticked", "give": "vve"}, "Tick the cards that you mean, or choose all of this list."),
        ({"which": "all", "kind": ""}, "Choose what should change on these cards."),
        ({"which": "all", "kind": "robot"}, "Choose one from the list."),
        ({"which": "all", "staff": "99"}, "Choose one from the list."),
        ({"which": "some", "give": "vve"}, "Choose one from the list."),
        ({"which": "all", "give": "x" * 61}, "This is too long"),
    ],
)
def test_a_question_that_is_not_whole_changes_nothing_and_keeps_what_was_chosen(
    session: Session, client: Client, fields: dict[str, str], sentence: str
) -> None:
    card = make_relation(session, "Aa")
    session.commit()

    page = client.post("/lists/change?kind=potential", data={"kind": "old", **fields})

    assert page.status_code == 200
    assert sentence in page.text
    if "give" in fields:
        assert f'value="{fields["give"]}"' in page.text
        assert '<option selected value="old">' in page.text
    session.expire_all()
    assert (card.row_version, card.stage) == (1, Stage.POTENTIAL)
    assert session.scalars(select(Tag)).all() == []


def test_the_ticks_stay_when_something_was_forgotten(session: Session, client: Client) -> None:
    one, two = make_relation(session, "Aa"), make_relation(session, "Bb")
    session.commit()

    page = client.post("/lists/change", data={"which": "ticked", "card": ticked(two)}).text

    assert f'value="{two.id}.1" aria-label="Bb" checked' in page
    assert f'value="{one.id}.1" aria-label="Aa" checked' not in page


def test_nonsense_among_the_ticks_is_no_card(session: Session, client: Client) -> None:
    card = make_relation(session, "Aa")
    session.commit()
    nonsense = ["x.1", "1", "-1.1", f"{10**30}.1", "1.x", "٣.١", ""]

    page = client.post(
        "/lists/change", data={"which": "ticked", "card": [*nonsense, *ticked(card)], "give": "vve"}
    )

    assert page.status_code == 302
    assert labels(session, card) == ["vve"]


def test_it_takes_as_many_statements_for_many_cards_as_for_few(
    session: Session, database: Any, bram: User
) -> None:
    cards = [make_relation(session, f"Kim {number}").id for number in range(40)]
    session.commit()
    change = Change(give="vve", staff=bram.id, kind=KindChange.OLD)

    counts = []
    for some in (cards[:2], cards[2:]):
        with statements(database) as seen:
            change_together(session, some, change, by=bram)
            session.commit()
        counts.append(len(seen))

    assert counts[1] <= counts[0]


def test_undoing_takes_as_many_statements_for_many_cards_as_for_few(
    session: Session, database: Any, bram: User
) -> None:
    cards = [make_relation(session, f"Kim {number}") for number in range(40)]
    session.commit()

    counts = []
    for some in (cards[:2], cards[2:]):
        change_together(session, [card.id for card in some], Change(staff=bram.id), by=bram)
        session.commit()
        deed = last_deed(session)
        with statements(database) as seen:
            undo(session, deed, by=bram)
        counts.append(len(seen))
        session.commit()

    assert counts[1] == counts[0]
    assert {card.regular_staff_id for card in cards} == {None}


def test_a_region_is_nothing_to_search_by_so_that_no_card_is_read_again(
    session: Session, database: Any, bram: User
) -> None:
    card, region = make_relation(session), make_region(session)
    session.commit()

    with statements(database) as seen:
        change_together(session, [card.id], Change(region=region.id), by=bram)
        session.commit()

    assert card.region_id == region.id
    assert not [statement for statement in seen if "search_document" in statement]


def test_who_only_looks_is_offered_nothing_and_changes_nothing(
    session: Session, client_as: Any, viewer: User
) -> None:
    card, browser = make_relation(session, "Aa"), client_as(viewer)

    page = browser.get("/relations?change=1").text
    answer = browser.post("/lists/change", data={"which": "all", "give": "vve"})

    assert 'name="card"' not in page
    assert answer.status_code == 403
    assert session.scalars(select(RelationTag)).all() == []
    assert card.row_version == 1
