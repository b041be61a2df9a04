"""What every template may use: words, formats, icons, addresses that can be kept for ever, and the menu."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, abort, make_response, request, url_for
from flask.typing import ResponseReturnValue

from app.core import assets, clock, formats, words

LOOKS = {"theme": ("light", "dark"), "density": ("compact",), "keys": ("off",)}

YEAR = 31_536_000


@dataclass(frozen=True)
class MenuItem:
    """One tab on the front of the box; `parts` are the blueprints whose pages lie behind it."""

    endpoint: str
    label: str
    parts: frozenset[str]

    @property
    def is_open(self) -> bool:
        return request.blueprint in self.parts


def init_templating(app: Flask, menu: tuple[MenuItem, ...] = ()) -> None:
    """Give the templates their words and filters, and serve the assets."""
    app.add_url_rule("/static/<version>/<path:name>", "static", _serve)
    app.add_url_rule("/favicon.ico", "favicon", _favicon)

    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        _=words._,
        ngettext=words.ngettext,
        pgettext=words.pgettext,
        language=words.language,
        static_url=static_url,
        style_urls=style_urls,
        icon_url=icon_url,
        this_page=this_page,
        look=look,
        front_tabs=menu,
    )
    app.jinja_env.filters.update(
        amount=formats.show_amount,
        number=formats.show_number,
        quantity=formats.show_quantity,
        long_date=formats.show_date,
        day=formats.show_day,
        weekday=formats.show_weekday,
        near_day=formats.show_near_day,
        digits_date=formats.show_date_digits,
        moment=formats.show_moment,
        time=formats.show_time,
        in_shop_time=clock.in_shop_time,
        pieces=pieces,
    )
    app.jinja_env.globals["icon"] = vars(app.jinja_env.get_template("macros/icons.html").module)["icon"]


def static_url(name: str) -> str:
    """Return the address of an asset; it changes with the contents of any of them."""
    return f"/static/{assets.version()}/{name}"


def style_urls(named: Sequence[str] = ()) -> list[str]:
    """Return the styles of a page beside app.css: those it names, or else that of its own part of the app."""
    found = (assets.style_of(part) for part in named or [request.blueprint or ""])
    return [static_url(name) for name in found if name]


def icon_url(name: str) -> str:
    """Return the address of one icon; one that is not on the list is a mistake in a template."""
    if name not in assets.ICONS:
        raise LookupError(f"Add the icon {name!r} to core/assets.py.")
    return f"{static_url(f'icons/{name}.svg')}#{assets.ICON}"


def pieces(address: str) -> list[str]:
    """Return an address in pieces, after each @ and dot: between them it may go on in the next line."""
    return re.split(r"(?<=[@.])(?=\w)", address)


def this_page(**changes: str | int | None) -> str:
    """Return the address of this page with other questions behind the `?`; None leaves one out."""
    asked: dict[str, Any] = request.args.to_dict(flat=False) | changes
    return url_for(request.endpoint or "", **(request.view_args or {}) | asked)


def look(what: str) -> str | None:
    """Return a choice about the look that was made on this laptop, or None when the system decides."""
    chosen = request.cookies.get(what)
    return chosen if chosen in LOOKS[what] else None


def _serve(version: str, name: str) -> ResponseReturnValue:
    """Send an asset; a page from before an update gets the new one, but may not keep it."""
    asset = assets.find(name)
    if asset is None:
        abort(404)

    response = make_response(asset.content)
    response.content_type = asset.media_type
    if version == assets.version():
        response.cache_control.public = True
        response.cache_control.immutable = True
        response.cache_control.max_age = YEAR
    else:
        response.cache_control.no_cache = True
    return response


def _favicon() -> ResponseReturnValue:
    """Some browsers ask for this name, whatever the page says."""
    return _serve(assets.version(), "favicon.svg")
