"""Tells the complaints and wishes of the demo as the events of their days."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from app.complaints import actions as complaints
from app.complaints.given import Heard
from app.complaints.models import Complaint
from app.contacts.models import ContactPerson
from app.contacts.names import full_name
from app.contacts.queries import people_of
from app.core import clock
from app.core.database import Session
from app.demo.days import Event
from app.demo.story import Longing, Told, Unhappy
from app.demo.voices import COMPLAINTS, WISHES
from app.quotes.models import Quote
from app.relations.models import Relation
from app.timeline.models import Channel
from app.users.models import User
from app.wishes import actions as wishes
from app.wishes.given import Wished


@dataclass(frozen=True)
class ToldVoices:
    """What customers said while the past is lived again, by the cards and the staff there are."""

    session: Session
    cards: Mapping[str, Relation]
    staff: Mapping[str, User]
    today: dt.date

    def events(self) -> list[Event]:
        """Every complaint, its answer, and every wish."""
        events = [Event(wish.days_ago, "15:20", partial(self._wish, wish)) for wish in WISHES]
        for unhappy in COMPLAINTS:
            events.append(Event(unhappy.days_ago, unhappy.time, partial(self._receive, unhappy)))
            if unhappy.told:
                told = unhappy.told
                events.append(Event(told.days_ago, "16:00", partial(self._answer, unhappy, told)))
        return events

    def _receive(self, unhappy: Unhappy) -> None:
        relation = self.cards[unhappy.card]
        complaints.receive(
            self.session,
            relation,
            Heard(
                their_words=unhappy.their_words,
                wanted=unhappy.wanted,
                channel=Channel(unhappy.channel),
                received_on=clock.today(),
                answer_by=self.today + dt.timedelta(days=unhappy.answer_in),
                person=self._person(relation, unhappy.person),
                quote=self._quote(relation, unhappy.quote),
            ),
            responsible=self.staff[unhappy.responsible],
            by=self.staff[unhappy.by],
        )

    def _answer(self, unhappy: Unhappy, told: Told) -> None:
        relation = self.cards[unhappy.card]
        received = select(Complaint).where(
            Complaint.relation_id == relation.id, Complaint.their_words == unhappy.their_words
        )
        complaints.answer(
            self.session,
            self.session.scalars(received).one(),
            what_we_do=told.what_we_do,
            is_solved=True,
            channel=Channel(told.channel),
            their_words=told.their_words,
            by=self.staff[unhappy.responsible],
        )

    def _wish(self, longing: Longing) -> None:
        relation, by = self.cards[longing.card], self.staff[longing.by]
        wished = Wished(
            wanted=longing.wanted,
            settles_for=longing.settles_for,
            topic=longing.topic,
            quote=self._quote(relation, longing.quote) if longing.quote else None,
            person=self._person(relation, longing.person),
        )
        wish = wishes.add(self.session, relation, wished, by=by)
        if longing.what_we_do:
            do, is_done = longing.what_we_do, longing.is_done
            wishes.change(self.session, wish, wished, what_we_do=do, is_done=is_done, by=by)

    def _person(self, relation: Relation, name: str) -> ContactPerson | None:
        people = people_of(self.session, relation.id, also_left=True)
        return next((person for person in people if full_name(person) == name), None)

    def _quote(self, relation: Relation, subject: str) -> Quote | None:
        query = select(Quote).where(Quote.relation_id == relation.id, Quote.subject == subject)
        return self.session.scalars(query.order_by(Quote.id)).first()
