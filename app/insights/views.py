"""What the shop can learn: why quotes are declined."""

from decimal import Decimal

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.core.formats import show_amount
from app.core.money import to_euros
from app.core.periods import Period
from app.insights import queries
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
    )


def _period(asked: str | None) -> Period:
    return Period(asked) if asked in list(Period) else Period.TWELVE_MONTHS
