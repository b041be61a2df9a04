"""Files under names that can do no harm."""

import re
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.http import parse_options_header

from app.web.responses import pdf_response, safe_file_name, vcf_response

NASTY = [
    "a\r\nX-Injected: y",
    "../../etc/passwd",
    "..\\..\\windows\\system32",
    "/absolute",
    "C:\\x",
    "a\x00b",
    "\u202egpj.exe",
    'quote"inside',
    "semi;colon",
    "<script>",
    "back`tick$(x)",
    "...",
    "",
    "x" * 500,
    "half \ud800 character",
]


@pytest.mark.parametrize("name", NASTY)
def test_a_name_holds_no_path_no_break_and_no_trick(app: Flask, name: str) -> None:
    with app.test_request_context():
        answer = pdf_response(b"%PDF", f"{name}.pdf", inline=False)

    assert len(answer.headers.getlist("Content-Disposition")) == 1
    assert "X-Injected" not in answer.headers
    kind, options = parse_options_header(answer.headers["Content-Disposition"])
    assert kind == "attachment"
    assert options["filename"].endswith(".pdf")
    assert 4 < len(options["filename"]) < 120
    assert not set(options["filename"]) & set('\r\n\0/\\:"<>|?*\u202e')
    assert not options["filename"].startswith(".")


def test_ordinary_names_stay_what_they_are() -> None:
    assert safe_file_name("Offerte 2026-0042 Ömer Öztürk.pdf") == "Offerte 2026-0042 Ömer Öztürk.pdf"
    assert safe_file_name("zonder-extensie") == "zonder-extensie"


def test_a_name_with_accents_goes_along_in_full(app: Flask) -> None:
    with app.test_request_context():
        answer = pdf_response(b"%PDF", "Zoë.pdf")

    assert "filename*=UTF-8''Zo%C3%AB.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.mimetype == "application/pdf"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Studio Zonnetje \N{SUN WITH FACE}.pdf", "Studio Zonnetje.pdf"),
        ("Offerte 2026-0042 \N{ARABIC LETTER MEEM}\N{ARABIC LETTER REH}.pdf", "Offerte 2026-0042.pdf"),
        ("\N{ARABIC LETTER MEEM}.pdf", "kaartenbak.pdf"),
        ("Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}.pdf", "Zoe.pdf"),
    ],
)
def test_a_name_in_other_letters_has_a_tidy_plain_name_beside_it(app: Flask, name: str, plain: str) -> None:
    with app.test_request_context():
        disposition = pdf_response(b"%PDF", name, inline=False).headers["Content-Disposition"]

    assert re.findall('filename="?([^";]+)', disposition) == [plain]
    assert f"filename*=UTF-8''{quote(name)}" in disposition
    assert disposition.startswith("attachment")


def test_cards_are_saved_never_shown(app: Flask) -> None:
    with app.test_request_context():
        answer = vcf_response(b"BEGIN:VCARD", "Kim.vcf")

    assert answer.content_type == "text/vcard; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.iter_encoded()) == b"BEGIN:VCARD"
