"""Paper reaches nothing but our own assets, and a computer that cannot draw it says so."""

import base64
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject
from weasyprint import HTML

from app.core import assets
from app.core import pdf as paper
from app.core.errors import RuleBroken
from app.core.pdf import pdf

PROJECT = Path(__file__).parents[2]
CANARY = "canary-4711"
# A picture of one dot.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

# What somebody might try to have fetched.
ATTEMPTS = (
    '<img src="{target}">',
    '<link rel="stylesheet" href="{target}">',
    '<link rel="attachment" href="{target}">',
    '<a rel="attachment" href="{target}">x</a>',
    '<object data="{target}"></object>',
    '<embed src="{target}">',
    '<iframe src="{target}"></iframe>',
    '<svg><image href="{target}" width="9" height="9"/></svg>',
    '<svg><use href="{target}#x"/></svg>',
    '<style>@import "{target}";</style>',
    "<style>@import url({target});</style>",
    '<style>@font-face {{ font-family: x; src: url("{target}") }} p {{ font-family: x }}</style>',
    '<style>p {{ background: url("{target}") }}</style>',
    '<style>p::before {{ content: url("{target}") }}</style>',
    '<style>p {{ list-style: url("{target}"); display: list-item }}</style>',
    '<base href="{target}"><img src="x.png">',
)


@pytest.fixture
def spy() -> Iterator[tuple[str, list[str]]]:
    """A server on this computer that notes who calls, and sends the caller on to a file."""
    calls: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test quiet."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/secret", calls
    server.shutdown()
    thread.join()
    server.server_close()


def page(body: str) -> str:
    return f'<!DOCTYPE html><html lang="nl"><title>Paper</title><body>{body}<p>Hello</p></body></html>'


def test_a_paper_fetches_no_file_and_opens_no_connection(spy: tuple[str, list[str]], tmp_path: Path) -> None:
    address, calls = spy

    content = pdf(page(with_all_attempts(tmp_path, address)))

    assert calls == []
    assert not has_canary(content)


def test_the_same_page_does_leak_where_nobody_guards_it(spy: tuple[str, list[str]], tmp_path: Path) -> None:
    address, calls = spy

    content = HTML(string=page(with_all_attempts(tmp_path, address))).write_pdf()

    assert calls
    assert has_canary(content)


def test_a_paper_reaches_the_files_that_come_with_it_and_only_those() -> None:
    dot = assets.Asset(DOT, "image/png")
    wanted = page('<img src="/logo.png" alt="x"><img src="/other.png" alt="y">')

    with_it = PdfReader(BytesIO(pdf(wanted, {"/logo.png": dot})))

    assert len(with_it.pages[0].images) == 1
    assert len(PdfReader(BytesIO(pdf(wanted))).pages[0].images) == 0


def test_our_own_assets_outside_the_list_do_not_exist_either() -> None:
    fetcher = paper._ready_press().fetcher
    start = f"{paper.BASE}/static/{assets.version()}/"

    assert fetcher.fetch(f"{start}css/print/sheet.css").read()
    for name in ("../pyproject.toml", "css/../../wsgi.py", "%2e%2e/pyproject.toml", "", "css/none.css"):
        with pytest.raises(ValueError, match="may not ask"):
            fetcher.fetch(start + name)


def test_paper_is_set_in_the_font_of_the_screen() -> None:
    reader = PdfReader(BytesIO(pdf(page("<p>Gewoon <b>vet</b> <q>gezegd</q></p>"))))

    fonts = {str(font["/BaseFont"]).split("+")[1] for font in fonts_of(reader)}
    assert fonts == {"Source-Sans-Pro", "Source-Sans-Pro-Semi-Bold", "Source-Sans-Pro-Italic"}


def test_a_paper_says_its_language_and_title() -> None:
    reader = PdfReader(BytesIO(pdf(page(""))))

    assert reader.trailer["/Root"]["/Lang"] == "nl"  # type: ignore[index]
    assert reader.metadata
    assert reader.metadata.title == "Paper"
    assert len(reader.pages) == 1


def test_too_much_paper_is_refused_before_it_is_drawn() -> None:
    with pytest.raises(RuleBroken, match="too much paper"):
        pdf("x" * (paper.MOST_CHARACTERS + 1))


def test_without_pango_it_says_what_to_install_and_goes_on() -> None:
    said = in_a_fresh_program(
        "import sys\n"
        "class NoPango:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name.startswith('weasyprint.text'):\n"
        "            raise OSError('cannot load library libpango-1.0-0')\n"
        "sys.meta_path.insert(0, NoPango())\n"
    )

    assert "libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0" in said
    assert said.endswith("still here\n")


def test_without_any_font_it_says_so_instead_of_going_down(tmp_path: Path) -> None:
    no_fonts = tmp_path / "fonts.conf"
    no_fonts.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>')

    said = in_a_fresh_program("", FONTCONFIG_FILE=str(no_fonts))

    assert "fonts-dejavu-core" in said
    assert said.endswith("still here\n")


def in_a_fresh_program(before: str, **environment: str) -> str:
    """What a program says that tries to make a PDF twice, after this beginning."""
    program = before + (
        "from app.core.pdf import PdfUnavailable, pdf, why_unavailable\n"
        "from app.core.words import set_language\n"
        "set_language('en')\n"
        "for attempt in range(2):\n"
        "    try:\n"
        "        pdf('<html lang=en><title>x</title><p>Hello')\n"
        "    except PdfUnavailable as problem:\n"
        "        assert problem.sentence == why_unavailable()\n"
        "        print(problem.sentence)\n"
        "print('still here')\n"
    )
    finished = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return finished.stdout


def with_all_attempts(folder: Path, address: str) -> str:
    """Every attempt, on a file with the canary in it (in three ways of writing) and on a server."""
    secret = folder / "secret.txt"
    secret.write_text(CANARY)
    file = secret.as_uri()
    targets = [file, file.replace("file:", "FILE:"), str(secret), address]
    return "".join(attempt.format(target=target) for attempt in ATTEMPTS for target in targets)


def has_canary(content: bytes) -> bool:
    """Whether any part of the file holds the canary, attachments included."""
    parts = (
        part for part in PdfWriter(clone_from=BytesIO(content))._objects if isinstance(part, StreamObject)
    )
    return any(CANARY.encode() in part.get_data() for part in parts)


def fonts_of(reader: PdfReader) -> Iterator[dict[str, object]]:
    """The fonts of the first page."""
    for font in reader.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        yield font.get_object()
