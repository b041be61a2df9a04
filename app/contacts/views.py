"""The pages on which a card is made and changed: one line, or everything at once."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.contacts import actions, queries
from app.contacts.card_rows import NotOnThisCard
from app.contacts.filled import ShownClash, card_data, keep_seen, with_theirs
from app.contacts.forms import CardForm, Host, QuickForm
from app.contacts.missing import Missing, missing_name
from app.contacts.models import ContactDetail, DetailKind
from app.contacts.shown import chips_of, shown_number
from app.contacts.words import country_names
from app.core.qr import qr_code
from app.core.words import _
from app.drafts.going_on import typed
from app.regions.queries import region_by_postcode, region_choices
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.relations.queries import all_labels, labels_of
from app.relations.sorting import sort_key
from app.search.queries import find
from app.shop.queries import get_shop
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.users.queries import working_staff
from app.web.database import db
from app.web.load import get_or_404

blueprint = Blueprint("contacts", __name__)
blueprint.add_app_template_filter(missing_name)

# Among so many cards somebody can choose through whom another came.
MOST_HOSTS = 8
# How many empty rows a new form offers.
ROWS_OF_A_NEW_CARD: dict[str, Any] = {"people": [{"ways": [{}]}], "ways": [{}, {}], "addresses": [{}]}


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.STAFF)
def quick_add() -> ResponseReturnValue:
    """Make a card from one line; whoever has that number already is shown before it is saved."""
    form = QuickForm(typed(), places=_places(), line=request.args.get("line", ""))
    known = queries.cards_with(db.session, form.read.found_by)

    if request.method == "POST" and form.validate() and _has_seen(known):
        relation = actions.add_card(
            db.session, form.typed(language=get_shop(db.session).language), by=signed_in_user()
        )
        db.session.commit()
        flash(_("%(name)s stands in the box.", name=relation.name))
        page = "contacts.edit" if request.form.get("next") == "card" else "relations.show"
        return redirect(url_for(page, relation_id=relation.id))

    return render_template("contacts/quick_add.html", form=form, chips=chips_of(form.read), known=known)


@blueprint.route("/new/reading")
@requires(Role.STAFF)
def reading() -> ResponseReturnValue:
    """How a line is understood so far, and who has that number: a piece of the page, asked while typing."""
    form = QuickForm(MultiDict({"line": request.args.get("line", "")}), places=_places())
    known = queries.cards_with(db.session, form.read.found_by)
    return render_template("contacts/_reading.html", chips=chips_of(form.read), known=known)


@blueprint.route("/relations/new", methods=["GET", "POST"])
@requires(Role.STAFF)
def add() -> ResponseReturnValue:
    """Make a card with everything on it."""
    form = _form(None, typed(), data=ROWS_OF_A_NEW_CARD | {"language": get_shop(db.session).language})
    wants_row = request.form.get("add")

    if request.method == "POST" and not wants_row and form.validate():
        relation = actions.add_card(db.session, form.typed(), by=signed_in_user())
        db.session.commit()
        flash(_("%(name)s stands in the box.", name=relation.name))
        return redirect(url_for("relations.show", relation_id=relation.id))

    form.add_row(wants_row)
    return _page(form)


@blueprint.route("/relations/<int:relation_id>/edit", methods=["GET", "POST"])
@requires(Role.STAFF)
def edit(relation_id: int) -> ResponseReturnValue:
    """Change a card; what a colleague changed meanwhile is kept, or shown beside it with status 409."""
    relation = get_or_404(Relation, relation_id)
    refuse_in_bin(relation)
    form, clashes = _form_now(relation)
    wants_row = request.form.get("add")

    if request.method == "POST" and not wants_row and not clashes and form.validate():
        try:
            actions.edit_card(db.session, relation, form.typed(), by=signed_in_user())
        except NotOnThisCard:
            abort(404)
        db.session.commit()
        flash(_("The card is saved."))
        return redirect(url_for("relations.show", relation_id=relation.id))

    form.add_row(wants_row)
    return _page(form, relation, clashes), 409 if clashes else 200


@blueprint.get("/numbers/<int:detail_id>")
@requires(Role.VIEWER)
def ring(detail_id: int) -> ResponseReturnValue:
    """A code that a mobile reads and rings: the laptop on the counter cannot ring itself."""
    detail = get_or_404(ContactDetail, detail_id)
    number = shown_number(detail.given, detail.normalised)
    if detail.kind is not DetailKind.PHONE or not number.dial:
        abort(404)
    relation = get_or_404(Relation, detail.relation_id)
    code = qr_code(f"tel:{number.dial}".encode())
    return render_template("contacts/ring.html", number=number, relation=relation, code=code)


def _form_now(relation: Relation) -> tuple[CardForm, list[ShownClash]]:
    """The form as the card stands, or as posted with what a colleague changed meanwhile put into it."""
    if request.method == "GET":
        if words := typed():
            return _form(relation, words), []
        form = _filled_form(relation)
        form.seen.data = keep_seen(form)
        for rows in (form.ways, form.addresses):
            rows.append_entry()
        if _wanted() is Missing.PERSON:
            form.people.append_entry()
        return form, []
    mine = _form(relation, request.form)
    if mine.row_version.data == str(relation.row_version):
        return mine, []
    theirs = _filled_form(relation)
    words, clashes = with_theirs(mine, theirs)
    form = _form(relation, words)
    form.row_version.data = str(relation.row_version)
    form.seen.data = keep_seen(theirs)
    return form, clashes


def _filled_form(relation: Relation) -> CardForm:
    """The form as the card stands now."""
    labels = [label.name for label in labels_of(db.session, relation.id)]
    details = queries.details_of(db.session, relation.id)
    data = card_data(
        relation,
        labels=labels,
        people=queries.people_of(db.session, relation.id, also_left=True),
        ways=[*details, *queries.accounts_of(db.session, relation.id)],
        addresses=queries.addresses_of(db.session, relation.id),
        came_through=host.name if (host := _host_of(relation)) else "",
    )
    return _form(relation, data=data)


def _form(relation: Relation | None, posted: MultiDict[str, str] | None = None, **options: Any) -> CardForm:
    by_postcode = region_by_postcode(db.session, relation.id) if relation else None
    return CardForm(
        posted,
        staff=working_staff(db.session),
        regions=region_choices(db.session),
        by_postcode=by_postcode.name if by_postcode else "",
        hosts=partial(_hosts, relation),
        answered=queries.who_answered(db.session, relation.id) if relation else (),
        **options,
    )


def _host_of(relation: Relation | None) -> Relation | None:
    host_id = relation.came_through_id if relation else None
    return db.session.get(Relation, host_id) if host_id else None


def _hosts(relation: Relation | None, typed: str) -> list[Host]:
    """Through whom somebody may have come: the card that is called so, or else all that answer to it."""
    now = _host_of(relation)
    if now and now.name == typed:
        return [Host(now.id, now.name)]
    hits = [
        hit for hit in find(db.session, typed, MOST_HOSTS) if not relation or hit.relation_id != relation.id
    ]
    same = [hit for hit in hits if sort_key(hit.name) == sort_key(typed)]
    return [Host(hit.relation_id, hit.name, hit.place) for hit in (same if len(same) == 1 else hits)]


def _has_seen(known: list[queries.Known]) -> bool:
    """Whether the page showed all these cards before it was sent."""
    return {str(card.id) for card in known} <= set(request.form.getlist("known"))


def _places() -> list[str]:
    return queries.known_places(db.session)


def _page(form: CardForm, relation: Relation | None = None, clashes: Sequence[ShownClash] = ()) -> str:
    return render_template(
        "contacts/edit.html",
        form=form,
        relation=relation,
        clashes=clashes,
        labels=all_labels(db.session),
        countries=country_names(),
        wanted=_wanted(),
    )


def _wanted() -> Missing | None:
    """What somebody came to fill in: its box has the cursor."""
    return request.args.get("missing", type=Missing)
