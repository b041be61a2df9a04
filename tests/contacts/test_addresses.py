"""Mail, web and postal addresses as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.addresses import (
    StreetLine,
    read_email,
    read_postcode,
    read_street,
    read_website,
    safe_link,
    show_street,
    tidy_postcode,
)


@pytest.mark.parametrize(
    ("typed", "email"),
    [
        ("Ben@VanderPlas.example", "ben@vanderplas.example"),
        (" mailto:ben@x.example. ", "ben@x.example"),
        ("ben+werk@sub.x-y.example", "ben+werk@sub.x-y.example"),
        ("noël@café.example", "noël@café.example"),
        ("ben@x", None),
        ("ben x@y.example", None),
        ("a@b.example, c@d.example", None),
        ("@naam", None),
        ("ben@-x.example", None),
        ("a" * 260 + "@x.example", None),
    ],
)
def test_a_mail_address_is_told_from_what_is_none(typed: str, email: str | None) -> None:
    assert read_email(typed) == email


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("kwastenkleed.nl", "https://kwastenkleed.nl"),
        ("www.kwastenkleed.nl/winkel/", "https://www.kwastenkleed.nl/winkel/"),
        ("http://kwast.example:8080/a?b=c", "http://kwast.example:8080/a?b=c"),
        ("HTTPS://Kwast.Example/A", "https://kwast.example/A"),
        ("café.example", "https://café.example"),
        ("https://facebook.com@evil.example/x", "https://evil.example/x"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt://x.nl/%0aalert(1)", None),
        ("data:text/html,<script>", None),
        ("file:///etc/passwd", None),
        ("ftp://x.example", None),
        ("geen website", None),
        ("kwast", None),
        ("https://", None),
        ("https://[x", None),
        ("", None),
    ],
)
def test_a_website_gets_its_scheme_and_nothing_dangerous(typed: str, url: str | None) -> None:
    assert read_website(typed) == url


@given(st.text(max_size=80))
def test_what_is_read_as_a_website_is_safe_behind_a_link(text: str) -> None:
    url = read_website(text)

    assert url is None or (safe_link(url) == url and read_website(url) == url)
    assert safe_link(text) is None or text.lower().startswith(("http://", "https://", "tel:", "mailto:"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " https://x.nl", 'https://x.nl" onclick=', None, "", "//x.nl"]
)
def test_only_four_schemes_are_ever_a_link(url: str | None) -> None:
    assert safe_link(url) is None


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [
        ("2311ez", "2311 EZ"),
        ("2311 EZ", "2311 EZ"),
        ("2311  ez", "2311 EZ"),
        ("0311 EZ", None),
        ("2311 SS", None),
        ("B-8300", None),
    ],
)
def test_a_dutch_postcode_is_written_one_way(typed: str, postcode: str | None) -> None:
    assert read_postcode(typed) == postcode
    assert tidy_postcode(typed) == (postcode or typed)


@pytest.mark.parametrize(
    ("typed", "street"),
    [
        ("Touwbaan 4-A", StreetLine("Touwbaan", "4", "A")),
        ("Haarlemmerstraat 12-II", StreetLine("Haarlemmerstraat", "12", "II")),
        ("Lange Mare 110 bis", StreetLine("Lange Mare", "110", "bis")),
        ("2e Binnenvestgracht 7", StreetLine("2e Binnenvestgracht", "7")),
        ("Plein 1940 12", StreetLine("Plein 1940", "12")),
        ("Postbus 123", StreetLine("Postbus 123")),
        ("Boerderij De Hoop", StreetLine("Boerderij De Hoop")),
        ("", StreetLine("")),
    ],
)
def test_a_street_line_is_read_into_parts(typed: str, street: StreetLine) -> None:
    assert read_street(typed) == street


@given(st.text(alphabet="abc 0123456789-AI", max_size=40))
def test_a_street_line_is_read_the_same_after_it_is_shown(text: str) -> None:
    shown = show_street(*_parts(read_street(text)))

    assert show_street(*_parts(read_street(shown))) == shown


def _parts(line: StreetLine) -> tuple[str, str, str]:
    return line.street, line.house_number, line.suffix
