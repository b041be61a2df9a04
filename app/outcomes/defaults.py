"""What the pages about the end of a quote begin with before anybody has typed."""

from collections.abc import Sequence

from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.opening.queries import opening_days
from app.outcomes.given import Answer, Yes
from app.quotes import queries
from app.quotes.models import Competitor, Quote, QuoteOutcome, SentHow
from app.shop.queries import get_shop
from app.timeline.models import Channel, Happening
from app.users.models import User


def usual_question(session: Session, quote: Quote) -> dict[str, object]:
    """Who asks why when nobody says otherwise, and when."""
    responsible = session.get_one(User, quote.responsible_id)
    days = get_shop(session).ask_reason_after_days
    ask_on = opening_days(session).workday_after(clock.today(), days, responsible)
    return {"ask_by_id": responsible.id, "ask_on": ask_on, "card_came": usual_channel(session, quote)}


def usual_channel(session: Session, quote: Quote) -> Channel:
    """How a number comes back, when it does: the way the question went out last, else on the card."""
    asked = select(Happening.facts).where(
        Happening.about == Quote.__tablename__,
        Happening.about_id == quote.id,
        Happening.what == "quote.asked_why",
    )
    facts = session.scalars(asked.order_by(Happening.id.desc()).limit(1)).first()
    return Channel.MAIL if facts and facts.get("how") == SentHow.MAIL else Channel.LETTER


def answer_so_far(session: Session, outcome: QuoteOutcome) -> dict[str, object]:
    """What was noted about a no until now, for the page on which more is noted."""
    noted = noted_so_far(session, outcome)
    # Who asks next, and when, is chosen anew.
    told = {name: value for name, value in vars(noted).items() if not name.startswith("ask_")}
    return told | reasons_so_far(session, outcome) | {"person_id": outcome.person_id}


def reasons_so_far(session: Session, outcome: QuoteOutcome) -> dict[str, object]:
    """What was noted of what decided it, as a form of reasons begins."""
    others = [reason.id for reason in queries.other_reasons(session, outcome)]
    return {
        "reasons": [outcome.main_reason_id, *others] if outcome.main_reason_id else [],
        "main_reason": outcome.main_reason_id,
        "customer_words": outcome.customer_words,
        "said_by": outcome.said_by,
    }


def yes_so_far(outcome: QuoteOutcome) -> Yes:
    """The yes as it was noted: by whom, how and when; what decided it is for the page to say."""
    return Yes(outcome.decided_on, channel=outcome.channel, person=outcome.person)


def noted_so_far(session: Session, outcome: QuoteOutcome) -> Answer:
    """What was noted about a no until now, for an answer that adds to it."""
    quote = session.get_one(Quote, outcome.quote_id)
    # A difference that was worked out from their price is worked out again when that changes.
    worked_out = outcome.their_price and queries.compared_total(quote, outcome) - outcome.their_price
    follows = worked_out is not None and worked_out == outcome.price_difference
    return Answer(
        decided_on=outcome.decided_on,
        channel=outcome.channel,
        person=outcome.person,
        customer_words=outcome.customer_words,
        main_reason=outcome.main_reason,
        other_reasons=tuple(queries.other_reasons(session, outcome)),
        said_by=outcome.said_by,
        bought_elsewhere=outcome.bought_elsewhere,
        competitor=outcome.competitor.name if outcome.competitor else "",
        their_price=outcome.their_price,
        price_difference=None if follows else outcome.price_difference,
        answer_next=outcome.answer_next,
        lesson=outcome.lesson,
        could_have_done=outcome.could_have_done,
        call_again_on=outcome.call_again_on,
    )


def other_shops(session: Session) -> Sequence[Competitor]:
    """The other shops that customers chose, by name."""
    return session.scalars(
        select(Competitor).where(Competitor.archived_on.is_(None)).order_by(Competitor.key)
    ).all()
