"""What the shop can learn: why quotes are declined."""

from decimal import Decimal

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.core.formats import show_amount
from app.core.money import to_euros
from app.core.periods import Period
from app.insights import queries
from app.insights.splits import Split, split_by
from app.insights.words import split_name
from app.quotes.words import period_name
from app.users.access import requires
from app.users.models import Role
from app.web.database import db

blueprint = Blueprint("insights", __name__)
blueprint.add_app_template_filter(period_name, "period")


@blueprint.app_template_filter("euros")
def euros(amount: Decimal) -> str:
    """An amount in whole euros, for a sentence or a bar; the table beside it has the cents."""
    return show_amount(to_euros(amount), short=True)


@blueprint.get("/why-not")
@requires(Role.VIEWER)
def why_not() -> ResponseReturnValue:
    """Why quotes were declined in a period, by how many or by how much."""
    period = _period(request.args.get("period"))
    answer = queries.why_not(db.session, period)
    return render_template(
        "insights/why_not.html",
        answer=answer,
        listed=queries.declined_quotes(db.session, period) if answer.is_too_few else [],
        periods=list(Period),
        in_euro=request.args.get("by") == "amount",
        split_name=split_name,
        splits=list(Split),
    )


@blueprint.get("/why-not/<any(region, group, band, days, quarter, shop):by>")
@requires(Role.VIEWER)
def why_not_by(by: str) -> ResponseReturnValue:
    """The same, split: each part with its reasons, and what was accepted beside it."""
    period = _period(request.args.get("period"))
    return render_template(
        "insights/split.html",
        sliced=split_by(db.session, Split(by), period),
        period=period,
        periods=list(Period),
        split_name=split_name,
        splits=list(Split),
    )


def _period(asked: str | None) -> Period:
    return Period(asked) if asked in list(Period) else Period.TWELVE_MONTHS
