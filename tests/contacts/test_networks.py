"""Social accounts: what people paste, and what may never become a link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.addresses import safe_link
from app.contacts.known_networks import NETWORKS
from app.contacts.networks import (
    NotAProfile,
    ReadAccount,
    WhichNetwork,
    network_name,
    read_account,
    read_accounts,
    show_account,
)
from app.core.words import use_language


@pytest.mark.parametrize(
    ("pasted", "network", "handle", "url"),
    [
        (
            "https://www.instagram.com/kwastenkleed?igsh=MzRl",
            "instagram",
            "kwastenkleed",
            "instagram.com/kwastenkleed",
        ),
        ("instagr.am/Kwast.En.Kleed/", "instagram", "Kwast.En.Kleed", "instagram.com/Kwast.En.Kleed"),
        ("m.facebook.com/profile.php?id=1000123", "facebook", "1000123", "facebook.com/1000123"),
        ("https://facebook.com/people/Ben-Plas/1000123/", "facebook", "1000123", "facebook.com/1000123"),
        ("fb.com/kwastenkleed/about", "facebook", "kwastenkleed", "facebook.com/kwastenkleed"),
        (
            "nl.linkedin.com/in/andr%C3%A9-jansen/",
            "linkedin_person",
            "andré-jansen",
            "linkedin.com/in/andr%C3%A9-jansen",
        ),
        ("linkedin.com/company/kwast/about", "linkedin_company", "kwast", "linkedin.com/company/kwast"),
        ("linkedin.com/showcase/kwast", "linkedin_company", "kwast", "linkedin.com/company/kwast"),
        ("HTTPS://mobile.twitter.com/Kwast?s=20", "x", "Kwast", "x.com/Kwast"),
        ("tiktok.com/@kwast", "tiktok", "kwast", "tiktok.com/@kwast"),
        ("vm.tiktok.com/ZM123", "tiktok", None, "vm.tiktok.com/ZM123"),
        ("youtube.com/@kwast/videos", "youtube", "kwast", "youtube.com/@kwast"),
        ("youtube.com/c/kwast", "youtube", "kwast", "youtube.com/c/kwast"),
        ("pinterest.nl/kwast", "pinterest", "kwast", "nl.pinterest.com/kwast"),
        ("pin.it/abc", "pinterest", None, "pin.it/abc"),
        ("threads.net/@kwast", "threads", "kwast", "threads.com/@kwast"),
        ("@kwast.bsky.social", "bluesky", "kwast.bsky.social", "bsky.app/profile/kwast.bsky.social"),
        ("bsky.app/profile/did:plc:abc", "bluesky", "did:plc:abc", "bsky.app/profile/did:plc:abc"),
        ("@kwast@mastodon.nl", "mastodon", "kwast@mastodon.nl", "mastodon.nl/@kwast"),
        ("web+https://mastodon.nl/@kwast", "mastodon", "kwast@mastodon.nl", "mastodon.nl/@kwast"),
        ("snapchat.com/@kwast", "snapchat", "kwast", "snapchat.com/add/kwast"),
        (
            "https://api.whatsapp.com/send?phone=31612345678&text=hoi",
            "whatsapp",
            "31612345678",
            "wa.me/31612345678",
        ),
        ("wa.me/0612345678", "whatsapp", "31612345678", "wa.me/31612345678"),
        ("telegram.me/kwast1", "telegram", "kwast1", "t.me/kwast1"),
        ("https://signal.me/#p/+31612345678", "signal", "31612345678", "signal.me/#p/+31612345678"),
        ("signal.me/#eu/abc_DEF", "signal", None, "signal.me/#eu/abc_DEF"),
        ("https://maps.app.goo.gl/abc", "google_business", None, "maps.app.goo.gl/abc"),
        ("g.page/r/abc/review", "google_business", None, "g.page/r/abc"),
        ("marktplaats.nl/u/kwast/12345/", "marktplaats", "kwast/12345", "marktplaats.nl/u/kwast/12345/"),
        ("kwastenkleed.nl/winkel", "other", None, "kwastenkleed.nl/winkel"),
    ],
)
def test_a_pasted_link_becomes_one_clean_account(
    pasted: str, network: str, handle: str | None, url: str | None
) -> None:
    account = read_account(pasted)

    assert isinstance(account, ReadAccount)
    assert (account.network, account.handle) == (network, handle)
    assert account.url == (f"https://{url}" if url else None)


@pytest.mark.parametrize(
    "pasted",
    [
        "instagram.com/p/abc",
        "instagram.com/kwast/reel/abc",
        "instagram.com/stories/kwast/1",
        "facebook.com/share/abc",
        "facebook.com/groups/1",
        "facebook.com/kwast/posts/1",
        "x.com/kwast/status/1",
        "x.com/i/lists/1",
        "linkedin.com/posts/abc",
        "tiktok.com/@kwast/video/1",
        "youtu.be/abc",
        "youtube.com/watch?v=abc",
        "pinterest.com/pin/1",
        "threads.com/@kwast/post/1",
        "bsky.app/profile/kwast.nl/post/1",
        "chat.whatsapp.com/abc",
        "t.me/+AbCd",
        "t.me/kwast/12",
        "marktplaats.nl/v/1",
        "instagram.com",
    ],
)
def test_a_message_is_no_profile_and_the_answer_says_what_to_paste(pasted: str) -> None:
    with use_language("en"):
        answer = read_account(pasted)

    assert isinstance(answer, NotAProfile)
    assert "Open the profile and copy its link." in answer.sentence


@pytest.mark.parametrize(
    ("pasted", "host"),
    [
        ("facebook.com.evil.example/kwast", "facebook.com.evil.example"),
        ("https://facebook.com@evil.example/kwast", "evil.example"),
        ("https://evil.example\\@facebook.com/kwast", "evil.example"),
        ("https://evil.example/facebook.com/kwast", "evil.example"),
        ("notfacebook.com/kwast", "notfacebook.com"),
    ],
)
def test_a_host_that_only_looks_like_a_network_is_shown_as_what_it_is(pasted: str, host: str) -> None:
    account = read_account(pasted)

    assert isinstance(account, ReadAccount)
    assert account.network == "other"
    assert account.url is not None
    assert account.url.startswith(f"https://{host}/")


def test_a_bare_name_asks_for_its_network() -> None:
    assert read_account("@kwastenkleed") == WhichNetwork("@kwastenkleed", "kwastenkleed")
    assert isinstance(read_account("javascript:alert(1)"), WhichNetwork)


def test_a_bare_name_goes_to_the_network_that_was_chosen() -> None:
    jan = read_account("jan.jansen", "instagram")
    number = read_account("06-12345678", "whatsapp")

    assert isinstance(jan, ReadAccount)
    assert jan.url == "https://instagram.com/jan.jansen"
    assert isinstance(number, ReadAccount)
    assert show_account("whatsapp", number.handle, number.given) == "06 12 34 56 78"


def test_a_link_knows_better_than_the_network_that_was_chosen() -> None:
    account = read_account("https://x.com/kwast", "instagram")

    assert isinstance(account, ReadAccount)
    assert account.network == "x"


def test_a_name_against_the_rules_of_its_network_is_kept_and_pointed_out() -> None:
    odd = read_account("Kwast en Kleed", "facebook")

    assert isinstance(odd, ReadAccount)
    assert (odd.handle, odd.url, odd.is_odd) == ("Kwast en Kleed", None, True)


def test_a_mail_address_is_sent_to_its_own_box() -> None:
    with use_language("en"):
        answer = read_account("jan@kwast.example")

    assert isinstance(answer, NotAProfile)
    assert "e-mail" in answer.sentence


def test_several_accounts_in_one_paste() -> None:
    found = read_accounts("Volg ons! Insta: @kwastenkleed\nhttps://fb.com/kwastenkleed en x.com/kwast,\n")

    assert [(account.network, account.handle) for account in found if isinstance(account, ReadAccount)] == [
        ("instagram", "kwastenkleed"),
        ("facebook", "kwastenkleed"),
        ("x", "kwast"),
    ]
    assert len(found) == 3


def test_the_same_account_has_the_same_key_however_it_is_typed() -> None:
    first, second = read_account("https://instagram.com/Kwast?igsh=1"), read_account("@kwast", "instagram")

    assert isinstance(first, ReadAccount)
    assert isinstance(second, ReadAccount)
    assert first.key == second.key


@given(st.text(max_size=120), st.sampled_from([None, *NETWORKS]))
def test_whatever_is_pasted_never_becomes_an_unsafe_link(text: str, network: str | None) -> None:
    for account in [read_account(text, network), *read_accounts(text, network)]:
        if isinstance(account, ReadAccount) and account.url is not None:
            assert safe_link(account.url) == account.url
            assert account.url.startswith(("https://", "http://"))


@given(st.from_regex(r"[a-z][a-z0-9]{4,14}", fullmatch=True), st.sampled_from(sorted(NETWORKS)))
def test_the_address_of_an_account_reads_back_as_that_account(name: str, code: str) -> None:
    account = read_account(name, code)

    assert isinstance(account, ReadAccount)
    if account.url is not None and account.handle is not None:
        again = read_account(account.url)
        assert isinstance(again, ReadAccount)
        assert (again.network, again.handle, again.url) == (code, account.handle, account.url)


def test_every_network_has_a_name_for_people() -> None:
    with use_language("nl"):
        assert network_name("instagram") == "Instagram"
        assert network_name("linkedin_company") == "LinkedIn (bedrijf)"
        assert network_name("bestaat-niet") == "Andere pagina"
