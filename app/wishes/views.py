"""The pages of the wishes: what people want, who wants the same, one wish."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.contacts.filled import form_now
from app.contacts.queries import people_of
from app.core.words import _
from app.drafts.going_on import typed
from app.quotes.lists import quotes_of
from app.quotes.models import Quote
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.load import get_or_404
from app.wishes import actions, queries
from app.wishes.forms import LONGEST, ChangedWishForm, TopicForm, WishForm

blueprint = Blueprint("wishes", __name__, url_prefix="/wishes")


@blueprint.get("")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """What people want, and how many want the same."""
    page = queries.topics_page(db.session, request.args.get("page", 1, type=int))
    return render_template("wishes/index.html", page=page)


@blueprint.get("/topic")
@requires(Role.VIEWER)
def topic() -> ResponseReturnValue:
    """Who has the wish with this topic, in their own words."""
    key = request.args.get("key", "")
    return render_template(
        "wishes/topic.html",
        topic=queries.find_topic(db.session, key) or abort(404),
        page=queries.wishes_about(db.session, key, request.args.get("page", 1, type=int)),
    )


@blueprint.route("/topic/rename", methods=["GET", "POST"])
@requires(Role.STAFF)
def rename_topic() -> ResponseReturnValue:
    """Give a topic another name, or the name of another topic: then the two become one."""
    named = queries.find_topic(db.session, request.args.get("key") or abort(404)) or abort(404)
    form = TopicForm(request.form, data={"topic": named.name})

    if request.method == "POST" and form.validate():
        key = actions.rename_topic(db.session, named.key, form.topic.data, by=signed_in_user())
        db.session.commit()
        flash(_("These wishes are now about: %(topic)s.", topic=form.topic.data))
        return redirect(url_for("wishes.topic", key=key))

    names = queries.topics_in_use(db.session)
    return render_template("wishes/rename_topic.html", topic=named, form=form, topics=names)


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.STAFF)
def add() -> ResponseReturnValue:
    """Note what somebody really wants."""
    relation = get_or_404(Relation, request.args.get("relation", 0, type=int))
    refuse_in_bin(relation)
    form = WishForm(
        typed(),
        people=people_of(db.session, relation.id),
        quotes=_quotes_of(relation),
        data={
            "wanted": request.args.get("words", "")[:LONGEST],
            "quote_id": request.args.get("quote", type=int),
        },
    )

    if request.method == "POST" and form.validate():
        actions.add(db.session, relation, form.wished(), by=signed_in_user())
        db.session.commit()
        flash(_("The wish is noted."))
        return redirect(url_for("relations.show", relation_id=relation.id))

    names = queries.topics_in_use(db.session)
    return render_template("wishes/add.html", relation=relation, form=form, topics=names)


@blueprint.route("/<int:wish_id>/edit", methods=["GET", "POST"])
@requires(Role.STAFF)
def edit(wish_id: int) -> ResponseReturnValue:
    """Read a wish, write it down better, and say what we do about it."""
    wish = queries.find_wish(db.session, wish_id) or abort(404)
    make = partial(
        ChangedWishForm,
        people=people_of(db.session, wish.relation_id, also_left=True),
        quotes=_quotes_of(wish.relation),
        wish=wish,
        data={"is_done": not wish.is_open},
    )
    form, clashes = form_now(make, typed(), is_sent=request.method == "POST")

    if request.method == "POST" and not clashes and form.validate():
        actions.change(
            db.session,
            wish,
            form.wished(),
            what_we_do=form.what_we_do.data,
            is_done=form.is_done.data,
            by=signed_in_user(),
        )
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("relations.show", relation_id=wish.relation_id))

    names = queries.topics_in_use(db.session)
    page = render_template(
        "wishes/edit.html", relation=wish.relation, wish=wish, form=form, clashes=clashes, topics=names
    )
    return page, 409 if clashes else 200


def _quotes_of(relation: Relation) -> list[Quote]:
    return [listed.quote for listed in quotes_of(db.session, relation.id)]
