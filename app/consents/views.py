"""The pages on which we ask whether we may ring, mail or write, and take an answer back."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.consents import actions, queries
from app.consents.forms import AnswerForm
from app.consents.shown import rows_of_page
from app.consents.words import answer_name, channel_name, question, usual_wording
from app.contacts.models import ConsentChannel, ContactPerson
from app.contacts.names import full_name
from app.contacts.queries import contacts_of
from app.core import clock
from app.core.words import _, use_language
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.shop.queries import get_shop
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("consents", __name__, url_prefix="/relations/<int:relation_id>/consents")
blueprint.add_app_template_filter(answer_name, "consent_answer")
blueprint.add_app_template_filter(channel_name, "consent_channel")


@blueprint.get("")
@requires(Role.VIEWER)
def index(relation_id: int) -> ResponseReturnValue:
    """What everybody on a card lets us do, and all they ever answered."""
    relation = get_or_404(Relation, relation_id)
    latest = queries.latest_consents(db.session, relation_id)
    return render_template(
        "consents/index.html",
        relation=relation,
        channels=list(ConsentChannel),
        rows=rows_of_page(latest, contacts_of(db.session, relation), relation.nature),
        answers=queries.answers_of(db.session, relation_id),
    )


@blueprint.route("/ask", methods=["GET", "POST"])
@requires(Role.STAFF)
def ask(relation_id: int) -> ResponseReturnValue:
    """Ask, and note what the answer is."""
    relation = get_or_404(Relation, relation_id)
    refuse_in_bin(relation)
    channel, person = _channel(), _person(relation)
    with use_language(relation.language):
        wording = usual_wording(channel, get_shop(db.session).name)
    form = AnswerForm(request.form, data={"wording": wording, "answered_on": clock.today()})

    if request.method == "POST" and form.validate():
        given = {name: form[name].data for name in ("answer", "answered_on", "how", "wording")}
        actions.note_answer(
            db.session, relation, person=person, channel=channel, by=signed_in_user(), **given
        )
        db.session.commit()
        flash(_("The answer is noted."))
        return redirect(url_for("consents.index", relation_id=relation.id))

    name = full_name(person) if person else relation.name
    return render_template("consents/ask.html", form=form, relation=relation, title=question(channel, name))


@blueprint.post("/take-back")
@requires(Role.STAFF)
def take_back(relation_id: int) -> ResponseReturnValue:
    """They said yes before, and no now."""
    relation = get_or_404(Relation, relation_id)
    channel, person = _channel(), _person(relation)
    actions.take_back(db.session, relation, person=person, channel=channel, by=signed_in_user())
    db.session.commit()
    flash(_("Taken back. From now on the answer is no."))
    return redirect(url_for("consents.index", relation_id=relation.id))


def _channel() -> ConsentChannel:
    return request.args.get("channel", type=ConsentChannel) or abort(404)


def _person(relation: Relation) -> ContactPerson | None:
    """Who is asked: somebody on this card, or without a name the card itself."""
    if "person" not in request.args:
        return None
    person = get_or_404(ContactPerson, request.args.get("person", 0, type=int))
    if person.relation_id != relation.id:
        abort(404)
    return person
