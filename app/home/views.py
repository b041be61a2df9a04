"""Today: the page that the day begins with."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.core import clock
from app.drafts.queries import drafts_of
from app.home import queries
from app.opening.queries import opening_days
from app.tasks.forms import later_days
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.users.queries import working_staff
from app.web.database import db

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """Whom to speak today, what is going on, and the cards that were used last."""
    me = signed_in_user()
    if not queries.has_cards(db.session):
        return render_template("home/empty.html", today=clock.today())

    mine = queries.count_today(db.session, responsible_id=me.id)
    everybodys = queries.count_today(db.session)
    only_mine = (request.args.get("whose") or ("mine" if mine else "all")) == "mine"
    return render_template(
        "home/index.html",
        today=clock.today(),
        calls=queries.calls_today(db.session, me, only_mine=only_mine),
        work=queries.work_today(db.session, me, only_mine=only_mine),
        mine=mine,
        everybodys=everybodys,
        only_mine=only_mine,
        running=queries.running(db.session),
        last_cards=queries.last_cards(db.session),
        drafts=drafts_of(db.session, me),
        staff=working_staff(db.session),
        later_days=later_days(clock.today(), opening_days(db.session)),
    )
