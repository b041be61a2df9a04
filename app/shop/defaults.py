"""What a new shop begins with: the rates of btw and the reasons to choose from (domain.md 3.2 and 4.1)."""

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Session

from app.shop.models import AskedFor, ReasonGroup, RejectionReason, VatCode, VatRate

PERCENTS = {VatCode.HIGH: 21, VatCode.LOW: 9, VatCode.ZERO: 0, VatCode.REVERSE: 0, VatCode.EXEMPT: 0}
# The low rate became 9 % on this day; a quote older than this is not made here.
RATES_SINCE = dt.date(2019, 1, 1)

OURS, THEIRS, UNKNOWN = ReasonGroup.OURS, ReasonGroup.THEIRS, ReasonGroup.UNKNOWN
# code, group, Dutch, English, next question in Dutch, in English
REASONS = (
    (
        "price",
        OURS,
        "Te duur",
        "Too expensive",
        "Scheelde het veel, of was niet duidelijk waar de prijs uit bestond?",
        "Was it a big difference, or was it unclear what the price was made of?",
    ),
    (
        "delivery",
        OURS,
        "Levertijd te lang",
        "Delivery took too long",
        "Wanneer had u het nodig?",
        "When did you need it?",
    ),
    (
        "offer_mismatch",
        OURS,
        "Wilde iets anders dan wij aanboden",
        "Wanted something else than we offered",
        "Wat had u het liefst gehad?",
        "What would you have liked best?",
    ),
    ("unclear", OURS, "Offerte was niet duidelijk", "Quote was not clear", "Welk stuk?", "Which part?"),
    ("too_slow", OURS, "Wij waren te laat", "We were too late", None, None),
    ("our_mistake", OURS, "Fout van ons", "Our mistake", None, None),
    (
        "trust",
        OURS,
        "Kende of vertrouwde ons nog niet",
        "Did not know or trust us yet",
        "Waar keek u naar?",
        "What did you look at?",
    ),
    ("familiar", THEIRS, "Koos een bekende", "Chose someone they knew", None, None),
    (
        "postponed",
        THEIRS,
        "Uitgesteld, of nu geen geld",
        "Put off, or no money now",
        "Wanneer mag ik weer bellen?",
        "When may I call again?",
    ),
    (
        "dropped",
        THEIRS,
        "Gaat niet door, of doet het zelf",
        "Not going ahead, or does it themselves",
        "Kunnen we met materiaal helpen?",
        "Can we help with materials?",
    ),
    ("no_answer", UNKNOWN, "Geen antwoord gekregen", "No answer", None, None),
    ("not_said", UNKNOWN, "Wilde het niet zeggen", "Would not say", None, None),
    ("other", ReasonGroup.OTHER, "Anders, namelijk …", "Something else", None, None),
)
# What decided a yes; the same form, and answering is free. code, Dutch, English
REASONS_TO_ACCEPT = (
    ("yes_price", "Goede prijs", "Good price"),
    ("yes_advice", "Goed advies", "Good advice"),
    ("yes_offer", "Precies wat de klant zocht", "Just what the customer wanted"),
    ("yes_in_time", "Snel, of op het goede moment", "Quick, or at the right moment"),
    ("yes_known", "Kende ons al", "Knew us already"),
    ("yes_recommended", "Aangeraden door een bekende", "Recommended by someone they know"),
    ("yes_nearby", "Dichtbij", "Nearby"),
    ("yes_other", "Anders, namelijk …", "Something else"),
)


def add_defaults(session: Session) -> None:
    """Give a new shop its rates and reasons; it may change both later."""
    session.add_all(
        VatRate(code=code, percent=Decimal(percent), valid_from=RATES_SINCE)
        for code, percent in PERCENTS.items()
    )
    session.add_all(
        RejectionReason(
            code=code,
            reason_group=group,
            name_nl=dutch,
            name_en=english,
            ask_next_nl=ask_dutch,
            ask_next_en=ask_english,
            needs_words=code == "other",
            position=position,
        )
        for position, (code, group, dutch, english, ask_dutch, ask_english) in enumerate(REASONS)
    )
    session.add_all(
        RejectionReason(
            code=code,
            reason_group=ReasonGroup.OURS,
            asked_for=AskedFor.ACCEPTED,
            name_nl=dutch,
            name_en=english,
            needs_words=code == "yes_other",
            position=position,
        )
        for position, (code, dutch, english) in enumerate(REASONS_TO_ACCEPT)
    )
    session.flush()
