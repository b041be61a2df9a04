"""Searching: the list that appears while one types, and the page that stands by itself."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.search.queries import MOST_HITS, look_for
from app.search.terms import LONGEST_QUERY
from app.users.access import requires
from app.users.models import Role
from app.waiting.words import waited_for, waiting_in_full, waiting_name
from app.web.database import db

blueprint = Blueprint("search", __name__)
for filter_ in (waited_for, waiting_in_full, waiting_name):
    blueprint.add_app_template_filter(filter_)

# What fits under the box without scrolling.
MOST_SUGGESTIONS = 8


@blueprint.route("/search")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """Everybody who answers to what was typed; when it is one, the card itself."""
    typed = _typed()
    answer = look_for(db.session, typed)
    if len(answer.hits) == 1:
        return redirect(url_for("relations.show", relation_id=answer.hits[0].relation_id))
    return render_template("search/index.html", typed=typed, answer=answer, most=MOST_HITS)


@blueprint.route("/search/suggest")
@requires(Role.VIEWER)
def suggest() -> ResponseReturnValue:
    """The first few, as a piece of a page: for under the search box."""
    typed = _typed()
    answer = look_for(db.session, typed, MOST_SUGGESTIONS + 1)
    return render_template("search/suggest.html", typed=typed, answer=answer, most=MOST_SUGGESTIONS)


def _typed() -> str:
    return request.args.get("q", "").strip()[: LONGEST_QUERY * 2]
