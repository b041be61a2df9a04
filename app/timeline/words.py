"""What a happening is called: a code with its numbers becomes a sentence in the language of the reader."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.core.formats import show_amount, show_date
from app.core.words import _
from app.timeline.models import Channel

# The sort of what people said; every other sort is the feature that told of it.
CONVERSATIONS = "conversations"


def channel_name(channel: Channel) -> str:
    """The way people spoke, as a heading on the timeline: "Telephone", "In the shop"."""
    return {
        Channel.PHONE: _("Telephone"),
        Channel.SHOP: _("In the shop"),
        Channel.VISIT: _("Visit"),
        Channel.MAIL: _("Mail"),
        Channel.MESSAGE: _("Message"),
        Channel.LETTER: _("Letter"),
    }[channel]


def happening_words(what: str, facts: Mapping[str, Any] | None) -> str:
    """The sentence for a code; `facts` may hold number, version, cents, until (ISO), count, how and to."""
    sentence = _sentences().get(what)
    if sentence is None:
        raise KeyError(f"no words for the happening {what}")
    return sentence % _shown(facts or {})


def happening_codes() -> set[str]:
    """Every code that may be told."""
    return set(_sentences())


def sort_names() -> dict[str, str]:
    """The sorts of things that happen, in the order in which a card offers them."""
    return {
        CONVERSATIONS: _("conversations"),
        "quote": _("quotes"),
        "complaint": _("complaints"),
        "mistake": _("mistakes"),
        "wish": _("wishes"),
        "purchase": _("purchases"),
        "stage": _("kind of customer"),
    }


def _sentences() -> dict[str, str]:
    # Each sentence is filled in afterwards, so a missing number shows as nothing rather than as an error.
    return {
        "complaint.received": _("Complaint received"),
        "complaint.told": _("Customer told about the complaint"),
        "complaint.reopened": _("Complaint open again"),
        "mistake.noted": _("Mistake noted"),
        "mistake.discussed": _("Mistake talked over"),
        "wish.noted": _("Wish noted"),
        "stage.current": _("Became a current customer"),
        "stage.old": _("Became an old customer"),
        "purchase.noted": _("Bought something"),
        "quote.sent": _("Quote %(number)s sent"),
        "quote.sent_again": _("Quote %(number)s sent again, version %(version)s"),
        "quote.extended": _("Quote %(number)s valid for longer, version %(version)s"),
        "quote.replied": _("Heard from them about quote %(number)s"),
        "quote.accepted": _("Quote %(number)s accepted"),
        "quote.declined": _("Quote %(number)s declined"),
        "quote.asked_why": _("Asked in writing what decided it, quote %(number)s"),
        "quote.reason_known": _("Heard why quote %(number)s was declined"),
        "quote.withdrawn": _("Quote %(number)s withdrawn"),
        "quote.reopened": _("Quote %(number)s open again"),
    }


def _shown(facts: Mapping[str, Any]) -> Mapping[str, str]:
    return {name: str(facts.get(name, "")) for name in ("number", "version", "count")}


def facts_beside(facts: Mapping[str, Any] | None) -> str:
    """What stands quietly beside the sentence: the amount, until when, and how it went to whom."""
    beside = []
    if facts and "cents" in facts:
        beside.append(show_amount(Decimal(facts["cents"]).scaleb(-2), short=True))
    if facts and "until" in facts:
        beside.append(_("until %(day)s", day=show_date(dt.date.fromisoformat(facts["until"]))))
    if facts and facts.get("how") in _ways():
        beside.append(_ways()[facts["how"]] % {"to": facts.get("to", "")})
    return ", ".join(beside)


def _ways() -> dict[str, str]:
    # Filled in afterwards, as the sentences are.
    return {
        "mail": _("by mail to %(to)s"),
        "print": _("on paper to %(to)s"),
        "message": _("by message to %(to)s"),
        "handed_over": _("handed over to %(to)s"),
    }
