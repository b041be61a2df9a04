"""Kaartenbak: the card-index box beside the till."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

from flask import Flask

from app.core.words import lazy
from app.web.cookie import set_up_cookie
from app.web.csrf import check_tokens, refuse_other_sites
from app.web.errors import explain_errors
from app.web.headers import add_headers
from app.web.limits import set_limits
from app.web.once import save_forms_once
from app.web.templating import MenuItem, init_templating

MENU = (
    MenuItem("home.index", lazy("Today"), frozenset({"home", "tasks"})),
    MenuItem(
        "relations.index",
        lazy("Relations"),
        frozenset(
            {
                *("relations", "contacts", "timeline", "audit", "exchange", "search", "stages", "wishes"),
                *("consents", "duplicates", "tidying", "lists"),
            }
        ),
    ),
    MenuItem(
        "quotes.index", lazy("Quotes"), frozenset({"quotes", "asking", "sending", "outcomes", "insights"})
    ),
    MenuItem("complaints.index", lazy("Complaints and mistakes"), frozenset({"complaints", "mistakes"})),
    MenuItem("printing.index", lazy("Print"), frozenset({"printing"})),
    MenuItem(
        "shop.settings",
        lazy("Settings"),
        frozenset(
            {
                *("shop", "branches", "reasons", "rates", "groups", "users", "regions", "opening", "duties"),
                *("sentences", "phrases"),
            }
        ),
    ),
)


def import_models() -> None:
    """Let SQLAlchemy know every table, and whoever listens to it: the journal, the map, the search index."""
    for part in ("models", "listener"):
        for package in _packages_with(part):
            import_module(f"app.{package}.{part}")


def create_app(settings: Mapping[str, Any]) -> Flask:
    """The whole app; settings are at least DATABASE_URL, DATA_FOLDER and SECRET_KEY."""
    app = Flask(__name__, template_folder="../templates", static_folder=None)
    app.config.from_mapping(settings)
    # Whatever FLASK_DEBUG says: a debugger runs what anybody types into it.
    app.debug = False
    import_models()

    from app.drafts.going_on import keep_drafts
    from app.shop.queries import idle_after
    from app.users.access import guard
    from app.users.sessions import know_people
    from app.web.database import db

    # The order is that of each request: what costs nothing refuses first, and nobody writes before asking.
    explain_errors(app)
    set_limits(app)
    add_headers(app)
    set_up_cookie(app)
    refuse_other_sites(app)
    db.init_app(app)
    know_people(app, idle_after)
    guard(app)
    check_tokens(app)
    save_forms_once(app)
    keep_drafts(app)
    init_templating(app, MENU)
    for package in _packages_with("views"):
        app.register_blueprint(import_module(f"app.{package}.views").blueprint)
    return app


def _packages_with(part: str) -> list[str]:
    return [
        package.name
        for package in iter_modules(__path__)
        if package.ispkg and find_spec(f"app.{package.name}.{part}")
    ]
