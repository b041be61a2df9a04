"""The first start, and Settings: the pages on which the owner sets up the shop."""

from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.words import LANGUAGES, _, language, set_language
from app.shop import actions, queries
from app.shop.forms import (
    FirstStartForm,
    LookForm,
    OldCustomersForm,
    ShopForm,
)
from app.shop.models import AskedFor, ProductGroup, RejectionReason, ShopBranch
from app.stages.queries import count_proposals, old_before
from app.users.access import OPEN_ENDPOINTS, public, requires, signed_in_user
from app.users.models import Role
from app.users.queries import find_code, is_set_up
from app.users.sessions import open_session
from app.web.database import db
from app.web.load import get_or_404
from app.web.templating import LOOKS

blueprint = Blueprint("shop", __name__)

PAGES = {"branches": "branches.index", "reasons": "reasons.index", "groups": "groups.index"}
BEGINNINGS = {"read_in": "exchange.read_in", "add": "contacts.quick_add", "look_around": "home.index"}
YEAR = 365 * 24 * 3600


@blueprint.app_context_processor
def shop_of_the_page() -> dict[str, Any]:
    """Every page bears the name of the shop."""
    return {"shop": queries.find_shop(db.session)}


@blueprint.before_app_request
def use_the_clock_of_the_shop() -> None:
    """Days begin when they begin in the shop, wherever this computer thinks it stands."""
    if request.endpoint is None or request.endpoint in OPEN_ENDPOINTS:
        return
    shop = queries.find_shop(db.session)
    if shop is not None:
        clock.use_zone(shop.time_zone)


@blueprint.route("/first-start", methods=["GET", "POST"])
@public
def first_start() -> ResponseReturnValue:
    """Set up the shop: once, and only for who started the app and so has its code."""
    if is_set_up(db.session):
        abort(404)
    code = request.args.get("code", "")
    if find_code(db.session, code) is None:
        return render_template("shop/not_set_up.html"), 403
    if request.args.get("language") in LANGUAGES:
        set_language(request.args["language"])
    form = FirstStartForm(request.form, language=language())

    if request.method == "POST" and form.validate():
        owner = actions.set_up(
            db.session,
            shop_name=form.shop_name.data,
            owner_name=form.owner_name.data,
            password=form.password.data,
            language=form.language.data,
            code=code,
        )
        open_session(owner)
        db.session.commit()
        beginning = BEGINNINGS[form.begin_with.data]
        return redirect(url_for(beginning))

    return render_template("shop/first_start.html", form=form, code=code)


@blueprint.route("/settings")
@requires(Role.VIEWER)
def settings() -> ResponseReturnValue:
    """Where Settings begins: with the shop, or with one's own details for who may not change the shop."""
    is_owner = signed_in_user().can_act_as(Role.OWNER)
    return redirect(url_for("shop.details" if is_owner else "users.me"))


@blueprint.route("/settings/shop", methods=["GET", "POST"])
@requires(Role.OWNER)
def details() -> ResponseReturnValue:
    """The shop as its papers name it."""
    shop = queries.get_shop(db.session)
    form = ShopForm(request.form, obj=shop)

    if request.method == "POST" and form.validate():
        actions.change_shop(db.session, shop, by=signed_in_user(), **form.data)
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("shop.details"))

    missing = queries.missing_on_papers(shop, queries.branches(db.session))
    return render_template("shop/details.html", form=form, missing=missing)


@blueprint.route("/settings/<any(branches, reasons, groups):which>/<int:row_id>/move", methods=["POST"])
@requires(Role.OWNER)
def move(which: str, row_id: int) -> ResponseReturnValue:
    """Move something one place up or down on one of the shop's lists."""
    row = _row(which, row_id)
    actions.move(db.session, row, up=request.form.get("where") == "up", by=signed_in_user())
    db.session.commit()
    return redirect(_page_of(which, row))


@blueprint.route("/settings/<any(branches, reasons, groups):which>/<int:row_id>/put-away", methods=["POST"])
@requires(Role.OWNER)
def put_away(which: str, row_id: int) -> ResponseReturnValue:
    """Take something off one of the shop's lists."""
    row = _row(which, row_id)
    actions.put_away(db.session, row, by=signed_in_user())
    db.session.commit()
    flash(_("%(name)s is off the list, and stays where it was used.", name=_name_of(row)))
    return redirect(_page_of(which, row))


@blueprint.route("/settings/<any(branches, reasons, groups):which>/<int:row_id>/take-back", methods=["POST"])
@requires(Role.OWNER)
def take_back(which: str, row_id: int) -> ResponseReturnValue:
    """Put something back on one of the shop's lists."""
    row = _row(which, row_id)
    actions.take_back(db.session, row, by=signed_in_user())
    db.session.commit()
    flash(_("%(name)s is back on the list.", name=_name_of(row)))
    return redirect(_page_of(which, row))


@blueprint.route("/settings/old-customers", methods=["GET", "POST"])
@requires(Role.OWNER)
def old_customers() -> ResponseReturnValue:
    """After how long without a purchase the shop asks whether somebody is an old customer."""
    shop = queries.get_shop(db.session)
    form = OldCustomersForm(request.form, obj=shop)

    if request.method == "POST" and form.validate():
        actions.change_shop(db.session, shop, by=signed_in_user(), **form.data)
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("shop.old_customers"))

    waiting = count_proposals(db.session, old_before(shop))
    return render_template("shop/old_customers.html", form=form, waiting=waiting)


@blueprint.route("/settings/look", methods=["GET", "POST"])
@requires(Role.VIEWER)
def look() -> ResponseReturnValue:
    """How the app looks on this one computer; that is a cookie, so it counts before anybody signs in."""
    form = LookForm(request.form, data={name: request.cookies.get(name, "") for name in LOOKS})

    if request.method == "POST" and form.validate():
        response = make_response(redirect(url_for("shop.look")))
        for name, value in form.data.items():
            response.set_cookie(
                name, value or "", max_age=YEAR if value else 0, samesite="Lax", httponly=True
            )
        flash(_("Saved."))
        return response

    return render_template("shop/look.html", form=form)


def _row(which: str, row_id: int) -> ShopBranch | RejectionReason | ProductGroup:
    """The row of one of the lists that the owner puts in order."""
    models: dict[str, type[Any]] = {
        "branches": ShopBranch,
        "reasons": RejectionReason,
        "groups": ProductGroup,
    }
    row: ShopBranch | RejectionReason | ProductGroup = get_or_404(models[which], row_id)
    return row


def _name_of(row: ShopBranch | RejectionReason | ProductGroup) -> str:
    return row.name(language()) if isinstance(row, RejectionReason) else row.name


def _page_of(which: str, row: ShopBranch | RejectionReason | ProductGroup) -> str:
    """The page with the list that this row is on."""
    is_of_yes = isinstance(row, RejectionReason) and row.asked_for is AskedFor.ACCEPTED
    return url_for(PAGES[which], after="yes" if is_of_yes else None)
