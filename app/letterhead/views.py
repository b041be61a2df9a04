"""The page of Settings about our letters, and their files."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import CombinedMultiDict

from app.core.words import _
from app.letterhead import actions, queries
from app.letterhead.forms import LEFT, RIGHT, LetterForm
from app.quotes.queries import newest_quote_id
from app.shop.queries import get_shop
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.responses import pdf_response, png_response

blueprint = Blueprint("letterhead", __name__, url_prefix="/settings/letter")


@blueprint.route("", methods=["GET", "POST"])
@requires(Role.OWNER)
def edit() -> ResponseReturnValue:
    """The logo, the side of the window and the general terms."""
    shop = get_shop(db.session)
    side = RIGHT if shop.address_on_right else LEFT
    form = LetterForm(CombinedMultiDict([request.files, request.form]), side=side)

    if request.method == "POST" and _is_right(form):
        logo = form.read_logo
        actions.change(
            db.session,
            get_shop(db.session),
            address_on_right=form.side.data == RIGHT,
            logo=logo.png if logo else None,
            terms=form.read_terms,
            terms_name=form.terms_name,
            by=signed_in_user(),
        )
        db.session.commit()
        flash(_("Saved."))
        if logo and logo.has_plate:
            flash(_("Your logo is light. On a dark plate it shows on white paper."), "wait")
        return redirect(url_for("letterhead.edit"))

    return render_template(
        "letterhead/edit.html",
        form=form,
        terms=queries.terms_name(db.session),
        newest_id=newest_quote_id(db.session),
    )


@blueprint.post("/<any(logo, terms):what>/remove")
@requires(Role.OWNER)
def remove(what: str) -> ResponseReturnValue:
    """Take the logo off our letters, or the terms away."""
    actions.remove(db.session, get_shop(db.session), what, by=signed_in_user())
    db.session.commit()
    flash(_("The logo is gone.") if what == "logo" else _("The general terms are gone."))
    return redirect(url_for("letterhead.edit"))


@blueprint.get("/logo.png")
@requires(Role.VIEWER)
def logo() -> ResponseReturnValue:
    """The logo, as it is printed."""
    kept = queries.find_logo(db.session)
    if kept is None:
        abort(404)
    return png_response(kept.content, kept.name)


@blueprint.get("/terms.pdf")
@requires(Role.VIEWER)
def terms() -> ResponseReturnValue:
    """The general terms, saved on this computer."""
    kept = queries.find_terms(db.session)
    if kept is None:
        abort(404)
    return pdf_response(kept.content, kept.name, inline=False)


def _is_right(form: LetterForm) -> bool:
    """Look at what was handed in while others may save: a large picture takes its time."""
    with db.letting_others_save():
        return form.validate()
