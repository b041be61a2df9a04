"""What the shop can learn: why quotes are declined, in ten views."""

from decimal import Decimal

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.core.formats import show_amount
from app.core.money import to_euros
from app.insights import people, queries
from app.insights.forms import NarrowForm
from app.insights.splits import Split, split_by
from app.insights.words import difference_words, slice_word, split_name
from app.quotes.lists import narrowings
from app.quotes.words import period_name
from app.users.access import requires
from app.users.models import Role
from app.web.database import db

blueprint = Blueprint("insights", __name__)
blueprint.add_app_template_filter(period_name, "period")
blueprint.add_app_template_filter(split_name, "split_name")
blueprint.add_app_template_filter(slice_word, "slice_word")
blueprint.add_app_template_filter(difference_words, "difference")


@blueprint.app_template_filter("euros")
def euros(amount: Decimal) -> str:
    """An amount in whole euros, for a sentence or a bar; the table beside it has the cents."""
    return show_amount(to_euros(amount), short=True)


@blueprint.get("/why-not")
@requires(Role.VIEWER)
def why_not() -> ResponseReturnValue:
    """Why quotes were declined in a period, by how many or by how much."""
    form = _form()
    answer = queries.why_not(db.session, form.period.data, form.narrowed)
    listed = answer.is_too_few and queries.declined_quotes(db.session, form.period.data, form.narrowed)
    return _page("insights/why_not.html", form, answer=answer, listed=listed)


@blueprint.get("/why-not/<any(region, group, band, days, quarter, shop):split>")
@requires(Role.VIEWER)
def why_not_by(split: str) -> ResponseReturnValue:
    """The same, split: each part with its reasons, and what was accepted beside it."""
    form = _form()
    sliced = split_by(db.session, Split(split), form.period.data, form.narrowed)
    return _page("insights/split.html", form, sliced=sliced)


@blueprint.get("/why-not/words")
@requires(Role.VIEWER)
def words() -> ResponseReturnValue:
    """Everything that customers said, the newest first."""
    form = _form()
    page = people.words_page(db.session, form.period.data, form.narrowed, _number())
    return _page("insights/words.html", form, page=page)


@blueprint.get("/why-not/later")
@requires(Role.VIEWER)
def later() -> ResponseReturnValue:
    """Who put it off and may be called again, the soonest first."""
    form = _form()
    period, narrowed = form.period.data, form.narrowed
    page = people.again_page(db.session, period, narrowed, _number())
    earlier = people.count_again_besides(db.session, period, narrowed, page.total)
    return _page("insights/later.html", form, page=page, earlier=earlier)


@blueprint.get("/why-not/not-asked")
@requires(Role.VIEWER)
def not_asked() -> ResponseReturnValue:
    """The noes without a reason, the oldest first."""
    form = _form()
    page = people.unasked_page(db.session, form.period.data, form.narrowed, _number())
    return _page("insights/not_asked.html", form, page=page)


def _form() -> NarrowForm:
    return NarrowForm(request.args, narrowings=narrowings(db.session, {"region", "group"}))


def _number() -> int:
    return request.args.get("page", 1, type=int)


def _page(template: str, form: NarrowForm, **values: object) -> str:
    in_bin = queries.count_in_bin(db.session, form.period.data, form.narrowed)
    return render_template(template, form=form, splits=list(Split), in_bin=in_bin, **values)
