"""The pages on which people sign in and out, and on which they and their colleagues are set up."""

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from app.core.database import take_write_lock
from app.core.words import _
from app.shop.queries import get_shop
from app.tasks.queries import count_left_by
from app.users import actions, passwords, queries
from app.users.access import public, requires, signed_in_user
from app.users.forms import (
    LetInForm,
    OwnDetailsForm,
    OwnPasswordForm,
    SignInForm,
    StaffForm,
)
from app.users.models import OneTimeCode, Role, User
from app.users.sessions import close_session, find_signed_in_user, open_session, this_sign_in
from app.web.database import db
from app.web.links import own_path
from app.web.load import get_or_404

blueprint = Blueprint("users", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Let somebody in with a name and a password."""
    if request.method == "GET" and find_signed_in_user() is not None:
        return redirect(own_path(request.args.get("next")))
    form = SignInForm(request.form)

    if request.method == "POST" and form.validate():
        wait = queries.wait_before_next_try(db.session, form.login.data, request.remote_addr or "")
        if wait:
            return render_template("users/sign_in.html", form=form, wait=wait), 429
        user = _user_with_password(form.login.data, form.password.data)
        if user is not None:
            open_session(user)
            db.session.commit()
            return redirect(own_path(request.args.get("next")))
        return render_template("users/sign_in.html", form=form, is_wrong=True, is_set_up=True)

    return render_template("users/sign_in.html", form=form, is_set_up=queries.is_set_up(db.session))


@blueprint.route("/sign-in/<code>", methods=["GET", "POST"])
@public
def sign_in_once(code: str) -> ResponseReturnValue:
    """Let somebody in by a link that works once; looking at the page does not use it up."""
    user = _user_of(queries.find_code(db.session, code))
    if user is None:
        abort(403)

    if request.method == "POST":
        actions.use_code(db.session, code)
        open_session(user)
        db.session.commit()
        return redirect("/")

    return render_template("users/sign_in_once.html", user=user)


@blueprint.route("/sign-out", methods=["POST"])
@requires(Role.VIEWER)
def sign_out() -> ResponseReturnValue:
    """Sign this browser out, on the server too."""
    close_session()
    db.session.commit()
    response = make_response(redirect(url_for("users.sign_in")))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.get("/still-in")
@requires(Role.VIEWER)
def still_in() -> ResponseReturnValue:
    """Who is signed in, for an open page that asks now and then; ?touched when somebody is at work there."""
    return Response(str(signed_in_user().id), mimetype="text/plain")


@blueprint.route("/me", methods=["GET", "POST"])
@requires(Role.VIEWER)
def me() -> ResponseReturnValue:
    """One's own name, number and language."""
    user = signed_in_user()
    form = OwnDetailsForm(request.form, obj=user)

    if request.method == "POST" and form.validate():
        actions.change_own_details(db.session, user, **form.data)
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("users.me"))

    return render_template("users/me.html", user=user, form=form)


@blueprint.route("/me/password", methods=["GET", "POST"])
@requires(Role.VIEWER)
def own_password() -> ResponseReturnValue:
    """Choose another password for oneself."""
    user = signed_in_user()
    form = OwnPasswordForm(
        request.form,
        names=(user.name,),
        is_present=lambda password: passwords.matches(user.password_hash, password),
    )

    if request.method == "POST" and form.validate():
        actions.change_password(db.session, user, form.password.data, keep=this_sign_in(), by=user)
        db.session.commit()
        flash(_("Your password is changed. Other computers you were signed in on are signed out."))
        return redirect(url_for("users.me"))

    return render_template("users/own_password.html", user=user, form=form)


@blueprint.route("/settings/staff")
@requires(Role.OWNER)
def staff() -> ResponseReturnValue:
    """Everybody who works here, and who worked here."""
    return render_template("users/staff.html", staff=queries.staff(db.session))


@blueprint.route("/settings/staff/new", methods=["GET", "POST"])
@requires(Role.OWNER)
def add() -> ResponseReturnValue:
    """Add somebody who works here; a password can follow."""
    shop = get_shop(db.session)
    form = StaffForm(
        request.form, others=queries.working_staff(db.session), data={"works_on": list(shop.open_on)}
    )

    if request.method == "POST" and form.validate():
        by = signed_in_user()
        user = actions.add(db.session, language=shop.language, by=by, **form.values())
        db.session.commit()
        flash(_("%(name)s is added.", name=user.name))
        return redirect(url_for("users.edit", user_id=user.id))

    return render_template("users/add.html", form=form)


@blueprint.route("/settings/staff/<int:user_id>", methods=["GET", "POST"])
@requires(Role.OWNER)
def edit(user_id: int) -> ResponseReturnValue:
    """What others see of somebody, and what they may do."""
    user = get_or_404(User, user_id)
    others = [other for other in queries.working_staff(db.session) if other is not user]
    form = StaffForm(request.form, obj=user, others=others)

    if request.method == "POST" and form.validate():
        actions.change(db.session, user, by=signed_in_user(), **form.values())
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("users.staff"))

    tasks = count_left_by(db.session, user)
    return render_template("users/edit.html", user=user, form=form, tasks=tasks)


@blueprint.route("/settings/staff/<int:user_id>/password", methods=["GET", "POST"])
@requires(Role.OWNER)
def let_in(user_id: int) -> ResponseReturnValue:
    """Give somebody a name and password to sign in with."""
    user = get_or_404(User, user_id)
    form = LetInForm(
        request.form,
        login=user.login or user.name,
        names=(user.name,),
        is_taken=lambda login: queries.find_by_login(db.session, login) not in (None, user),
    )

    if request.method == "POST" and form.validate():
        by = signed_in_user()
        actions.let_in(db.session, user, login=form.login.data, password=form.password.data, by=by)
        db.session.commit()
        flash(_("%(name)s signs in as “%(login)s” from now on.", name=user.name, login=user.login))
        return redirect(url_for("users.staff"))

    return render_template("users/let_in.html", user=user, form=form)


@blueprint.route("/settings/staff/<int:user_id>/block", methods=["POST"])
@requires(Role.OWNER)
def block(user_id: int) -> ResponseReturnValue:
    """Let somebody in no longer, from their next click on."""
    user = get_or_404(User, user_id)
    actions.block(db.session, user, by=signed_in_user())
    db.session.commit()
    flash(_("%(name)s cannot sign in any more.", name=user.name))
    return redirect(_who_takes_over(user))


@blueprint.route("/settings/staff/<int:user_id>/unblock", methods=["POST"])
@requires(Role.OWNER)
def unblock(user_id: int) -> ResponseReturnValue:
    """Let somebody in again."""
    user = get_or_404(User, user_id)
    actions.unblock(db.session, user, by=signed_in_user())
    db.session.commit()
    flash(_("%(name)s can sign in again.", name=user.name))
    return redirect(url_for("users.staff"))


@blueprint.route("/settings/staff/<int:user_id>/leave", methods=["POST"])
@requires(Role.OWNER)
def leave(user_id: int) -> ResponseReturnValue:
    """Somebody works here no longer."""
    user = get_or_404(User, user_id)
    actions.leave(db.session, user, by=signed_in_user())
    db.session.commit()
    flash(_("%(name)s works here no longer. The name stays with what was done.", name=user.name))
    return redirect(_who_takes_over(user))


@blueprint.route("/settings/staff/<int:user_id>/come-back", methods=["POST"])
@requires(Role.OWNER)
def come_back(user_id: int) -> ResponseReturnValue:
    """Somebody works here again."""
    user = get_or_404(User, user_id)
    actions.come_back(db.session, user, by=signed_in_user())
    db.session.commit()
    flash(_("%(name)s works here again.", name=user.name))
    return redirect(url_for("users.staff"))


def _who_takes_over(user: User) -> str:
    """The page that asks to whom the tasks of somebody who is gone go; without tasks, the list of staff."""
    if count_left_by(db.session, user):
        return url_for("tasks.hand_over_all", user_id=user.id)
    return url_for("users.staff")


def _user_with_password(login: str, password: str) -> User | None:
    """Whose password this is; the try is on file before the slow work, for which nobody else should wait."""
    user = queries.find_by_login(db.session, login)
    stored = user.password_hash if user is not None and user.may_sign_in else None
    attempt = actions.note_try(db.session, login=login, address=request.remote_addr or "")
    db.session.commit()
    is_right = passwords.matches(stored, password)
    take_write_lock(db.session)
    if not is_right or user is None:
        actions.note_failure(db.session, user)
        db.session.commit()
        return None
    actions.note_success(db.session, attempt)
    actions.freshen_password(db.session, user, password)
    return user


def _user_of(code: OneTimeCode | None) -> User | None:
    """Whom a code lets in; the code of a first start lets in nobody."""
    user = db.session.get(User, code.user_id) if code is not None and code.user_id is not None else None
    return user if user is not None and user.may_sign_in else None
