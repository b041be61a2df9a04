"""What people, or worse, may type: it is shown as it is, refused kindly, and never runs."""

import re
import socket
import time
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine, Table, Text, update

from app.core.database import Base, Session
from tests.conftest import Client
from tests.factories import make_email, make_interaction, make_phone, make_relation
from tests.security.inventory import Made, Page, forms_that_save, held, quick
from tests.security.test_browser import _Strict

NASTY = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{% for x in y %}"
    "{0.__class__}%(name)s%s%n</script>"
)
# Keys that the program makes from what is typed; people cannot type these.
MADE_BY_PROGRAM = {"normalised", "sort_name", "key", "handle", "login", "password_hash", "given"}
# Every question that a page may ask behind its "?".
QUESTIONS = [
    *(
        "q",
        "sort",
        "order",
        "page",
        "kind",
        "letter",
        "tag",
        "status",
        "staff",
        "period",
        "start",
        "end",
        "from",
    ),
    *("to", "relation", "quote", "reason", "month", "year", "before", "next", "code", "language", "region"),
    *("group", "page_size", "limit", "offset", "id"),
]
INJECTIONS = [
    "name; DROP TABLE relation",
    "' OR '1'='1",
    "name) UNION SELECT password_hash FROM staff_member--",
    '"',
    'a"b',
    "AND",
    "NEAR(a b, 5)",
    "*",
    "name:x",
    "%",
    "\\",
    "a" * 5_000,
    "-1",
    "9223372036854775808",
    "1e309",
    "٣",
    "2026-02-30",
    "31-12-9999",
    "\ud83d",
]
BAD_IDS = [
    "0",
    "-1",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "1" * 40,
    "1e3",
    "1.0",
    "١",
    "%00",
]
BAD_IDS += ["1%0a", " 1", "1;", "null", "true", "0x1", "..%2f1"]


def plant(session: Session, text: str) -> None:
    """Write this into every text that people can type, in every row there is."""
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        assert isinstance(table, Table)
        if not table.info.get("journaled", True):
            continue
        columns = [
            column
            for column in table.columns
            if type(column.type) is Text and column.name not in MADE_BY_PROGRAM and not column.unique
        ]
        if columns:
            statement = update(table).values({column.name: text for column in columns})
            session.execute(statement.execution_options(journaled=True))
    session.commit()


@pytest.fixture
def full(session: Session, all_pages: list[Page]) -> list[Page]:
    """The pages, on a card with everything on it."""
    relation = make_relation(session, "Kim")
    make_phone(session, relation)
    make_email(session, relation)
    make_interaction(session, relation)
    Made(session).row("quote")
    session.commit()
    return all_pages


def test_nothing_that_was_typed_ever_runs(full: list[Page], client: Client, session: Session) -> None:
    plant(session, NASTY)
    shown = 0

    for page in full:
        if "GET" not in page.methods or page.is_for is None:
            continue
        answer = client.get(page.path)
        assert answer.status_code < 500, page
        if answer.mimetype == "text/html":
            reader = _Strict()
            reader.feed(answer.text)
            assert reader.found == [], page
            shown += answer.text.count("{{7*7}}")
            assert "<script>alert" not in answer.text, page
            assert not re.search(r"onerror=alert\(2\)&gt;49|&gt;49", answer.text), page
    assert shown > 10


def test_what_was_just_typed_never_runs_either(full: list[Page], client: Client) -> None:
    """Not in the form that is shown again, nor in the sentence that says that it was saved."""
    tried = 0
    for page, form in forms_that_save(client, full):
        boxes = dict.fromkeys([*form.texts, *form.long_texts], NASTY)
        if not boxes:
            continue
        answer = client.post(form.action, data=form.fields | boxes, follow_redirects=True)
        assert answer.status_code < 500, (page, form.action)
        reader = _Strict()
        reader.feed(answer.text)
        assert reader.found == [], (page, form.action)
        tried += 1
    assert tried > 10


def test_no_name_breaks_out_of_a_header(full: list[Page], client: Client, session: Session) -> None:
    plant(session, "a\r\nX-Injected: y\r\n\r\n<b>")

    for page in full:
        if "GET" in page.methods:
            answer = client.get(page.path)
            assert answer.status_code < 500, page
            assert "X-Injected" not in answer.headers, page
            assert len(answer.headers.getlist("Content-Disposition")) <= 1, page


def test_no_paper_fetches_anything(
    full: list[Page], client: Client, session: Session, tmp_path: Path
) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("the canary sings")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        here = f"http://127.0.0.1:{listener.getsockname()[1]}"
        plant(
            session,
            f'<img src="{here}/i"><link rel="attachment" href="file://{canary}">'
            f'<link rel="stylesheet" href="{here}/c"><style>@import url({here}/s)</style>'
            f"<object data='file://{canary}'></object><svg><image href='{here}/v'/></svg>",
        )
        papers = [client.get(page.path) for page in full if page.path.endswith(".pdf")]
        made = [paper.data for paper in papers if paper.status_code == 200]
        assert len(made) >= 3
        for paper in made:
            reader = PdfReader(BytesIO(paper))
            assert not reader.attachments
            assert "canary sings" not in "".join(sheet.extract_text() for sheet in reader.pages)
            assert b"canary sings" not in paper
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>"])
def test_an_address_that_slipped_in_is_no_link(
    full: list[Page], client: Client, session: Session, address: str
) -> None:
    plant(session, address)

    for page in full:
        if "GET" in page.methods and page.is_for is not None:
            answer = client.get(page.path)
            if answer.mimetype == "text/html":
                reader = _Strict()
                reader.feed(answer.text)
                assert reader.found == [], page


def test_no_question_behind_an_address_breaks_a_page(
    full: list[Page], client: Client, database: Engine, session: Session
) -> None:
    session.commit()
    before = held(database)

    for text in INJECTIONS:
        asked = {question: text.encode("utf-8", "surrogatepass") for question in QUESTIONS}
        for page in quick(full):
            if "GET" in page.methods:
                began = time.monotonic()
                answer = client.get(page.path, query_string=asked)
                assert answer.status_code < 500, (page, text)
                assert time.monotonic() - began < 5, (page, text)
                assert b"argon2" not in answer.data, (page, text)
    assert held(database) == before


def test_nothing_is_asked_with_a_nul(full: list[Page], client: Client) -> None:
    for page in full:
        if "GET" in page.methods:
            assert client.get(page.path, query_string={"q": "a\0b"}).status_code == 400, page


def test_an_id_that_is_none_is_not_found(full: list[Page], client: Client) -> None:
    tried = 0
    for page in full:
        for number in re.findall(r"(?<=/)[0-9]+(?=/|\.|$)", page.path):
            for bad in BAD_IDS:
                path = re.sub(rf"(?<=/){number}(?=/|\.|$)", bad, page.path)
                answer = client.open(path, method=max(page.methods))
                assert answer.status_code in {400, 404, 405}, (page, bad)
                tried += 1
    assert tried > 100


def test_signs_that_cannot_be_kept_are_refused_and_never_stored(
    full: list[Page], client: Client, database: Engine
) -> None:
    signs = "\0\x08\x1b\x9f"
    tried = 0
    for page, form in forms_that_save(client, full):
        for box in [*form.texts, *form.long_texts]:
            answer = client.post(form.action, data=form.fields | {box: f"before{signs[tried % 4]}after"})
            assert answer.status_code < 500, (page, box)
            tried += 1
    assert tried > 20
    with database.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(table.select()):
                assert not set(signs) & set("".join(filter(lambda value: isinstance(value, str), row))), (
                    table.name
                )


def test_a_text_that_is_far_too_long_is_refused_and_stays(
    full: list[Page], client: Client, database: Engine, session: Session
) -> None:
    text = "Once upon a time. " * 35_000
    tried = 0
    for page, form in forms_that_save(client, full):
        for box in form.long_texts:
            session.commit()
            before = held(database)
            answer = client.post(form.action, data=form.fields | {box: text})
            assert answer.status_code == 200, (page, box)
            assert text.strip() in answer.text, (page, box)
            assert held(database) == before, (page, box)
            tried += 1
    assert tried >= 2


def test_eleven_megabytes_are_too_large_for_any_page(full: list[Page], client: Client) -> None:
    body = b"name=" + b"a" * 11_000_000
    for page in full:
        if "POST" in page.methods:
            answer = client.post(
                page.path,
                data=body,
                content_type="application/x-www-form-urlencoded",
            )
            assert answer.status_code in {400, 403, 404, 413}, page
    answer = client.post("/me", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "This is too large" in answer.text


def test_every_personal_text_is_one_that_was_planted() -> None:
    """The plant misses nothing but what the program makes itself."""
    missed = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        if table.info.get("journaled", True)
        for column in table.columns
        if column.info.get("personal") and type(column.type) is not Text and "JSON" not in str(column.type)
    }

    assert missed == set()
