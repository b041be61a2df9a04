"""The pages of what is still to be done: To do, and what a button on a task does."""

import re
from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.contacts.queries import people_of
from app.core import clock
from app.core.formats import show_weekday
from app.core.forms import Form
from app.core.pages import paginate
from app.core.words import _, ngettext
from app.drafts.going_on import typed
from app.home.queries import calls_for
from app.opening.queries import opening_days
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.tasks import actions, queries
from app.tasks.forms import HandOverForm, LaterForm, MissedCallForm, TaskForm, later_days
from app.tasks.models import Task, TaskEnd, TaskReason
from app.tasks.words import heading_of, task_name
from app.users.access import requires, signed_in_user
from app.users.models import Role, User
from app.users.queries import working_staff
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("tasks", __name__, url_prefix="/tasks")
blueprint.add_app_template_filter(task_name)


@blueprint.get("")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """Everything that is still to be done, mine or everybody's, the oldest day first."""
    me, today = signed_in_user(), clock.today()
    is_mine = queries.on_list_of(db.session, me, today)
    mine, everybodys = queries.count_open(db.session, is_mine)
    only_mine = request.args.get("whose") != "all"
    query = queries.open_tasks().where(is_mine) if only_mine else queries.open_tasks()
    page = paginate(db.session, query, request.args.get("page", 1, type=int))
    calls = calls_for(db.session, [task for (task,) in page.rows], me)
    return render_template(
        "tasks/index.html",
        page=page,
        groups=[
            (day, list(some))
            for day, some in groupby(calls, key=lambda call: heading_of(call.task.due_on, today))
        ],
        back="tasks" if only_mine else "everybodys",
        only_mine=only_mine,
        mine=mine,
        everybodys=everybodys,
        staff=working_staff(db.session),
        later_days=later_days(today, opening_days(db.session)),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.STAFF)
def add() -> ResponseReturnValue:
    """Plan something; with ?relation= it stands on that card too."""
    relation_id = request.args.get("relation", type=int)
    relation = get_or_404(Relation, relation_id) if relation_id else None
    if relation:
        refuse_in_bin(relation)
    people = people_of(db.session, relation.id) if relation else []
    me = signed_in_user()
    form = TaskForm(typed(), people=people, staff=working_staff(db.session), me=me)

    if request.method == "POST" and form.validate():
        responsible = get_or_404(User, form.responsible_id.data)
        task = actions.plan(
            db.session,
            relation=relation,
            person=next((person for person in people if person.id == form.person_id.data), None),
            reason=form.reason.data,
            words=form.words.data or "",
            due_on=form.due_on.data,
            responsible=responsible,
            by=me,
        )
        db.session.commit()
        flash(_where_it_stands(task, responsible))
        return redirect(
            url_for("relations.show", relation_id=relation.id) if relation else url_for("tasks.index")
        )

    return render_template("tasks/add.html", form=form, relation=relation)


@blueprint.route("/missed-call", methods=["GET", "POST"])
@requires(Role.STAFF)
def missed_call() -> ResponseReturnValue:
    """Somebody rang and nobody answered: call back, with the card when one card has this number."""
    form = MissedCallForm(request.form)

    if request.method == "POST" and form.validate():
        me, today = signed_in_user(), clock.today()
        relation = queries.find_who_rang(db.session, form.who.data)
        opening = opening_days(db.session)
        actions.plan(
            db.session,
            relation=relation,
            reason=TaskReason.CALL_BACK,
            words=form.who.data,
            due_on=today if opening.is_open(today) else opening.next_open(today),
            responsible=me,
            by=me,
        )
        db.session.commit()
        flash(_("Call back: %(name)s is on your list.", name=relation.name if relation else form.who.data))
        return redirect(url_for("home.index"))

    return render_template("tasks/missed_call.html", form=form)


@blueprint.post("/<int:task_id>/done")
@requires(Role.STAFF)
def done(task_id: int) -> ResponseReturnValue:
    """It is done."""
    actions.finish(db.session, get_or_404(Task, task_id), by=signed_in_user())
    db.session.commit()
    flash(_("Done. One thing less to think of."))
    return redirect(_back())


@blueprint.post("/<int:task_id>/drop")
@requires(Role.STAFF)
def drop(task_id: int) -> ResponseReturnValue:
    """It need not be done any more."""
    actions.finish(db.session, get_or_404(Task, task_id), by=signed_in_user(), ended=TaskEnd.DROPPED)
    db.session.commit()
    flash(_("Taken off the list."))
    return redirect(_back())


@blueprint.post("/<int:task_id>/not-reached")
@requires(Role.STAFF)
def not_reached(task_id: int) -> ResponseReturnValue:
    """Nobody answered; we try again in a few days."""
    task = get_or_404(Task, task_id)
    again = actions.not_reached(db.session, task, by=signed_in_user())
    db.session.commit()
    flash(_("Noted on the card. Back on the list on %(day)s.", day=show_weekday(again)))
    return redirect(_back())


@blueprint.route("/<int:task_id>/later", methods=["GET", "POST"])
@requires(Role.STAFF)
def later(task_id: int) -> ResponseReturnValue:
    """Do it on another day."""
    task = get_or_404(Task, task_id)
    form = LaterForm(request.form)

    if request.method == "POST" and form.validate():
        actions.postpone(db.session, task, until=form.until.data, by=signed_in_user())
        db.session.commit()
        flash(_("Back on the list on %(day)s.", day=show_weekday(task.due_on)))
        return redirect(_back())

    return _page_of(task, "tasks/later.html", form=form)


@blueprint.route("/<int:task_id>/hand-over", methods=["GET", "POST"])
@requires(Role.STAFF)
def hand_over(task_id: int) -> ResponseReturnValue:
    """Give the task to somebody else."""
    task = get_or_404(Task, task_id)
    now = db.session.get_one(User, task.responsible_id)
    form = HandOverForm(request.form, staff=working_staff(db.session), now=now)

    if request.method == "POST" and form.validate():
        to = get_or_404(User, form.to_id.data)
        actions.hand_over(db.session, task, to=to, note=form.note.data, by=signed_in_user())
        db.session.commit()
        flash(_("Handed over to %(name)s.", name=to.name))
        return redirect(_back())

    return _page_of(task, "tasks/hand_over.html", form=form)


@blueprint.route("/of/<int:user_id>/hand-over", methods=["GET", "POST"])
@requires(Role.OWNER)
def hand_over_all(user_id: int) -> ResponseReturnValue:
    """Give everything that somebody still has to do to a colleague, as when somebody leaves or is ill."""
    user = get_or_404(User, user_id)
    form = HandOverForm(request.form, staff=working_staff(db.session), now=user)

    if request.method == "POST" and form.validate():
        to = get_or_404(User, form.to_id.data)
        count = actions.hand_over_all(db.session, user, to=to, note=form.note.data, by=signed_in_user())
        db.session.commit()
        flash(ngettext("1 task goes to %(name)s.", "%(num)s tasks go to %(name)s.", count, name=to.name))
        return redirect(url_for("users.edit", user_id=user.id))

    count = queries.count_left_by(db.session, user)
    return render_template("tasks/hand_over_all.html", form=form, user=user, count=count)


def _where_it_stands(task: Task, responsible: User) -> str:
    if queries.waits(db.session, task):
        return _("Noted. It waits until they say that you may ring: ask it when you speak them anyway.")
    return _("On the list of %(name)s for %(day)s.", name=responsible.name, day=show_weekday(task.due_on))


def _page_of(task: Task, template: str, *, form: Form) -> str:
    """A question about one task, which says what it is and for whom."""
    return render_template(
        template,
        task=task,
        relation=db.session.get(Relation, task.relation_id) if task.relation_id else None,
        form=form,
        back=request.values.get("back"),
        back_to=_back(),
    )


def _back() -> str:
    """The page that the button was on: Today, a card, or the list."""
    came_from = request.values.get("back", "")
    if came_from == "today":
        return url_for("home.index")
    if re.fullmatch("[0-9]{1,18}", came_from):
        return url_for("relations.show", relation_id=int(came_from))
    return url_for("tasks.index", whose="all" if came_from == "everybodys" else None)
