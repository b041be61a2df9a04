"""Today: the page that the day begins with."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.complaints import queries as complaints
from app.core import clock
from app.core.words import _
from app.drafts.queries import drafts_of
from app.home import queries
from app.shop.queries import get_shop
from app.tasks.forms import later_days
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.users.queries import working_staff
from app.web.database import db
from app.web.papers import answer

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """Whom to speak today, what is going on, and the cards that were used last."""
    last_cards = queries.last_cards(db.session)
    if not last_cards and not queries.has_cards(db.session):
        return render_template("home/empty.html", today=clock.today())

    me = signed_in_user()
    today = queries.today_for(db.session, me, whose=request.args.get("whose"))
    return render_template(
        "home/closed.html" if today.next_open else "home/index.html",
        today=clock.today(),
        day=today,
        complaints=complaints.count(db.session),
        running=queries.running(db.session),
        last_cards=last_cards,
        drafts=drafts_of(db.session, me),
        staff=working_staff(db.session),
        later_days=later_days(clock.today(), today.opening),
    )


@blueprint.get("/call-list.html", defaults={"on_screen": True})
@blueprint.get("/call-list.pdf", defaults={"on_screen": False})
@requires(Role.VIEWER)
def call_list(on_screen: bool) -> ResponseReturnValue:
    """The lines of Today on paper, to ring from anywhere; on a closed day those of the next open one."""
    me = signed_in_user()
    today = queries.today_for(db.session, me, whose=request.args.get("whose"))
    return answer(
        "home/call_list.pdf.html",
        _("Call list") + ".pdf",
        on_screen=on_screen,
        shop=get_shop(db.session),
        day=today,
        me=me,
    )
