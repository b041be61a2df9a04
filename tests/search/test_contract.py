"""The contract of searching: whom one finds by which piece of what; every back end passes it unchanged."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, event, select, update

from app.contacts.models import SocialAccount
from app.core import clock
from app.core.database import Session, make_engine, sqlite_url
from app.demo.generator import fill as generate
from app.quotes.models import QuoteStatus
from app.relations.models import Kind, Nature, Relation, Stage
from app.search.document import documents
from app.search.index import check, rebuild, reindex
from app.search.models import SearchDocument
from app.search.queries import find
from app.search.terms import Reading, fold, readings
from app.shop.defaults import add_defaults
from app.tasks.models import TaskReason
from app.users.models import User
from tests.factories import (
    make_address,
    make_email,
    make_person,
    make_phone,
    make_quote,
    make_relation,
    make_task,
    make_user,
)


def names(session: Session, text: str, limit: int = 20) -> list[str]:
    """Whom the search finds, in its order."""
    return [hit.name for hit in find(session, text, limit)]


def on_sqlite(empty_database: Path, folder: Path) -> Engine:
    """An empty shop in a file of its own."""
    shutil.copy(empty_database, folder / "shop.db")
    engine = make_engine(sqlite_url(folder / "shop.db"))
    # Nothing here is saved for good.
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=off"))
    return engine


# How each kind of database is made; one more line here, and everything below is asked of it too.
BACK_ENDS: dict[str, Callable[[Path, Path], Engine]] = {"sqlite": on_sqlite}


@pytest.fixture(params=sorted(BACK_ENDS))
def database(request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path) -> Iterator[Engine]:
    """An empty shop on each back end, for the tests that fill it themselves."""
    engine = BACK_ENDS[request.param](empty_database, tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module", params=sorted(BACK_ENDS))
def box(
    request: pytest.FixtureRequest, empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A box with hard names, numbers and places on each back end, which no test changes."""
    engine = BACK_ENDS[request.param](empty_database, tmp_path_factory.mktemp("box"))
    with Session(engine) as session:
        fill(session)
        yield session
    engine.dispose()


@pytest.fixture(scope="module", params=sorted(BACK_ENDS))
def crowd(
    request: pytest.FixtureRequest, empty_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """Some hundreds of made-up cards with names, numbers, mails, places and quotes."""
    engine = BACK_ENDS[request.param](empty_database, tmp_path_factory.mktemp("crowd"))
    with Session(engine) as session:
        make_user(session)
        add_defaults(session)
        generate(session, relations=300, quotes=100, seed=1)
        session.commit()
        yield session
    engine.dispose()


def fill(session: Session) -> None:
    """Put the cards in it."""
    bram = make_user(session, name="Bram")
    plas = make_relation(
        session,
        "Schildersbedrijf Van der Plas",
        nature=Nature.ORGANISATION,
        stage=Stage.CURRENT,
        is_supplier=True,
        regular_staff_id=bram.id,
        story="Wil alles op kleurnummer.",
    )
    ben = make_person(session, plas, first_name="Ben", infix="van der", last_name="Plas")
    make_phone(session, plas, "071 012 87 40", label="werkplaats")
    make_phone(session, plas, "06 12 34 56 78", person_id=ben.id, position=1)
    make_email(session, plas, "ben@vanderplas.example")
    make_address(session, plas, street="Drogerskade", house_number="12", suffix="", postcode="2225 XK")

    muller = make_relation(session, "Jürgen Müller", stage=Stage.POTENTIAL)
    make_phone(session, muller, "06 98 76 54 32")
    make_email(session, muller, "j.muller@voorbeeld.nl")
    session.add(
        SocialAccount(
            relation_id=muller.id, network="instagram", given="@jmuller_bv", handle="jmuller_bv", key="x"
        )
    )
    make_address(
        session, muller, street="Kerkstraat", house_number="3", postcode="1234 AB", place="’s-Hertogenbosch"
    )

    make_relation(session, "Bakkerij Jansen", stage=Stage.CURRENT)
    make_relation(session, "Łukasz Öst", stage=Stage.OLD)
    make_relation(session, "Strauß & Zn.", stage=Stage.POTENTIAL)
    make_relation(session, "Bakkerij ’t Hart", stage=Stage.OLD)
    make_relation(session, "Fam. v.d. Berg", stage=Stage.POTENTIAL)
    make_relation(session, "Anna van der Berg", stage=Stage.POTENTIAL)
    verbeek = make_relation(session, "Kim Verbeek")
    make_quote(session, verbeek, status=QuoteStatus.SENT, subject="Trappenhuis")
    session.commit()


PLAS, MULLER, JANSEN, OST = "Schildersbedrijf Van der Plas", "Jürgen Müller", "Bakkerij Jansen", "Łukasz Öst"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("muller", MULLER),
        ("Müller", MULLER),
        ("MÜLL", MULLER),
        ("ulle", MULLER),
        ("jurgen mull", MULLER),
        ("Jans", JANSEN),
        ("ansen", JANSEN),
        ("bak jans", JANSEN),
        ("bakkerij  JANSEN ", JANSEN),
        ("lukasz", OST),
        ("ost", OST),
        ("strauss", "Strauß & Zn."),
        ("strauß", "Strauß & Zn."),
        ("plas", PLAS),
        ("van der pl", PLAS),
        ("vdplas", PLAS),
        ("vanderplas", PLAS),
        ("v.d. plas", PLAS),
        ("v d plas", PLAS),
        ("ben", PLAS),
        ("ben plas", PLAS),
        ("0612", PLAS),
        ("+316 12", PLAS),
        ("+31 6 1234", PLAS),
        ("0031612", PLAS),
        ("(0)612", PLAS),
        ("345678", PLAS),
        ("5678", PLAS),
        ("06-1234 5678", PLAS),
        ("+31612345678", PLAS),
        ("31612345678", PLAS),
        ("0710128740", PLAS),
        ("071-0128740", PLAS),
        ("werkplaats", PLAS),
        ("drogersk", PLAS),
        ("drogerskade 12", PLAS),
        ("katwijk", PLAS),
        ("2225xk", PLAS),
        ("2225 XK", PLAS),
        ("ben@", PLAS),
        ("kleurnummer", PLAS),
        ("1234 AB", MULLER),
        ("1234ab", MULLER),
        ("1234 a", MULLER),
        ("'s-h", MULLER),
        ("’s-Hertog", MULLER),
        ("hertogenb", MULLER),
        ("@jmul", MULLER),
        ("jmuller_bv", MULLER),
        ("j.muller@", MULLER),
        ("muller@voorbeeld.nl", MULLER),
        ("'t hart", "Bakkerij ’t Hart"),
        ("t hart", "Bakkerij ’t Hart"),
        ("vd berg", "Fam. v.d. Berg"),
        ("trappen", "Kim Verbeek"),
    ],
)
def test_somebody_is_found_by_any_piece(box: Session, typed: str, name: str) -> None:
    assert name in names(box, typed)


@pytest.mark.parametrize("typed", ["van der berg", "v.d. berg", "vd berg", "vdberg", "v/d berg"])
def test_a_name_is_found_in_whichever_way_its_infix_is_written(box: Session, typed: str) -> None:
    assert {"Anna van der Berg", "Fam. v.d. Berg"} <= set(names(box, typed))


def test_who_is_written_as_typed_comes_first(box: Session) -> None:
    assert names(box, "van der berg") == ["Anna van der Berg", "Fam. v.d. Berg"]


def test_a_quote_leads_to_its_card_by_its_number(box: Session) -> None:
    year = clock.today().year

    for typed in (f"{year}-0001", f"{year} 0001", f"{year}0001", "-0001"):
        assert names(box, typed)[0] == "Kim Verbeek"


@pytest.mark.parametrize("typed", ["x", "qq", "jansenn", "0699999999", "muller plas", "9999 ZZ"])
def test_nobody_is_found_by_what_is_on_no_card(box: Session, typed: str) -> None:
    assert names(box, typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        *(
            '"',
            "'",
            "%",
            "_",
            "\\",
            "*",
            "(",
            ")",
            "^",
            "-",
            "+",
            ":",
            ";",
            "{",
            "😀",
            "\x00",
            "\ud800",
            "\u202e",
        ),
        *(
            '" * a" OR "b % _',
            "AND",
            "a AND b",
            "NEAR(",
            "NEAR(a b, 3)",
            "a*",
            'a"b',
            "body:jansen",
            "col:x",
            "-jansen",
        ),
        *(
            "'; DROP TABLE relation; --",
            "1' OR '1'='1",
            "%%%",
            "___",
            "{{7*7}}",
            "<script>",
            "a" * 5000,
            "a b " * 900,
        ),
        *(
            "\u0661\u0662",
            "٠٦١٢",
            "²³",
            "ﷺ" * 40,
            "a\u0301" * 300,
            "¨",
            "ʼ",
            "`" * 9,
            "\t\n",
            "中文",
            "中文字",
            "ĳ",
        ),
    ],
)
def test_signs_mean_nothing_but_themselves(box: Session, typed: str) -> None:
    started = time.perf_counter()
    find(box, typed)

    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    "typed", ["%", "_", "\\", "*", '"', "%%%", "___", "b%k", "jan_en", '" * a" OR "b % _']
)
def test_a_sign_does_not_stand_for_letters(box: Session, typed: str) -> None:
    assert "Bakkerij Jansen" not in names(box, typed)


@pytest.mark.parametrize("sign", ["%", "_", "\\", "&", "*", "+"])
def test_a_sign_is_found_where_it_stands(session: Session, sign: str) -> None:
    make_relation(session, f"Korting 50{sign} en meer")
    make_relation(session, "Korting 50 en meer")
    session.commit()

    assert names(session, f"50{sign}") == [f"Korting 50{sign} en meer"]
    assert names(session, f"50{sign} en") == [f"Korting 50{sign} en meer"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(max_size=60))
def test_no_text_makes_the_search_fail(session: Session, typed: str) -> None:
    assert find(session, typed) == []


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.data(), name=st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=3, max_size=20)
)
def test_every_piece_of_every_name_is_found(session: Session, data: st.DataObject, name: str) -> None:
    relation = make_relation(session, name)
    session.commit()
    start = data.draw(st.integers(0, len(name) - 3))
    end = data.draw(st.integers(start + 3, len(name)))

    found = [hit.relation_id for hit in find(session, name[start:end], limit=500)]
    whole = [hit.relation_id for hit in find(session, name, limit=500)]
    assert relation.id in whole
    assert relation.id in found


def test_active_customers_come_before_old_ones(session: Session) -> None:
    for number, stage in enumerate([Stage.OLD, Stage.POTENTIAL, Stage.CURRENT]):
        make_relation(session, f"Jansen {number}", stage=stage)
    make_relation(session, "Jansen 3", stage=Stage.OLD, is_supplier=True)
    session.commit()

    assert names(session, "jansen") == ["Jansen 2", "Jansen 1", "Jansen 3", "Jansen 0"]


def test_the_likeliest_comes_first(session: Session) -> None:
    mail = make_relation(session, "Drukkerij Pot", stage=Stage.CURRENT)
    make_email(session, mail, "info@xvisserx.nl")
    person = make_relation(session, "Garage Leiden", stage=Stage.CURRENT)
    make_person(session, person, first_name="Els", infix=None, last_name="Visser")
    make_relation(session, "De Visser", stage=Stage.CURRENT)
    make_relation(session, "Visserij Noord", stage=Stage.CURRENT)
    make_relation(session, "Visser", stage=Stage.OLD)
    session.commit()

    assert names(session, "visser") == [
        "Visser",
        "Visserij Noord",
        "De Visser",
        "Garage Leiden",
        "Drukkerij Pot",
    ]


def test_one_or_two_letters_find_beginnings_of_words(session: Session) -> None:
    make_relation(session, "Anna Xerxes")
    make_relation(session, "Max Boer")
    session.commit()

    assert names(session, "x") == ["Anna Xerxes"]
    assert names(session, "bo") == ["Max Boer"]
    assert names(session, "a xe") == ["Anna Xerxes"]


def test_there_are_never_more_than_asked_for(session: Session) -> None:
    for number in range(30):
        make_relation(session, f"Jansen {number:02}")
    session.commit()

    assert len(names(session, "jansen")) == 20
    assert names(session, "jansen", 3) == ["Jansen 00", "Jansen 01", "Jansen 02"]
    assert len(names(session, "anse")) == 20


def test_a_hit_shows_what_one_needs_to_ring(box: Session) -> None:
    (hit,) = find(box, "schilder")

    assert hit.kinds == [Kind.CURRENT, Kind.SUPPLIER]
    assert hit.phone is not None
    assert (hit.phone.shown, hit.phone.whose) == ("071 012 87 40", "werkplaats")
    assert (hit.place, hit.staff) == ("Katwijk", "Bram")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("5678", "06 12 34 56 78"),
        ("8740", "071 012 87 40"),
        ("ben", "06 12 34 56 78"),
        ("van der plas", "071 012 87 40"),
    ],
)
def test_the_number_shown_is_the_one_that_was_meant(box: Session, typed: str, shown: str) -> None:
    hit = next(hit for hit in find(box, typed) if hit.name == PLAS)

    assert hit.phone is not None
    assert hit.phone.shown == shown


@pytest.mark.parametrize(
    ("typed", "found_by"),
    [
        ("schilder", ""),
        ("katwijk", ""),
        ("5678", ""),
        ("drogers", "Drogerskade 12, Katwijk"),
        ("ben@van", "ben@vanderplas.example"),
        ("kleurnummer", "Wil alles op kleurnummer."),
    ],
)
def test_a_hit_says_by_what_it_was_found_when_its_line_does_not_show_it(
    box: Session, typed: str, found_by: str
) -> None:
    hit = next(hit for hit in find(box, typed) if hit.name == PLAS)

    assert hit.found_by == found_by


def test_a_hit_says_what_the_customer_waits_for(session: Session, bram: User) -> None:
    relation = make_relation(session, "Kim Verbeek")
    today = clock.today()
    make_task(session, relation, bram, reason=TaskReason.CALL_BACK, promised_since=today)
    make_task(session, relation, bram, reason=TaskReason.MAKE_QUOTE)
    make_task(session, relation, bram, reason=TaskReason.ASK_WHY, promised_since=today, done_at=clock.now())
    quote = make_quote(session, relation, status=QuoteStatus.SENT)
    make_quote(session, relation)
    make_relation(session, "Kim de Wit")
    session.commit()

    assert {hit.name: hit.waits_for for hit in find(session, "kim")} == {
        "Kim Verbeek": f"call back, quote {quote.number}",
        "Kim de Wit": "",
    }


def test_what_is_waited_for_fits_on_a_line(session: Session, bram: User) -> None:
    relation = make_relation(session, "Kim Verbeek")
    for reason in (TaskReason.CALL_BACK, TaskReason.ASK_WHY, TaskReason.MAKE_QUOTE, TaskReason.CALL_BACK):
        make_task(session, relation, bram, reason=reason, promised_since=clock.today())
    session.commit()

    (hit,) = find(session, "kim")
    assert hit.waits_for == "call back, ask the reason, and 1 more"


def test_a_long_note_is_cut_around_what_was_found(session: Session) -> None:
    make_relation(
        session, "Kim", story="Veel woorden vooraf. " * 20 + "Heeft een zeilboot. " + "En daarna meer. " * 20
    )
    session.commit()

    (hit,) = find(session, "zeilboot")
    assert "Heeft een zeilboot." in hit.found_by
    assert len(hit.found_by) < 90


def test_a_card_in_the_bin_is_not_found_until_it_is_back(session: Session) -> None:
    relation = make_relation(session, "Kim Verbeek")
    session.commit()
    relation.deleted_at = clock.now()
    session.commit()
    assert names(session, "verbeek") == []

    relation.deleted_at = None
    session.commit()
    assert names(session, "verbeek") == ["Kim Verbeek"]


def test_documents_are_what_is_searched(session: Session) -> None:
    relation = make_relation(session, "Kim Verbeek")
    session.commit()

    (document,) = session.query(SearchDocument).all()
    assert (document.relation_id, document.name) == (relation.id, "kim verbeek")
    assert isinstance(session.get(Relation, relation.id), Relation)


def holds(body: str, way: Reading) -> bool:
    """Whether a document answers to a reading, seen by looking at every letter of it."""
    return all((term if len(term) > 2 else f" {term}") in body for term in way.terms)


def answering(bodies: dict[int, str], typed: str) -> set[int]:
    """Who answers to what was typed, without any index."""
    ways = readings(typed)
    strict = [way for way in ways if not way.is_loose]
    for some in (strict, *([way] for way in ways if way.is_loose)):
        if found := {number for number, body in bodies.items() if any(holds(body, way) for way in some)}:
            return found
    return set()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_nobody_who_answers_is_missed(crowd: Session, data: st.DataObject) -> None:
    rows = crowd.execute(select(SearchDocument.relation_id, SearchDocument.body))
    bodies = {row.relation_id: row.body for row in rows}
    body = bodies[data.draw(st.sampled_from(sorted(bodies)))]
    pieces = []
    for _number in range(data.draw(st.integers(1, 2))):
        start = data.draw(st.integers(0, len(body) - 1))
        pieces.append(body[start : start + data.draw(st.integers(1, 9))])
    typed = " ".join(pieces)

    right = answering(bodies, typed)
    assert {hit.relation_id for hit in find(crowd, typed, limit=len(bodies))} == right
    few = {hit.relation_id for hit in find(crowd, typed, limit=5)}
    assert few <= right
    assert len(few) == min(5, len(right))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whose_name_begins_so_comes_first(crowd: Session, data: st.DataObject) -> None:
    names_ = sorted(crowd.scalars(select(SearchDocument.name)))
    name = data.draw(st.sampled_from(names_))
    typed = name[: data.draw(st.integers(3, len(name)))].strip()

    found = [fold(hit.name) for hit in find(crowd, typed)]
    begun = sum(other.startswith(typed) for other in names_)
    assert any(other.startswith(typed) for other in found)
    if begun <= 20 and typed in names_:
        assert typed in found[: names_.count(typed)]


def test_a_document_is_what_its_card_says(session: Session) -> None:
    relation = make_relation(session, "Kim Verbeek")
    make_phone(session, relation)
    session.commit()
    assert reindex(session, [relation.id]) == 0

    session.execute(update(SearchDocument).values(body=" old ", line="x"))
    assert reindex(session, [relation.id, relation.id]) == 1

    (right,) = documents(session, [relation.id])
    stored = session.query(SearchDocument).one()
    assert {name: getattr(stored, name) for name in right._fields} == right._asdict()


def test_check_names_the_cards_that_are_found_wrongly_and_rebuild_mends_them(session: Session) -> None:
    stale, missing, right = (make_relation(session, name) for name in ("Stale", "Missing", "Right"))
    session.commit()
    session.execute(update(SearchDocument).where(SearchDocument.relation_id == stale.id).values(body=" old "))
    session.execute(delete(SearchDocument).where(SearchDocument.relation_id == missing.id))

    assert check(session).wrong == (stale.id, missing.id)
    assert check(session).is_sound, "the index follows the documents, right or wrong"

    assert rebuild(session) == 3
    assert check(session).is_right
    assert names(session, "right") == [right.name]


def test_a_number_says_whose_it_is_only_when_the_name_does_not(session: Session) -> None:
    kim = make_relation(session, "Kim Verbeek")
    make_phone(
        session,
        kim,
        person_id=make_person(session, kim, infix=None, first_name="Kim", last_name="Verbeek").id,
    )
    gone = make_person(session, kim, first_name="Ot", last_name="Weg", left_on=clock.today())
    make_phone(session, kim, "06 12 34 56 78", person_id=gone.id, position=1)
    session.commit()

    (hit,) = find(session, "kim")
    assert hit.phone is not None
    assert (hit.phone.shown, hit.phone.whose) == ("071 012 87 40", "")
    (hit,) = find(session, "5678")
    assert hit.phone is not None
    assert (hit.phone.shown, hit.found_by) == ("071 012 87 40", "06 12 34 56 78"), "who left is not rung"
