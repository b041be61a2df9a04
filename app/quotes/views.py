"""The pages of the quotes: the list, one quote and the editor."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.complaints.queries import open_complaints_of
from app.contacts.names import full_name
from app.core import clock
from app.core.words import _
from app.drafts.going_on import typed
from app.mistakes.queries import mistakes_about
from app.phrases.queries import phrases
from app.quotes import actions, defaults, lists, queries, words
from app.quotes.editor import QuoteForm, with_standard_text
from app.quotes.forms import ChoiceForm
from app.quotes.given import Offer
from app.quotes.load import live_card, live_quote
from app.quotes.models import Quote, QuoteStatus
from app.quotes.roll import rearranged
from app.quotes.sums import sums_of_offer
from app.relations.models import Relation
from app.tasks.queries import next_call_about
from app.timeline.words import channel_name
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.users.queries import staff
from app.web.database import db
from app.wishes.queries import wishes_of

blueprint = Blueprint("quotes", __name__, url_prefix="/quotes")

# What a template calls the codes of a quote.
FILTERS: dict[str, Callable[..., str]] = {
    "quote_status": words.status_name,
    "sent_how": words.sent_how_name,
    "said_by": words.said_by_name,
    "how_known": words.known_name,
    "price_kind": words.price_kind_name,
    "line_sort": words.line_sort_name,
    "rate_name": words.rate_name,
    "person_name": full_name,
    "channel": channel_name,
}
for name, filter_ in FILTERS.items():
    blueprint.add_app_template_filter(filter_, name)


@blueprint.get("")
@requires(Role.VIEWER)
def index() -> ResponseReturnValue:
    """The quotes by state, staff member and period, with what they come to."""
    form = ChoiceForm(
        request.args, staff=staff(db.session), narrowings=lists.narrowings(db.session, request.args)
    )
    wanted = form.wanted()
    sums = lists.sums_by_status(db.session, wanted)
    total = lists.sum_up(sums, wanted.status)
    number = request.args.get("page", 1, type=int)
    return render_template(
        "quotes/index.html",
        form=form,
        wanted=wanted,
        page=lists.quotes_page(db.session, wanted, number, total.count),
        sums=sums,
        total=total,
        narrowed=form.narrowed_by(),
        reason=queries.find_reason(db.session, wanted.reason_id),
    )


@blueprint.get("/<int:quote_id>")
@requires(Role.VIEWER)
def show(quote_id: int) -> ResponseReturnValue:
    """One quote as it stands, how it ended, and what can be done with it."""
    quote = live_quote(quote_id)
    sheet = queries.sheet_of(db.session, quote)
    sent_at = sheet.version.sent_at
    earlier = queries.earlier_outcomes(db.session, quote)
    return render_template(
        "quotes/show.html",
        sheet=sheet,
        # On the day itself the paper may still have to be mailed, or printed.
        is_sent_today=sent_at is not None and clock.in_shop_time(sent_at).date() == clock.today(),
        complaints=open_complaints_of(db.session, quote.relation_id),
        mistakes=mistakes_about(db.session, quote_id),
        versions=queries.versions_of(db.session, quote),
        earlier_outcomes=earlier,
        counted_too=queries.counted_too(db.session, earlier),
        were_chosen=queries.were_chosen(db.session, earlier),
        next_call=next_call_about(db.session, Quote.__tablename__, quote_id),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Role.STAFF)
def add() -> ResponseReturnValue:
    """Write a new quote for a card."""
    relation = live_card(request.args.get("relation", 0, type=int))
    offer = defaults.new_offer(db.session, relation, by=signed_in_user())
    form = _editor(relation, offer)
    if request.form.get("do") == "send" and not form.has_something_to_send:
        flash(_("There is nothing on this quote yet. Add a line first."), "wait")
    elif _is_saved(form):
        quote = actions.start(db.session, relation, form.offer(), by=signed_in_user())
        db.session.commit()
        return _on_from_editor(quote)
    return _editor_page(form, relation)


@blueprint.route("/<int:quote_id>/edit", methods=["GET", "POST"])
@requires(Role.STAFF)
def edit(quote_id: int) -> ResponseReturnValue:
    """Write on at a draft; whoever saves over somebody else's change first sees both."""
    quote = live_quote(quote_id)
    relation = live_card(quote.relation_id)
    if request.method == "GET" and quote.status is not QuoteStatus.DRAFT and not typed():
        return redirect(url_for("quotes.show", quote_id=quote.id))
    form = _editor(relation, defaults.offer_of(db.session, quote), quote)
    if _is_saved(form):
        if _was_changed_meanwhile(form, quote):
            return _editor_page(form, relation, quote, is_overtaken=True), 409
        actions.change(db.session, quote, form.offer(), by=signed_in_user())
        db.session.commit()
        return _on_from_editor(quote)
    return _editor_page(form, relation, quote)


@blueprint.post("/<int:quote_id>/replied")
@requires(Role.STAFF)
def replied(quote_id: int) -> ResponseReturnValue:
    """The customer let hear from them, and decides later."""
    quote = live_quote(quote_id)
    actions.note_reply(db.session, quote, by=signed_in_user())
    db.session.commit()
    flash(_("Nobody rings about quote %(number)s any more.", number=quote.number))
    return redirect(url_for("quotes.show", quote_id=quote.id))


@blueprint.post("/<int:quote_id>/discard")
@requires(Role.STAFF)
def discard(quote_id: int) -> ResponseReturnValue:
    """Throw a draft away; on from there to what became of the version that was sent before it."""
    quote = live_quote(quote_id)
    relation_id, was_sent_before = quote.relation_id, quote.version_no > 1
    actions.discard(db.session, quote, by=signed_in_user())
    db.session.commit()
    if was_sent_before:
        flash(_("The new version is gone. What you sent before stands."))
        then = request.form.get("then")
        page = f"outcomes.{then}" if then in {"accept", "decline", "withdraw"} else "quotes.show"
        return redirect(url_for(page, quote_id=quote_id))
    flash(_("The draft is gone."))
    return redirect(url_for("relations.show", relation_id=relation_id))


@blueprint.post("/<int:quote_id>/copy")
@requires(Role.STAFF)
def copy(quote_id: int) -> ResponseReturnValue:
    """Begin a new quote with the lines of this one."""
    copied = actions.copy(db.session, live_quote(quote_id), by=signed_in_user())
    db.session.commit()
    return redirect(url_for("quotes.edit", quote_id=copied.id))


@blueprint.post("/<int:quote_id>/new-version")
@requires(Role.STAFF)
def new_version(quote_id: int) -> ResponseReturnValue:
    """Take up a sent quote to change it."""
    quote = live_quote(quote_id)
    actions.new_version(db.session, quote, by=signed_in_user())
    db.session.commit()
    return redirect(url_for("quotes.edit", quote_id=quote.id))


def _editor(relation: Relation, offer: Offer, quote: Quote | None = None) -> QuoteForm:
    words: MultiDict[str, str] = MultiDict(typed())
    if _is_rearranging():
        words = _rearranged(words, relation)
    return QuoteForm(
        words if request.method == "POST" or words else None,
        card=relation.name,
        offer=offer,
        choices=defaults.choices(db.session, relation, offer),
        row_version=quote.row_version if quote else 0,
    )


def _is_rearranging() -> bool:
    """Whether a button beside the roll was pressed, or a script asks for the sums: nothing is saved then."""
    return request.method == "POST" and request.form.get("do", "save") not in {"save", "send", "letter"}


def _rearranged(words: MultiDict[str, str], relation: Relation) -> MultiDict[str, str]:
    what, _dash, where = (do := request.form["do"]).partition("-")
    if what != "put":
        return rearranged(words, do)
    chosen = words.get(f"standard_{where}")
    texts = [text for text in phrases(db.session) if str(text.id) == chosen]
    return with_standard_text(words, where, texts[0].body(relation.language)) if texts else words


def _is_saved(form: QuoteForm) -> bool:
    return request.method == "POST" and not _is_rearranging() and form.validate()


def _was_changed_meanwhile(form: QuoteForm, quote: Quote) -> bool:
    return quote.status is not QuoteStatus.DRAFT or form.row_version.data != str(quote.row_version)


def _editor_page(
    form: QuoteForm, relation: Relation, quote: Quote | None = None, *, is_overtaken: bool = False
) -> str:
    sums = sums_of_offer(db.session, form.offer())
    facts = {
        "form": form,
        "relation": relation,
        "quote": quote,
        "sums": sums,
        "amounts": form.beside_rows(sums.amounts),
        "texts": phrases(db.session),
    }
    if request.headers.get("X-Piece") == "roll":
        return render_template("quotes/_roll.html", **facts)
    return render_template(
        "quotes/edit.html",
        theirs=queries.sheet_of(db.session, quote) if quote and is_overtaken else None,
        earlier=lists.quotes_of(db.session, relation.id),
        complaints=open_complaints_of(db.session, relation.id),
        wishes=wishes_of(db.session, relation.id),
        lines=defaults.earlier_lines(db.session),
        opens_more=request.form.get("do") == "put-closing",
        **facts,
    )


def _on_from_editor(quote: Quote) -> ResponseReturnValue:
    do = request.form.get("do")
    if do == "send":
        return redirect(url_for("sending.send", quote_id=quote.id))
    if do == "letter":
        return redirect(url_for("printing.quote", quote_id=quote.id))
    flash(_("Saved."))
    return redirect(url_for("quotes.edit", quote_id=quote.id))
