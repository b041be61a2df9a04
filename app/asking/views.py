"""The page of what is still to be asked, oldest first, with whom to ring and what to say; also on paper."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.asking.queries import questions
from app.core.pages import Page
from app.core.words import _
from app.home.queries import calls_for
from app.outcomes import actions
from app.quotes.lists import Listed, still_to_ask
from app.quotes.load import live_quote
from app.shop.queries import get_shop
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.papers import answer

blueprint = Blueprint("asking", __name__, url_prefix="/still-to-ask")

# More than anybody rings in a week.
MOST_ON_PAPER = 100


@blueprint.get("")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """Every no without a reason, and every quote whose last day has passed without an answer."""
    page = still_to_ask(db.session, request.args.get("page", 1, type=int))
    return render_template("asking/index.html", page=page, rows=_with_calls(page))


@blueprint.get("/call-sheet.html", defaults={"on_screen": True})
@blueprint.get("/call-sheet.pdf", defaults={"on_screen": False})
@requires(Role.VIEWER)
def call_sheet(on_screen: bool) -> ResponseReturnValue:
    """The same people in the same order on paper, with room for what they say."""
    page = still_to_ask(db.session, 1, size=MOST_ON_PAPER)
    return answer(
        "asking/call_sheet.pdf.html",
        f"{_('Still to ask')}.pdf",
        on_screen=on_screen,
        shop=get_shop(db.session),
        page=page,
        rows=_with_calls(page),
    )


@blueprint.post("/<int:quote_id>/would-not-say")
@requires(Role.STAFF)
def would_not_say(quote_id: int) -> ResponseReturnValue:
    """They were asked, and keep it to themselves: that is an answer too."""
    quote = live_quote(quote_id)
    actions.would_not_say(db.session, quote, by=signed_in_user())
    db.session.commit()
    flash(_("Quote %(number)s: they would not say why.", number=quote.number))
    return redirect(url_for("asking.index"))


def _with_calls(page: Page) -> list[tuple[Listed, object]]:
    """Each quote with whom to ring about it, and what to say."""
    me = signed_in_user()
    calls = calls_for(db.session, questions(db.session, page.rows, me), me)
    return list(zip(page.rows, calls, strict=True))
