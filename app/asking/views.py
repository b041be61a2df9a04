"""The page of what is still to be asked, oldest first, with whom to ring and what to say."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.asking.queries import questions
from app.core.words import _
from app.home.queries import calls_for
from app.outcomes import actions
from app.quotes.lists import still_to_ask
from app.quotes.load import live_quote
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db

blueprint = Blueprint("asking", __name__, url_prefix="/still-to-ask")


@blueprint.get("")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """Every no without a reason, and every quote whose last day has passed without an answer."""
    page = still_to_ask(db.session, request.args.get("page", 1, type=int))
    me = signed_in_user()
    calls = calls_for(db.session, questions(db.session, page.rows, me), me)
    return render_template("asking/index.html", page=page, rows=list(zip(page.rows, calls, strict=True)))


@blueprint.post("/<int:quote_id>/would-not-say")
@requires(Role.STAFF)
def would_not_say(quote_id: int) -> ResponseReturnValue:
    """They were asked, and keep it to themselves: that is an answer too."""
    quote = live_quote(quote_id)
    actions.would_not_say(db.session, quote, by=signed_in_user())
    db.session.commit()
    flash(_("Quote %(number)s: they would not say why.", number=quote.number))
    return redirect(url_for("asking.index"))
