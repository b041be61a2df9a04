"""The pages on which the owner sets what a quote begins with, the calls about it, and btw."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.words import _
from app.quotes.queries import last_sent_on
from app.rates import actions
from app.rates.forms import QuoteDefaultsForm, RateForm
from app.shop import queries
from app.shop.actions import change_shop
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db

blueprint = Blueprint("rates", __name__, url_prefix="/settings")


@blueprint.route("/quotes", methods=["GET", "POST"])
@requires(Role.OWNER)
def quotes() -> ResponseReturnValue:
    """What a new quote begins with, when somebody rings about it, and the rates of btw."""
    shop = queries.get_shop(db.session)
    has_sent = last_sent_on(db.session) is not None
    form = QuoteDefaultsForm(request.form, shop=shop, has_sent=has_sent)

    if request.method == "POST" and form.validate():
        change_shop(db.session, shop, by=signed_in_user(), **form.values())
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("rates.quotes"))

    return render_template("rates/quotes.html", form=form, has_sent=has_sent, **_rates())


@blueprint.route("/rates", methods=["GET", "POST"])
@requires(Role.OWNER)
def add() -> ResponseReturnValue:
    """Give a rate of btw another percentage from a day on."""
    form = RateForm(request.form, last_sent_on=last_sent_on(db.session))

    if request.method == "POST" and form.validate():
        actions.add(db.session, by=signed_in_user(), **form.data)
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("rates.quotes"))

    return render_template("rates/add.html", form=form, **_rates())


def _rates() -> dict[str, Any]:
    rates = queries.rates(db.session)
    return {"rates": rates, "counting": queries.counting(rates, clock.today()), "today": clock.today()}
