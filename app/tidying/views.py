"""Tidy up: the page for a spare minute; and the end of the bin."""

import datetime as dt

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.words import ngettext
from app.shop.queries import get_shop
from app.tidying import actions, queries
from app.tidying.words import days_in_words, to_do_words
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db

blueprint = Blueprint("tidying", __name__)
for filter_ in (days_in_words, to_do_words):
    blueprint.add_app_template_filter(filter_)


@blueprint.route("/tidy-up")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """Likely doubles, what cards lack, and customers who are quiet."""
    shop = get_shop(db.session)
    never_bought, all_never_bought = queries.never_bought(db.session, shop)
    return render_template(
        "tidying/index.html",
        doubles=queries.doubles(db.session, request.args.get("page", 1, int)),
        to_do=queries.to_do(db.session, shop),
        quiet=queries.quiet_customers(db.session),
        never_bought=never_bought,
        all_never_bought=all_never_bought,
    )


@blueprint.route("/bin/empty", methods=["GET", "POST"])
@requires(Role.OWNER)
def empty_bin() -> ResponseReturnValue:
    """Wipe all that the page showed to be in the bin, without waiting for the thirty days."""
    until = _moment(request.form.get("until", ""))
    if request.method == "POST" and until is not None:
        count = actions.empty_bin(db.session, until=until, by=signed_in_user())
        db.session.commit()
        flash(ngettext("%(num)s card is wiped.", "%(num)s cards are wiped.", count))
        return redirect(url_for("relations.bin"))

    now = clock.now()
    count = len(queries.binned(db.session, until=now))
    return render_template("tidying/empty_bin.html", count=count, until=now.isoformat())


def _moment(text: str) -> dt.datetime | None:
    """The moment that the page was made, as its form says; None when it says nothing that can be one."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None and moment <= clock.now() else None
