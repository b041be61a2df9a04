"""The pages of the complaints: the list, one complaint, and what is done about it."""

import datetime as dt
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.complaints import actions, queries
from app.complaints.forms import AnswerForm, ChangedComplaintForm, NewComplaintForm, ReopenForm
from app.complaints.models import Complaint
from app.contacts.filled import form_now
from app.contacts.queries import people_of
from app.core import clock
from app.core.formats import show_weekday
from app.core.pages import paginate
from app.core.words import _
from app.drafts.going_on import typed
from app.home.queries import call_for
from app.opening.queries import opening_days
from app.quotes.lists import quotes_of
from app.quotes.models import Quote
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.tasks.queries import find_open_task
from app.users.access import requires, signed_in_user
from app.users.models import Role, User
from app.users.queries import working_staff
from app.web.database import db
from app.web.load import LARGEST_ID, get_or_404

blueprint = Blueprint("complaints", __name__, url_prefix="/complaints")

# How many working days somebody has for an answer, unless another day was promised.
WORKDAYS_TO_ANSWER = 2


@blueprint.get("")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """Who still waits to hear from us, the latest first; or who has been told."""
    is_answered = request.args.get("show") == "answered"
    who = request.args.get("who", type=int)
    responsible_id = who if who and 0 < who <= LARGEST_ID else None
    listed = queries.answered_complaints if is_answered else queries.open_complaints
    page = paginate(db.session, listed(responsible_id=responsible_id), request.args.get("page", 1, type=int))
    return render_template(
        "complaints/index.html",
        page=page,
        is_answered=is_answered,
        responsible_id=responsible_id,
        count=queries.count(db.session, responsible_id=responsible_id),
        staff=queries.who_answers(db.session),
        today=clock.today(),
    )


@blueprint.get("/<int:complaint_id>")
@requires(Role.VIEWER)
def show(complaint_id: int) -> ResponseReturnValue:
    """One complaint: what was said, what we do about it, who answers."""
    return _page_of(_complaint(complaint_id), "complaints/show.html")


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.STAFF)
def add() -> ResponseReturnValue:
    """Write down what somebody is not happy with."""
    relation = get_or_404(Relation, request.args.get("relation", 0, type=int))
    refuse_in_bin(relation)
    me, staff = signed_in_user(), working_staff(db.session)
    responsible = next((one for one in staff if one.id == relation.regular_staff_id), me)
    form = NewComplaintForm(
        typed(),
        people=people_of(db.session, relation.id),
        quotes=_quotes_of(relation),
        staff=staff,
        data={
            "quote_id": request.args.get("quote", type=int),
            "responsible_id": responsible.id,
            "answer_by": _usual_day(responsible),
        },
    )

    if request.method == "POST" and form.validate():
        responsible = get_or_404(User, form.responsible_id.data)
        heard = form.heard()
        actions.receive(db.session, relation, heard, responsible=responsible, by=me)
        db.session.commit()
        day = show_weekday(heard.answer_by)
        flash(_("Written down. %(name)s answers by %(day)s.", name=responsible.name, day=day))
        return redirect(url_for("relations.show", relation_id=relation.id))

    return render_template("complaints/add.html", relation=relation, form=form)


@blueprint.route("/<int:complaint_id>/edit", methods=["GET", "POST"])
@requires(Role.STAFF)
def edit(complaint_id: int) -> ResponseReturnValue:
    """Write down better what was said or promised."""
    complaint = _complaint(complaint_id)
    make = partial(
        ChangedComplaintForm,
        people=people_of(db.session, complaint.relation_id, also_left=True),
        quotes=_quotes_of(complaint.relation),
        complaint=complaint,
    )
    form, clashes = form_now(make, typed(), is_sent=request.method == "POST")

    if request.method == "POST" and not clashes and form.validate():
        actions.change(db.session, complaint, form.heard(), by=signed_in_user())
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("complaints.show", complaint_id=complaint.id))

    page = render_template("complaints/edit.html", complaint=complaint, form=form, clashes=clashes)
    return page, 409 if clashes else 200


@blueprint.route("/<int:complaint_id>/answer", methods=["GET", "POST"])
@requires(Role.STAFF)
def answer(complaint_id: int) -> ResponseReturnValue:
    """Write down what we do about it; the other button says that the customer has been told."""
    complaint = _complaint(complaint_id)
    data = {"what_we_do": complaint.what_we_do, "is_solved": complaint.solved_on is not None}
    form, clashes = form_now(partial(AnswerForm, data=data), typed(), is_sent=request.method == "POST")
    # Ctrl+Enter presses no button: it counts as the first one.
    is_told = request.method == "POST" and request.form.get("do", "told") == "told"
    if is_told:
        actions.refuse_when_told(complaint)

    if request.method == "POST" and not clashes and form.validate():
        act, given = (actions.answer, form.told()) if is_told else (actions.decide, form.decision())
        act(db.session, complaint, by=signed_in_user(), **given)
        db.session.commit()
        flash(_("The customer has been told. Well done.") if is_told else _("Saved."))
        return redirect(url_for("complaints.show", complaint_id=complaint.id))

    page = _page_of(complaint, "complaints/answer.html", form=form, clashes=clashes)
    return page, 409 if clashes else 200


@blueprint.route("/<int:complaint_id>/reopen", methods=["GET", "POST"])
@requires(Role.STAFF)
def reopen(complaint_id: int) -> ResponseReturnValue:
    """They are still not happy."""
    complaint, me = _complaint(complaint_id), signed_in_user()
    answer_by = _usual_day(complaint.responsible)
    form = ReopenForm(typed(), data={"answer_by": answer_by})

    if request.method == "POST" and form.validate():
        actions.reopen(
            db.session,
            complaint,
            their_words=form.their_words.data,
            channel=form.channel.data,
            answer_by=form.answer_by.data,
            by=me,
        )
        db.session.commit()
        flash(_("Open again, and back on the list."))
        return redirect(url_for("complaints.show", complaint_id=complaint.id))

    return render_template("complaints/reopen.html", complaint=complaint, form=form)


def _complaint(complaint_id: int) -> Complaint:
    """The complaint, while its card is in the box."""
    return queries.find_complaint(db.session, complaint_id) or abort(404)


def _usual_day(responsible: User) -> dt.date:
    """The day by which somebody answers unless another day is promised."""
    return opening_days(db.session).workday_after(clock.today(), WORKDAYS_TO_ANSWER, responsible)


def _quotes_of(relation: Relation) -> list[Quote]:
    return [listed.quote for listed in quotes_of(db.session, relation.id)]


def _page_of(complaint: Complaint, template: str, **facts: object) -> str:
    """A page that shows the complaint with its quote, the number to ring and what to say."""
    planned = queries.task_of(db.session, complaint.id)
    task = find_open_task(db.session, planned.id, complaint.relation_id) if planned else None
    return render_template(
        template,
        complaint=complaint,
        quote=db.session.get(Quote, complaint.quote_id) if complaint.quote_id else None,
        call=call_for(db.session, task, signed_in_user()) if task else None,
        today=clock.today(),
        **facts,
    )
