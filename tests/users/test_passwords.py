"""Which passwords will do, and what is kept of them."""

import pytest
from argon2 import PasswordHasher

from app.users import passwords
from app.users.forms import PASSWORD_HINT
from tests.conftest import REAL_HASHER


@pytest.mark.parametrize(
    "password",
    [
        "wachtwoord1",
        "kort",
        "wachtwoord2026!",
        "Password12345",
        "P@ssw0rd12345",
        "welkomwelkom",
        "123456789012",
        "qwertyuiop12",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabc",
        "Kwast & Kleed 2026",
        "marleen-marleen",
        "a" * 129,
    ],
)
def test_easy_short_and_endless_passwords_are_refused(password: str) -> None:
    assert passwords.objection(password, names=("Kwast & Kleed", "Marleen")) is not None


@pytest.mark.parametrize(
    "password",
    [
        "drie losse woorden",
        "paard-fiets-regen",
        "   vooraan en achteraan   ",
        "🎨🖌️🧵🪟🚪🛋️🏠🌧️🌈⭐🔑🧲",
        "kleinstegemeenelettersalleen",
        "x7$Kq!m2Lp9&",
        "lange zin " * 12,
    ],
)
def test_other_passwords_will_do_whatever_they_are_made_of(password: str) -> None:
    assert passwords.objection(password, names=("Kwast & Kleed", "Marleen")) is None


def test_the_hint_names_the_shortest_password() -> None:
    assert str(passwords.SHORTEST) in str(PASSWORD_HINT)


def test_only_exactly_the_password_matches() -> None:
    stored = passwords.keep("  drie 🎨 woorden ")

    assert stored.startswith("$argon2id$")
    assert passwords.matches(stored, "  drie 🎨 woorden ")
    assert not passwords.matches(stored, "drie 🎨 woorden")
    assert not passwords.matches(stored, "  DRIE 🎨 woorden ")
    assert not passwords.matches(stored, "")


def test_nobodys_password_is_never_right() -> None:
    assert not passwords.matches(None, "nobody has this password")
    assert not passwords.matches("not a hash", "anything")


def test_a_real_hash_costs_time_and_memory() -> None:
    assert REAL_HASHER.memory_cost >= 64 * 1024
    assert REAL_HASHER.time_cost >= 3


def test_weaker_settings_of_the_past_are_noticed() -> None:
    weaker = PasswordHasher(time_cost=1, memory_cost=32).hash("drie losse woorden")

    assert passwords.is_outdated(weaker)
    assert not passwords.is_outdated(passwords.keep("drie losse woorden"))
