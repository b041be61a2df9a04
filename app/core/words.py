"""The words of the interface: English in the source, other languages from the catalogues in app/translations.

Works wherever code runs (a request, a command, a PDF): the language is a context variable, the catalogues are
read once. Each feature has a small catalogue of its own, `translations/<language>/<feature>.po`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "en"
LANGUAGES = ("nl", "en")
TRANSLATIONS = Path(__file__).parent.parent / "translations"

_language: ContextVar[str] = ContextVar("language", default="nl")


def language() -> str:
    """The code of the language that words are shown in now."""
    return _language.get()


def set_language(code: str) -> None:
    """Speak this language from here on in this context; an unknown one falls back to Dutch."""
    _language.set(code if code in LANGUAGES else LANGUAGES[0])


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Speak this language inside the block: for a paper in the customer's language, for tests."""
    token = _language.set(code if code in LANGUAGES else LANGUAGES[0])
    try:
        yield
    finally:
        _language.reset(token)


def gettext(message: str, /, **values: object) -> str:
    """The message in the present language, with %(name)s filled in."""
    return _filled(_forms(_language.get()).get((None, message), (message,))[0], values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """As gettext, for a word that needs a context to be translated."""
    return _filled(_forms(_language.get()).get((context, message), (message,))[0], values)


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The form that fits the count, which is also the value `%(num)s`."""
    forms = _forms(_language.get()).get((None, one), (one, many))
    return _filled(forms[0 if count == 1 else -1], {"num": count, **values})


_ = gettext


class LazyText:
    """A text that is looked up each time it is shown: for labels that are made at import."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return gettext(self.message)

    def __html__(self) -> str:
        return str(self).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def __mod__(self, values: object) -> str:
        return str(self) % values

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(self.message)


def lazy(message: str) -> str:
    """A text for a class body; it is really a LazyText, typed as the str that it stands in for."""
    return LazyText(message)  # type: ignore[return-value]


def catalogues(code: str) -> dict[str, Catalog]:
    """The catalogues of a language by file name, as Babel reads them."""
    found = {}
    for path in sorted((TRANSLATIONS / code).glob("*.po")):
        with path.open("rb") as file:
            found[path.stem] = read_po(file, locale=code)
    return found


@lru_cache(maxsize=len(LANGUAGES))
def _forms(code: str) -> dict[tuple[str | None, str], tuple[str, ...]]:
    forms: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for catalogue in catalogues(code).values():
        for message in catalogue:
            if not message.id or message.fuzzy:
                continue
            key = message.id[0] if isinstance(message.id, list | tuple) else message.id
            strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
            if all(strings):
                forms[message.context, key] = tuple(str(string) for string in strings)
    return forms


def _filled(text: str, values: dict[str, object]) -> str:
    return text % values if values else text
