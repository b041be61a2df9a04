"""The page of what is still to be asked, oldest first, with whom to ring and what to say; also on paper."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.asking import actions
from app.asking.forms import WrittenForm
from app.asking.queries import closable, is_to_ask, question_of, questions, written_on
from app.asking.writing import card_for, card_name, mail_address, mail_for, question_for
from app.core import clock
from app.core.formats import show_weekday
from app.core.words import _, language, use_language
from app.home.queries import calls_for
from app.opening.queries import opening_days
from app.outcomes import actions as outcomes
from app.quotes.lists import still_to_ask
from app.quotes.load import live_quote
from app.quotes.models import Quote, SentHow
from app.quotes.queries import sheet_of
from app.relations.models import Relation
from app.shop.queries import get_shop
from app.tasks.forms import LaterForm, later_days
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db
from app.web.papers import answer
from app.web.responses import mail_response

blueprint = Blueprint("asking", __name__, url_prefix="/still-to-ask")

# More than anybody rings in a week.
MOST_ON_PAPER = 100
# Two weeks is what a letter and its answer take.
WORKDAYS_TO_ANSWER = 10


@blueprint.get("")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """Every no without a reason, and every quote whose last day has passed without an answer."""
    page, me = still_to_ask(db.session, request.args.get("page", 1, type=int)), signed_in_user()
    asked = questions(db.session, page.rows, me)
    return render_template(
        "asking/index.html",
        page=page,
        rows=list(zip(page.rows, calls_for(db.session, asked, me), strict=True)),
        written_on=written_on(db.session, page.rows),
        closable=closable(db.session, page.rows, asked),
        later_days=later_days(clock.today(), opening_days(db.session)),
    )


@blueprint.get("/call-sheet.html", defaults={"on_screen": True})
@blueprint.get("/call-sheet.pdf", defaults={"on_screen": False})
@requires(Role.VIEWER)
def call_sheet(on_screen: bool) -> ResponseReturnValue:
    """The same people in the same order on paper, with room for what they say."""
    page, me = still_to_ask(db.session, 1, size=MOST_ON_PAPER), signed_in_user()
    calls = calls_for(db.session, questions(db.session, page.rows, me), me)
    return answer(
        "asking/call_sheet.pdf.html",
        f"{_('Still to ask')}.pdf",
        on_screen=on_screen,
        shop=get_shop(db.session),
        page=page,
        rows=list(zip(page.rows, calls, strict=True)),
        written_on=written_on(db.session, page.rows),
    )


@blueprint.route("/<int:quote_id>/write", methods=["GET", "POST"])
@requires(Role.STAFF)
def write(quote_id: int) -> ResponseReturnValue:
    """Ask it by mail or on a card, and note that it went; the app sends nothing itself."""
    quote, me = live_quote(quote_id), signed_in_user()
    if request.method == "GET" and not is_to_ask(db.session, quote):
        return redirect(url_for("quotes.show", quote_id=quote.id))
    form = _written_form(quote)

    if request.method == "POST" and form.validate():
        ring_on = form.ring_on.data if form.ring_on else None
        how, to = form.how.data, form.to.data
        actions.note_written(db.session, quote, how=how, to=to, ring_on=ring_on, by=me)
        db.session.commit()
        flash(_("Noted. Quote %(number)s stays here until there is an answer.", number=quote.number))
        return redirect(url_for("asking.index"))

    return render_template(
        "asking/write.html",
        sheet=sheet_of(db.session, quote),
        form=form,
        question=question_for(db.session, quote, by=me),
        address=mail_address(db.session, quote),
    )


@blueprint.get("/<int:quote_id>/card.html", defaults={"on_screen": True})
@blueprint.get("/<int:quote_id>/card.pdf", defaults={"on_screen": False})
@requires(Role.STAFF)
def card(quote_id: int, on_screen: bool) -> ResponseReturnValue:
    """A card to tick and send back, in the language of the customer."""
    quote = _silent_quote(quote_id)
    speaker = language()
    with use_language(db.session.get_one(Relation, quote.relation_id).language):
        card = card_for(db.session, quote, by=signed_in_user())
        return answer(
            "asking/card.pdf.html",
            card_name(db.session, quote),
            on_screen=on_screen,
            speaker=speaker,
            files=card.letter.files,
            card=card,
        )


@blueprint.get("/<int:quote_id>/mail.eml")
@requires(Role.STAFF)
def mail(quote_id: int) -> ResponseReturnValue:
    """The question as a mail for her own mail program, with the card in it when the address asks so."""
    quote = _silent_quote(quote_id)
    with_card = request.args.get("with") == "card"
    content = mail_for(db.session, quote, with_card=with_card, by=signed_in_user())
    return mail_response(content, f"{card_name(db.session, quote).removesuffix('.pdf')}.eml")


@blueprint.post("/<int:quote_id>/would-not-say")
@requires(Role.STAFF)
def would_not_say(quote_id: int) -> ResponseReturnValue:
    """They were asked, and keep it to themselves: that is an answer too."""
    quote = live_quote(quote_id)
    outcomes.would_not_say(db.session, quote, by=signed_in_user())
    db.session.commit()
    flash(_("Quote %(number)s: they would not say why.", number=quote.number))
    return redirect(url_for("asking.index"))


@blueprint.post("/<int:quote_id>/not-reached")
@requires(Role.STAFF)
def not_reached(quote_id: int) -> ResponseReturnValue:
    """Nobody answered; we try again in a few days."""
    again = actions.not_reached(db.session, live_quote(quote_id), by=signed_in_user())
    db.session.commit()
    flash(_("Noted on the card. Back on the list on %(day)s.", day=show_weekday(again)))
    return redirect(url_for("asking.index"))


@blueprint.route("/<int:quote_id>/later", methods=["GET", "POST"])
@requires(Role.STAFF)
def later(quote_id: int) -> ResponseReturnValue:
    """Ask on another day."""
    quote = live_quote(quote_id)
    form = LaterForm(request.form)

    if request.method == "POST" and form.validate():
        actions.ask_later(db.session, quote, until=form.until.data, by=signed_in_user())
        db.session.commit()
        flash(_("Back on the list on %(day)s.", day=show_weekday(form.until.data)))
        return redirect(url_for("asking.index"))

    return render_template(
        "asking/later.html",
        quote=quote,
        relation=db.session.get_one(Relation, quote.relation_id),
        form=form,
    )


@blueprint.post("/<int:quote_id>/close")
@requires(Role.STAFF)
def close(quote_id: int) -> ResponseReturnValue:
    """Nobody ever answered: a person closes the quote, as a no without an answer."""
    quote = live_quote(quote_id)
    actions.close(db.session, quote, by=signed_in_user())
    db.session.commit()
    flash(_("Quote %(number)s is closed without an answer.", number=quote.number))
    return redirect(url_for("asking.index"))


def _silent_quote(quote_id: int) -> Quote:
    """The quote, while we do not know why."""
    quote = live_quote(quote_id)
    if not is_to_ask(db.session, quote):
        abort(404)
    return quote


def _written_form(quote: Quote) -> WrittenForm:
    """By mail to who has an address; the call that is planned waits for the answer."""
    address = mail_address(db.session, quote)
    name = db.session.get_one(Relation, quote.relation_id).name
    question = question_of(db.session, quote)
    usual: dict[str, object] = {
        "how": SentHow.MAIL.value if address else SentHow.PRINT.value,
        "to": address or name,
    }
    if question is not None:
        days, opening = WORKDAYS_TO_ANSWER, opening_days(db.session)
        usual["ring_on"] = opening.workday_after(clock.today(), days, signed_in_user())
    return WrittenForm(request.form, is_planned=question is not None, data=usual)
