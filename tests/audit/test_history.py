"""The history of a card: who did what, with the old and the new, in words."""

import datetime as dt
from decimal import Decimal
from typing import Any

from sqlalchemy import event, select

from app.audit.bulk import delete_tree
from app.audit.history import Line, Reader, Value
from app.audit.models import Operation
from app.audit.queries import cards_of, deeds_of_card, done, is_for_the_owner
from app.contacts.models import ContactPerson
from app.core.database import Session
from app.core.deeds import begin
from app.core.words import use_language
from app.quotes.models import QuoteLine, QuoteOutcome
from app.relations.models import Relation, RelationTag, Stage, Tag
from app.users.models import Role, User
from tests.audit.test_undo import newest
from tests.factories import make_person, make_phone, make_quote, make_relation, make_user


def told(session: Session, relation: Relation) -> list[Line]:
    """The lines of the last thing that was done with a card."""
    done = deeds_of_card(session, relation.id).rows[0]
    return Reader(session, done.changes).lines(done.changes)


def test_the_newest_comes_first_with_who_did_it(session: Session, bram: User, owner: User) -> None:
    begin(session, "relation.add", by=bram)
    relation = make_relation(session)
    session.commit()
    begin(session, "relation.edit", by=owner)
    relation.story = "Tea."
    session.commit()
    relation.story = "Coffee."
    session.commit()

    rows = deeds_of_card(session, relation.id).rows
    assert [(done.deed.what, done.by_name) for done in rows] == [
        ("change", None),
        ("relation.edit", "Marleen"),
        ("relation.add", "Bram"),
    ]


def test_what_was_done_with_another_card_stays_there(session: Session) -> None:
    one, other = make_relation(session, "One"), make_relation(session, "Other")
    session.commit()
    one.story, other.story = "mine", "not mine"
    session.commit()

    done = deeds_of_card(session, one.id).rows[0]
    assert [change.row_id for change in done.changes] == [one.id]
    assert done.touches_more
    assert cards_of(session, done.deed) == 2


def test_an_edit_shows_old_and_new_in_words(session: Session, bram: User) -> None:
    relation = make_relation(session, stage=Stage.POTENTIAL, language="nl")
    session.commit()
    relation.stage = Stage.CURRENT
    relation.regular_staff_id = bram.id
    relation.is_supplier = True
    relation.first_purchase_on = dt.date(2026, 11, 3)
    relation.language = "en"
    session.commit()

    with use_language("nl"):
        (line,) = told(session, relation)
    assert set(map(str, line.values)) == set(
        map(
            str,
            [
                Value("soort klant", "mogelijke klant", "bestaande klant"),
                Value("vaste medewerker", "", "Bram"),
                Value("leverancier", "nee", "ja"),
                Value("eerste aankoop", "", "3 november 2026"),
                Value("taal van papieren", "Nederlands", "Engels"),
            ],
        )
    )


def test_money_reads_as_money(session: Session) -> None:
    relation = make_relation(session)
    make_quote(session, relation)
    session.commit()
    line = session.scalars(select(QuoteLine)).one()
    line.price, line.quantity, line.discount_percent = Decimal("1234.5"), Decimal("2.5"), Decimal(10)
    session.commit()

    (change,) = told(session, relation)
    assert (change.thing, change.title) == ("Line of the quote", "Paint")
    assert {value.name: value.new for value in change.values} == {
        "price": "€1,234.50",
        "quantity": "2.5",
        "discount percentage": "10",
    }


def test_what_was_added_and_removed_has_its_name(session: Session) -> None:
    relation = make_relation(session)
    session.commit()
    person = make_person(session, relation, first_name="Anna", initials="A.")
    make_phone(session, relation, "071 012 87 40", person_id=person.id)
    session.commit()
    assert [(line.operation, line.thing, line.title) for line in told(session, relation)] == [
        (Operation.INSERT, "Contact person", "Anna van der Berg"),
        (Operation.INSERT, "Telephone number", "071 012 87 40"),
    ]

    delete_tree(session, session.scalars(select(ContactPerson)).one())
    session.commit()
    assert [(line.operation, line.thing, line.title) for line in told(session, relation)] == [
        (Operation.DELETE, "Telephone number", "071 012 87 40"),
        (Operation.DELETE, "Contact person", "Anna van der Berg"),
    ]
    first = deeds_of_card(session, relation.id).rows[1]
    assert Reader(session, first.changes).lines(first.changes)[0].title == "Anna van der Berg"


def test_a_label_is_known_by_its_word(session: Session) -> None:
    relation = make_relation(session)
    tag = Tag(name="Colour advice", key="colour advice")
    session.add(tag)
    session.flush()
    session.add(RelationTag(relation_id=relation.id, tag_id=tag.id))
    session.commit()

    assert ("Label", "Colour advice") in [(line.thing, line.title) for line in told(session, relation)]


def test_a_new_label_and_giving_it_are_told_apart(session: Session) -> None:
    relation = make_relation(session)
    tag = Tag(name="Colour advice", key="colour advice")
    session.add(tag)
    session.flush()
    session.add(RelationTag(relation_id=relation.id, tag_id=tag.id))
    session.commit()
    changes = done(session, newest(session), most=10).changes

    things = [line.thing for line in Reader(session, changes).lines(changes)]

    assert sorted(thing for thing in things if thing.startswith("Label")) == ["Label", "Label of the shop"]


def test_somebody_who_is_gone_is_not_shown_as_a_number(session: Session) -> None:
    relation, friend = make_relation(session), make_relation(session, "A friend")
    relation.came_through_id = friend.id
    session.commit()
    delete_tree(session, friend)
    session.commit()

    (line,) = told(session, relation)
    assert line.values == [Value("came through", "A friend", "")]


def test_what_the_program_keeps_for_itself_is_not_told(session: Session) -> None:
    relation = make_relation(session)
    phone = make_phone(session, relation)
    session.commit()
    phone.position = 3
    relation.last_spoken_on = dt.date(2026, 11, 3)
    session.commit()

    assert told(session, relation) == []


def test_a_long_text_is_cut(session: Session) -> None:
    relation = make_relation(session)
    session.commit()
    relation.story = "word " * 500
    session.commit()

    (line,) = told(session, relation)
    assert line.values[0].new.endswith("word…")
    assert len(line.values[0].new) < 250


def test_a_history_is_leafed_through(session: Session) -> None:
    relation = make_relation(session)
    for number in range(30):
        relation.story = f"{number}"
        session.commit()

    first, second = deeds_of_card(session, relation.id), deeds_of_card(session, relation.id, 2)
    assert (len(first.rows), len(second.rows), first.pages) == (25, 5, 2)
    assert first.rows[0].changes[0].new == {"story": "29"}


def test_a_history_takes_few_statements_however_long_it_is(session: Session, bram: User) -> None:
    relation = make_relation(session)
    for number in range(20):
        make_phone(session, relation, f"06 00 00 00 {number:02}")
        relation.regular_staff_id = bram.id if number % 2 else None
        session.commit()
    statements: list[str] = []

    def remember(*given: Any) -> None:
        statements.append(given[2])

    event.listen(session.get_bind(), "before_cursor_execute", remember)
    page = deeds_of_card(session, relation.id)
    Reader(session, [change for done in page.rows for change in done.changes])

    assert len(page.rows) == 20
    assert len([text for text in statements if text != "BEGIN"]) <= 10


def test_what_only_the_owner_changes_is_known(session: Session, bram: User) -> None:
    session.commit()
    relation = make_relation(session)
    session.commit()
    assert not is_for_the_owner(session, newest(session))

    bram.role = Role.OWNER
    relation.story = "Tea."
    session.commit()
    assert is_for_the_owner(session, newest(session))


def test_every_outcome_can_be_told(session: Session, bram: User) -> None:
    relation = make_relation(session)
    quote = make_quote(session, relation)
    outcome = QuoteOutcome(
        quote_id=quote.id,
        version_no=1,
        decision="accepted",
        decided_on=dt.date(2026, 11, 20),
        total_ex=Decimal(100),
        noted_at=dt.datetime(2026, 11, 20, tzinfo=dt.UTC),
    )
    session.add(outcome)
    session.commit()
    outcome.total_ex = Decimal(90)
    outcome.ask_by_id = make_user(session, name="Sanne").id
    session.commit()

    (line,) = told(session, relation)
    assert line.thing == "Outcome of the quote"
    assert Value("who asks the reason", "", "Sanne") in line.values
    assert Value("total without btw", "€100.00", "€90.00") in line.values
