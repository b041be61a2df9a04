"""Every text has its Dutch, and no text uses a word that a shop owner would not say."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app.core.words import TRANSLATIONS

PROJECT = Path(__file__).parent.parent
KEYWORDS = {"_": None, "gettext": None, "lazy": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
METHODS = [("app/**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"extensions": "jinja2.ext.i18n", "silent": "false"}}

# domain.md 2.5: jargon, and what computers call things.
FORBIDDEN = {
    "nl": (
        "lead leads prospect account accounts deal opportunity pipeline funnel follow-up churn segment"
        " conversie dashboard record records entiteit item items sync backend query workflow KPI NPS SLA"
        " touchpoint stakeholder debiteur crediteur NAW CRM"
    ),
    "en": (
        "lead leads prospect deal pipeline opportunity account accounts churn segment conversion entity"
        " touchpoint record records dashboard follow-up backend query workflow KPI NPS SLA stakeholder CRM"
    ),
}
# Names and keys, the same in every language.
NAMES = {
    "Kaartenbak",
    "Kaartenbak ·",
    "· Kaartenbak",
    "Esc",
    "Enter",
    "Ctrl",
    "KVK",
    "IBAN",
    "QR",
    "Nederlands",
    "English",
}
# The glossary's own words that hold one of these.
ALLOWED = {"social account", "social accounts", "instagram-account", "google-account"}


def source_texts() -> dict[tuple[str | None, str], str]:
    """Every text in code and templates, with the first file it stands in."""
    found: dict[tuple[str | None, str], str] = {}
    for file, _line, message, _comments, context in extract_from_dir(
        PROJECT, METHODS, OPTIONS, KEYWORDS, directory_filter=lambda path: ".venv" not in str(path)
    ):
        key = message[0] if isinstance(message, tuple) else message
        found.setdefault((context, key), file)
    return found


def dutch_texts() -> dict[tuple[str | None, str], dict[str, tuple[str, ...]]]:
    """The Dutch of every text, by the catalogue it stands in."""
    found: dict[tuple[str | None, str], dict[str, tuple[str, ...]]] = defaultdict(dict)
    for path in sorted((TRANSLATIONS / "nl").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                if message.id:
                    key = message.id[0] if isinstance(message.id, list | tuple) else message.id
                    string = message.string if isinstance(message.string, list | tuple) else (message.string,)
                    found[message.context, key][path.stem] = tuple(
                        "" if message.fuzzy else str(s) for s in string
                    )
    return found


def test_every_text_has_its_dutch() -> None:
    dutch = dutch_texts()
    missing = [
        f"{file}: {text!r}"
        for (context, text), file in source_texts().items()
        if not any(all(strings) for strings in dutch.get((context, text), {}).values())
    ]

    assert not missing, "\n".join(missing)


def test_no_dutch_without_its_text() -> None:
    source = source_texts()
    left_over = [f"{list(where)}: {key[1]!r}" for key, where in dutch_texts().items() if key not in source]

    assert not left_over, "\n".join(left_over)


def test_no_dutch_stands_loose_in_a_catalogue() -> None:
    loose = [
        f"{path.stem}: {entry!r}"
        for path in sorted((TRANSLATIONS / "nl").glob("*.po"))
        for entry in path.read_text(encoding="utf-8").strip().split("\n\n")
        if len(re.findall(r"^msgid ", entry, re.MULTILINE)) != 1
    ]

    assert not loose, "\n".join(loose)


def test_a_text_has_only_one_dutch() -> None:
    torn = {key: where for key, where in dutch_texts().items() if len(set(where.values())) > 1}

    assert not torn, "\n".join(map(str, torn.items()))


def test_the_dutch_fills_in_the_same_values() -> None:
    holes = re.compile(r"%\((\w+)\)[sd]|%(?![%(])")
    wrong = [
        (text, string)
        for (_context, text), where in dutch_texts().items()
        for strings in where.values()
        for string in strings
        if string and not set(holes.findall(string)) <= set(holes.findall(text)) | {"num"}
    ]

    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_uses_a_word_that_a_shop_owner_would_not_say(language: str) -> None:
    if language == "en":
        texts = [text for _context, text in source_texts()]
    else:
        texts = [text for where in dutch_texts().values() for strings in where.values() for text in strings]
    forbidden = re.compile(rf"\b({FORBIDDEN[language].replace(' ', '|')})\b", re.IGNORECASE)

    found = [text for text in texts if forbidden.search(_without_allowed(text))]

    assert not found, "\n".join(found)


def _without_allowed(text: str) -> str:
    text = re.sub(r"%\(\w+\)s", "", text).lower()
    for allowed in ALLOWED:
        text = text.replace(allowed, "")
    return text


@pytest.mark.parametrize(
    "path", sorted((PROJECT / "templates").rglob("*.html")), ids=lambda path: str(path.relative_to(PROJECT))
)
def test_no_template_holds_words_outside_the_catalogue(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    source = re.sub(r"<!--.*?-->|<style.*?</style>", " ", source, flags=re.DOTALL)
    spoken = re.findall(r"\s(?:placeholder|aria-label|title|alt)=\"([^\"]*)\"", source)
    spoken += re.split(r"<[^>]*>", source)
    words = [text.strip() for text in spoken if re.search(r"[^\W\d_]{2}", text)]

    assert [text for text in words if text not in NAMES] == []
