"""The pages of Settings on which the owner writes what to say, to mail, and to print as the law wants."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.words import _
from app.drafts.going_on import typed
from app.letterhead.legal import PREFIX, LegalText, legal_texts
from app.letterhead.mails import PREFIX as MAILS
from app.letterhead.mails import MailText, mail_texts
from app.sentences import actions
from app.sentences.forms import LegalTextForm, MailTextForm, SentencesForm
from app.shop.models import FormOfAddress
from app.shop.queries import texts
from app.shop.texts import StandardText
from app.tasks.words import Saying, sayings
from app.users.access import requires, signed_in_user
from app.users.models import Role
from app.web.database import db

blueprint = Blueprint("sentences", __name__, url_prefix="/settings")


@blueprint.get("/sentences")
@requires(Role.OWNER)
def index() -> ResponseReturnValue:
    """What we say when we ring and what we write in a mail, by occasion."""
    own = texts(db.session, "say.") | texts(db.session, MAILS)
    return render_template(
        "sentences/index.html",
        forms=[(saying, _form(saying, own)) for saying in sayings()],
        mails=[(mail, _form(mail, own)) for mail in mail_texts()],
        own={code for code, _language, _form in own},
    )


@blueprint.get("/legal")
@requires(Role.OWNER)
def legal() -> ResponseReturnValue:
    """What a quote has to say by law, and when."""
    own = texts(db.session, PREFIX)
    return render_template(
        "sentences/legal.html",
        forms=[(text, _form(text, own)) for text in legal_texts()],
        own={code for code, _language, _form in own},
    )


@blueprint.route("/sentences/<key>", methods=["GET", "POST"])
@requires(Role.OWNER)
def edit(key: str) -> ResponseReturnValue:
    """Say it in the shop's own words."""
    text = _text_or_404(key)
    form = _form(text, texts(db.session, text.code))

    if request.method == "POST" and form.validate():
        actions.change(db.session, text, form.sentences, by=signed_in_user())
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for(_page_of(text)))

    trigger = text.trigger if isinstance(text, LegalText) else ""
    rows = 3 if isinstance(text, Saying) else 7
    return render_template(
        "sentences/edit.html", text=text, form=form, index=_page_of(text), trigger=trigger, rows=rows
    )


@blueprint.post("/sentences/<key>/ours")
@requires(Role.OWNER)
def ours(key: str) -> ResponseReturnValue:
    """Say it in our words again."""
    text = _text_or_404(key)
    own = texts(db.session, text.code)
    versions = {(language, form): "" for _code, language, form in own}
    actions.change(db.session, text, versions, by=signed_in_user())
    db.session.commit()
    is_said = isinstance(text, Saying)
    flash(_("You use our sentences again.") if is_said else _("You use our text again."))
    return redirect(url_for(_page_of(text)))


def _text_or_404(key: str) -> StandardText:
    every: list[StandardText] = [*sayings(), *mail_texts(), *legal_texts()]
    found = next((text for text in every if text.key == key), None)
    if found is None:
        abort(404)
    return found


def _page_of(text: StandardText) -> str:
    return "sentences.legal" if isinstance(text, LegalText) else "sentences.index"


def _form(text: StandardText, own: dict[tuple[str, str, FormOfAddress], str]) -> SentencesForm:
    versions = {(language, form): body for (code, language, form), body in own.items() if code == text.code}
    if isinstance(text, MailText):
        return MailTextForm(typed(), text=text, own=versions)
    if isinstance(text, LegalText):
        return LegalTextForm(typed(), text=text, own=versions)
    return SentencesForm(typed(), text=text, own=versions)
