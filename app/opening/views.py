"""The page of Settings on which the owner says when the shop is open."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _
from app.opening import actions, queries
from app.opening.forms import ClosedDaysForm, HolidaysForm, WeekdaysForm
from app.opening.models import ClosedDay
from app.shop.queries import get_shop
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("opening", __name__, url_prefix="/settings/opening")


@blueprint.get("")
@requires(Role.OWNER)
def index() -> ResponseReturnValue:
    """On which days of the week the shop is open, and which days it is closed."""
    return _page()


@blueprint.post("/weekdays")
@requires(Role.OWNER)
def weekdays() -> ResponseReturnValue:
    """Open on other days of the week."""
    form = WeekdaysForm(request.form)
    if not form.validate():
        return _page(weekdays=form)
    shop = get_shop(db.session)
    actions.change_weekdays(db.session, shop, form.open_on.data or (), by=signed_in_user())
    db.session.commit()
    flash(_("Saved."))
    return redirect(url_for("opening.index"))


@blueprint.post("/closed")
@requires(Role.OWNER)
def close() -> ResponseReturnValue:
    """Close on a day, or on several in a row."""
    form = ClosedDaysForm(request.form)
    if not form.validate():
        return _page(closed=form)
    actions.close(db.session, form.days, by=signed_in_user())
    db.session.commit()
    flash(_("Noted. Nothing is planned on a closed day by itself."))
    return redirect(url_for("opening.index"))


@blueprint.post("/holidays")
@requires(Role.OWNER)
def close_on_holidays() -> ResponseReturnValue:
    """Close on the holidays that were chosen."""
    form = HolidaysForm(request.form, holidays=queries.holidays_to_choose(db.session))
    if not form.validate():
        return _page(holidays=form)
    actions.close(db.session, form.chosen, by=signed_in_user())
    db.session.commit()
    flash(_("Noted. Nothing is planned on a closed day by itself."))
    return redirect(url_for("opening.index"))


@blueprint.post("/closed/<int:closed_day_id>/open-again")
@requires(Role.OWNER)
def open_again(closed_day_id: int) -> ResponseReturnValue:
    """Open on a day that was closed, and on those in the same row."""
    actions.open_again(db.session, get_or_404(ClosedDay, closed_day_id), by=signed_in_user())
    db.session.commit()
    flash(_("The shop is open then."))
    return redirect(url_for("opening.index"))


def _page(
    *,
    weekdays: WeekdaysForm | None = None,
    closed: ClosedDaysForm | None = None,
    holidays: HolidaysForm | None = None,
) -> str:
    """The page with its three forms; the one that is not right yet as it was typed."""
    shop = get_shop(db.session)
    to_choose = queries.holidays_to_choose(db.session)
    return render_template(
        "opening/index.html",
        weekdays=weekdays or WeekdaysForm(data={"open_on": list(shop.open_on)}),
        closed=closed or ClosedDaysForm(),
        holidays=holidays or HolidaysForm(holidays=to_choose),
        to_choose=to_choose,
        periods=queries.closed_periods(db.session),
    )
