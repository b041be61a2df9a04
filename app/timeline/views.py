"""The page on which a conversation is noted."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.contacts.models import ContactPerson
from app.contacts.queries import people_of
from app.core.database import Session
from app.core.formats import show_weekday
from app.core.words import _
from app.drafts.going_on import typed
from app.home.queries import call_for, calls_for
from app.opening.queries import opening_days
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.tasks import actions as tasks
from app.tasks.models import Task, TaskReason
from app.tasks.queries import find_open_task, tasks_of
from app.timeline import actions
from app.timeline.forms import ConversationForm
from app.users.access import requires, signed_in_user
from app.users.models import Role, User
from app.users.queries import working_staff
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("timeline", __name__)


@blueprint.route("/relations/<int:relation_id>/note", methods=["GET", "POST"])
@requires(Role.STAFF)
def note(relation_id: int) -> ResponseReturnValue:
    """Note a conversation; with ?task= it also ends the task to speak with this relation."""
    relation = get_or_404(Relation, relation_id)
    refuse_in_bin(relation)
    task = find_open_task(db.session, request.args.get("task", type=int), relation.id)
    if task and task.is_answer and request.method == "GET":
        return redirect(url_for("complaints.answer", complaint_id=task.about_id))
    form = ConversationForm(
        typed(),
        relation=relation,
        people=people_of(db.session, relation.id),
        staff=working_staff(db.session),
        me=signed_in_user(),
        opening=opening_days(db.session),
        quotes=_open_quotes(relation, task),
        data={"person_id": task.person_id if task else None},
    )

    if request.method == "POST" and form.validate():
        _save(db.session, relation, form, task)
        db.session.commit()
        flash(_said(form, task))
        return redirect(url_for("home.index") if task else url_for("relations.show", relation_id=relation.id))

    call = call_for(db.session, task, signed_in_user()) if task else None
    return render_template("timeline/note.html", relation=relation, form=form, call=call)


def _save(session: Session, relation: Relation, form: ConversationForm, task: Task | None) -> None:
    me = signed_in_user()
    person = session.get(ContactPerson, form.person_id.data) if form.person_id.data else None
    actions.note_conversation(
        session,
        relation,
        person=person,
        channel=form.channel.data,
        their_words=form.their_words.data or "",
        agreed=form.agreed.data or "",
        is_reached=not form.nobody_answered.data,
        at=form.at,
        by=me,
        staff=session.get(User, form.staff_id.data),
    )
    if task and form.nobody_answered.data:
        tasks.try_again(session, task, by=me)
    elif task and task.asks_why:
        tasks.ask_on(session, task, on=form.call_back_day, by=me)
    elif task:
        tasks.finish(session, task, by=me)
    for task_id in [] if form.nobody_answered.data else form.about.data or []:
        tasks.finish(session, session.get_one(Task, task_id), by=me)
    if form.call_back_day and not (task and task.asks_why):
        tasks.plan(
            session,
            relation=relation,
            person=person,
            reason=TaskReason.CALL_BACK,
            words=form.agreed.data or "",
            due_on=form.call_back_day,
            responsible=session.get_one(User, form.call_back_by_id.data),
            by=me,
        )


def _open_quotes(relation: Relation, task: Task | None) -> list[tuple[int, str]]:
    """The calls about quotes that this conversation can make needless, each as it stands on the list."""
    asking = [one for one in tasks_of(db.session, relation.id) if one.reason.is_chase and one is not task]
    return [(call.task.id, call.why) for call in calls_for(db.session, asking, signed_in_user())]


def _said(form: ConversationForm, task: Task | None) -> str:
    if task and task.asks_why:
        return _("Noted. What they decided is asked again on %(day)s.", day=show_weekday(task.due_on))
    if form.call_back_day:
        return _("Noted. Calling back stands on the list for %(day)s.", day=show_weekday(form.call_back_day))
    return _("The conversation is noted.")
