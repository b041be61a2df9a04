"""Tells the mistakes of the demo, and what was agreed about them, as the events of their days."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.demo.days import Event
from app.demo.slips import SLIPS
from app.demo.story import Agreed, Slip
from app.mistakes import actions
from app.mistakes.given import TalkedOver, WentWrong
from app.mistakes.models import Mistake
from app.quotes.models import Quote
from app.relations.models import Relation
from app.users.models import User


@dataclass(frozen=True)
class ToldSlips:
    """What went wrong while the past is lived again, by the cards and the staff there are."""

    session: Session
    cards: Mapping[str, Relation]
    staff: Mapping[str, User]

    def events(self) -> list[Event]:
        """Every mistake, and the talk about it."""
        events = []
        for slip in SLIPS:
            events.append(Event(slip.days_ago, "17:20", partial(self._note, slip)))
            if slip.agreed:
                events.append(Event(slip.agreed.days_ago, "09:05", partial(self._discuss, slip, slip.agreed)))
        return events

    def _note(self, slip: Slip) -> None:
        relation = self.cards.get(slip.card)
        quote = select(Quote).where(Quote.subject == slip.quote)
        went_wrong = WentWrong(
            slip.words, clock.today(), self.session.scalars(quote).one() if slip.quote else None
        )
        actions.note(
            self.session,
            went_wrong,
            relation=relation,
            responsible=self.staff[slip.responsible],
            by=self.staff[slip.by],
        )

    def _discuss(self, slip: Slip, agreed: Agreed) -> None:
        mistake = self.session.scalars(select(Mistake).where(Mistake.words == slip.words)).one()
        by = self.staff["Marleen"]
        actions.discuss(self.session, mistake, TalkedOver(clock.today(), agreed.words), by=by)
        if agreed.is_done:
            actions.finish(self.session, mistake, by=by)
