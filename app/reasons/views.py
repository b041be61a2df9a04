"""The pages on which the owner keeps the reasons of a no, and those of a yes."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _
from app.quotes.queries import count_with_reason
from app.reasons import actions
from app.reasons.forms import ReasonOfNoForm, ReasonOfYesForm
from app.reasons.words import GROUPS, part_of_ours
from app.shop import queries
from app.shop.models import AskedFor, RejectionReason
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("reasons", __name__, url_prefix="/settings/reasons")

Form = ReasonOfNoForm | ReasonOfYesForm


@blueprint.get("")
@requires(Role.OWNER)
def index() -> ResponseReturnValue:
    """The reasons in the order of their buttons."""
    asked_for = _asked_for()
    return render_template(
        "reasons/index.html",
        asked_for=asked_for,
        reasons=queries.reasons(db.session, asked_for),
        put_away=queries.put_away_reasons(db.session, asked_for),
        groups=dict(GROUPS),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.OWNER)
def add() -> ResponseReturnValue:
    """Add a reason."""
    asked_for = _asked_for()
    form = _form_for(asked_for)(request.form)

    if request.method == "POST" and form.validate():
        actions.add(db.session, asked_for=asked_for, by=signed_in_user(), **form.values())
        db.session.commit()
        flash(_("%(name)s is added.", name=form.name_nl.data))
        return redirect(url_for("reasons.index", after=_after(asked_for)))

    return render_template("reasons/edit.html", form=form, reason=None, asked_for=asked_for)


@blueprint.route("/<int:reason_id>", methods=["GET", "POST"])
@requires(Role.OWNER)
def edit(reason_id: int) -> ResponseReturnValue:
    """Say a reason in better words."""
    reason = get_or_404(RejectionReason, reason_id)
    form = _form_for(reason.asked_for)(request.form, obj=reason)

    if request.method == "POST" and form.validate():
        actions.change(db.session, reason, by=signed_in_user(), **form.values())
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("reasons.index", after=_after(reason.asked_for)))

    return render_template(
        "reasons/edit.html",
        form=form,
        reason=reason,
        asked_for=reason.asked_for,
        used=count_with_reason(db.session, reason.id),
        part_of_ours=part_of_ours(reason),
    )


def _asked_for() -> AskedFor:
    """After which outcome: a no, unless the address says a yes."""
    return AskedFor.ACCEPTED if request.args.get("after") == "yes" else AskedFor.DECLINED


def _after(asked_for: AskedFor) -> str | None:
    """How an address says which of the two lists is meant."""
    return "yes" if asked_for is AskedFor.ACCEPTED else None


def _form_for(asked_for: AskedFor) -> type[Form]:
    return ReasonOfYesForm if asked_for is AskedFor.ACCEPTED else ReasonOfNoForm
