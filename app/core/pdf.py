"""Paper: a page of HTML becomes a PDF. The only place that knows WeasyPrint.

WeasyPrint is loaded at the first paper, for it needs Pango from the system: without it the app starts all
the same, and whoever prints is told what to install. On a computer without any font Pango would end the
whole program, so that counts as not being there too.
"""

import logging
import warnings
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from functools import cache
from importlib import import_module
from io import StringIO
from threading import Lock
from typing import Any, cast

from app.core import assets
from app.core.errors import RuleBroken
from app.core.words import gettext as _

# Above this a paper takes minutes and more memory than a laptop has to spare.
MOST_CHARACTERS = 4_000_000

# Every address on a paper is looked up below this one, which by its name can exist nowhere (RFC 2606).
BASE = "http://paper.invalid"

# What all papers share is read once; what only one paper needs, it links itself.
SHARED_STYLES = ("css/tokens.css", "css/print/fonts.css", "css/print/sheet.css")

_drawing = Lock()


class PdfUnavailable(RuleBroken):
    """No PDF can be made on this computer until something is installed; the sentence says what."""


def pdf(html: str, files: Mapping[str, assets.Asset] | None = None) -> bytes:
    """Draw a page of HTML. Raises PdfUnavailable or RuleBroken.

    It reaches nothing but our own assets, and the files that are given with it by their address.
    """
    if len(html) > MOST_CHARACTERS:
        raise RuleBroken(_("This would become too much paper. Choose a smaller part of the list."))

    # Pango and fontconfig are not made for two threads at once.
    with _drawing:
        press = _ready_press()
        page = press.weasyprint.HTML(string=html, base_url=BASE, url_fetcher=press.fetcher_of(files or {}))
        content = page.write_pdf(stylesheets=press.styles, font_config=press.fonts, pdf_variant="pdf/ua-1")
    return cast("bytes", content)


def why_unavailable() -> str | None:
    """What to install before a PDF can be made, or None when all is there."""
    try:
        with _drawing:
            _ready_press()
    except PdfUnavailable as problem:
        return problem.sentence
    return None


class _Press:
    """WeasyPrint with the fonts and styles that all papers share."""

    def __init__(self, weasyprint: Any) -> None:
        self.weasyprint = weasyprint
        self.fetcher_of = _make_fetcher(weasyprint.urls)
        self.fetcher = self.fetcher_of({})
        self.fonts = weasyprint.text.fonts.FontConfiguration()
        self.styles = [
            weasyprint.CSS(url=_address(name), font_config=self.fonts, url_fetcher=self.fetcher)
            for name in SHARED_STYLES
        ]


def _ready_press() -> _Press:
    press = _press()
    if press is None:
        raise PdfUnavailable(
            _(
                "This computer cannot make a PDF yet. On Debian or Ubuntu, install libpango-1.0-0,"
                " libpangoft2-1.0-0, libharfbuzz-subset0 and fonts-dejavu-core; on a Mac, install pango"
                " with Homebrew. Then start Kaartenbak again."
            )
        )
    return press


@cache
def _press() -> _Press | None:
    """Try once: loading takes its time, and what is missing does not come while the app runs."""
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    try:
        # It prints advice for programmers, and only warns that there are no fonts.
        with redirect_stdout(StringIO()), warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            import_module("weasyprint.text.fonts")
            return _Press(import_module("weasyprint"))
    except (ImportError, OSError, UserWarning) as problem:
        logging.getLogger(__name__).warning("No PDF can be made: %s", problem)
        return None


def _address(name: str) -> str:
    return f"{BASE}/static/{assets.version()}/{name}"


def _make_fetcher(urls: Any) -> Callable[[Mapping[str, assets.Asset]], Any]:
    """Fetchers that open no file and no connection: they look in our own assets, and in what is given."""

    class AssetFetcher(urls.URLFetcher):  # type: ignore[misc]
        def __init__(self, files: Mapping[str, assets.Asset]) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False)
            self.files = files

        def fetch(self, url: str, _headers: object = None) -> object:
            name = url.removeprefix(_address(""))
            asset = assets.find(name) if name != url else self.files.get(url.removeprefix(BASE))
            if asset is None:
                raise ValueError(f"A paper may not ask for {url!r}.")
            return urls.URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})

    return AssetFetcher
