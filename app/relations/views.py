"""The box: its list, one card, and the bin."""

from itertools import groupby

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.consents.queries import consents_on
from app.contacts.queries import contacts_of, missing_on
from app.core import clock
from app.core.words import _
from app.lists import queries as lists
from app.lists.forms import ChangeForm, wanted_in
from app.mistakes.queries import open_mistakes_of
from app.outcomes.queries import ends_on
from app.relations import actions, queries
from app.relations.models import Relation
from app.relations.sorting import TABS, letter_of
from app.tasks.queries import tasks_on
from app.timeline.queries import Place, timeline_of
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.waiting.queries import waiting_for
from app.web.database import db
from app.web.load import LARGEST_ID, get_or_404
from app.wishes.queries import wishes_of

blueprint = Blueprint("relations", __name__)


@blueprint.route("/relations")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """The cards in the box: those of one kind, of one region ..., by letter, page by page."""
    return list_page()


def list_page(*, changing: ChangeForm | None = None) -> str:
    """The list that the address asks for, to look at or to change many cards of it."""
    wanted = wanted_in(request.args)
    box = lists.box(
        db.session,
        wanted,
        user=signed_in_user(),
        page=request.args.get("page", 1, int),
        letter=request.args.get("letter"),
    )
    if "change" in request.args and changing is None and signed_in_user().can_act_as(Role.STAFF):
        changing = ChangeForm(around=box.around, total=box.page.total)
    return render_template(
        "relations/index.html",
        box=box,
        groups=[(tab, list(group)) for tab, group in groupby(box.page.rows, lambda row: row.letter)],
        tabs=TABS,
        changing=changing,
    )


@blueprint.route("/relations/<int:relation_id>")
@requires(Role.VIEWER)
def show(relation_id: int) -> ResponseReturnValue:
    """One card: who it is, how to reach them, what they wait for, what went on."""
    card = queries.find_card(db.session, relation_id)
    if card is None:
        abort(404)
    if card.relation.merged_into_id is not None:
        return redirect(url_for("relations.show", relation_id=card.relation.merged_into_id))
    relation, contacts = card.relation, contacts_of(db.session, card.relation)
    only, before = request.args.get("only"), Place.read(request.args.get("before", ""))
    timeline = timeline_of(db.session, relation_id, before=before, only=only)
    return render_template(
        "relations/show.html",
        card=card,
        relation=relation,
        contacts=contacts,
        missing=missing_on(relation, contacts, has_regions=card.has_regions),
        waiting=waiting_for(db.session, [relation_id]).get(relation_id, []),
        consents=consents_on(db.session, relation, contacts),
        tasks=tasks_on(db.session, relation_id),
        wishes=wishes_of(db.session, relation_id),
        to_talk_over=open_mistakes_of(db.session, relation_id),
        today=clock.today(),
        timeline=timeline,
        ends=ends_on(db.session, timeline.entries),
        tabs=TABS,
        here=letter_of(relation.sort_name),
    )


@blueprint.route("/bin")
@requires(Role.VIEWER)
def bin() -> ResponseReturnValue:  # noqa: A001
    """The cards that were thrown away."""
    return render_template("relations/bin.html", page=queries.bin_page(db.session, _number("page") or 1))


@blueprint.route("/relations/<int:relation_id>/discard", methods=["POST"])
@requires(Role.STAFF)
def discard(relation_id: int) -> ResponseReturnValue:
    """Put a card in the bin."""
    relation = get_or_404(Relation, relation_id)
    actions.discard(db.session, relation, by=signed_in_user())
    db.session.commit()
    flash(_("%(name)s is in the bin. You can put the card back from there.", name=relation.name))
    return redirect(url_for("relations.index"))


@blueprint.route("/relations/<int:relation_id>/restore", methods=["POST"])
@requires(Role.STAFF)
def restore(relation_id: int) -> ResponseReturnValue:
    """Take a card out of the bin."""
    relation = get_or_404(Relation, relation_id)
    actions.restore(db.session, relation, by=signed_in_user())
    db.session.commit()
    flash(_("The card is back in the box."))
    return redirect(url_for("relations.show", relation_id=relation.id))


def _number(name: str) -> int | None:
    """A whole number from the address, if it is one that a row or a page can have."""
    number = request.args.get(name, type=int)
    return number if number is not None and 0 < number <= LARGEST_ID else None
