"""Tells the story of one quote as the events of its days: begun, sent, asked about, and how it ended."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.core.formats import read_amount, read_number
from app.demo.days import Event
from app.demo.story import Accepted, Chase, Declined, Line, QuoteStory, Withdrawn
from app.outcomes import actions as outcomes
from app.outcomes.given import Answer, Yes
from app.quotes import actions
from app.quotes.defaults import new_offer, offer_of
from app.quotes.given import OfferLine, Sending
from app.quotes.models import LineKind, PriceKind, Quote, SaidBy, SentHow
from app.quotes.queries import current_outcome, lines_of, version_of
from app.relations.models import Relation
from app.sending.defaults import usual_sending
from app.shop.models import ProductGroup, VatCode
from app.shop.queries import reason_of_ours
from app.tasks import actions as tasks
from app.tasks.models import Task, TaskReason
from app.timeline.actions import note_conversation
from app.timeline.models import Channel
from app.users.models import User

MakePdf = Callable[[Session, Quote], bytes]


@dataclass
class ToldQuote:
    """One quote of the demo while its story is told; it exists from the day that it was begun."""

    session: Session
    story: QuoteStory
    cards: Mapping[str, Relation]
    staff: Mapping[str, User]
    today: dt.date
    make_pdf: MakePdf | None
    number: int = 0

    def events(self) -> list[Event]:
        """What was done about this quote, and when."""
        story = self.story
        events = [Event(story.made_days_ago, "10:30", self.begin)]
        if story.how:
            events.append(Event(story.made_days_ago, "15:45", self.send))
        if story.second_version:
            events.append(Event(story.second_version[0], "16:10", self.send_again))
        events += [Event(chase.days_ago, "11:20", partial(self.chase, chase)) for chase in story.chases]
        if story.ending:
            events.append(Event(story.ending.days_ago, "16:30", self.end))
        if story.later:
            events.append(Event(story.later.days_ago, "16:40", partial(self.hear_more, story.later)))
        return events

    def begin(self) -> None:
        """Write it: what they asked, and the lines."""
        relation = self.cards[self.story.card]
        offer = replace(
            new_offer(self.session, relation, by=self.by),
            subject=self.story.subject,
            asked=self.story.asked,
            price_kind=PriceKind(self.story.price_kind),
            discussed_at_home=self.story.at_home,
            asked_on=clock.today() - dt.timedelta(days=self.story.took),
            valid_until=self.last_day(self.story.made_days_ago),
            lines=self.lines(self.story.lines),
        )
        self.number = actions.start(self.session, relation, offer, by=self.by).id

    def send(self) -> None:
        """Send it."""
        to = str(usual_sending(self.session, self.quote)["to"])
        until = self.quote.valid_until or clock.today()
        sending = Sending(SentHow(self.story.how or SentHow.MAIL), to, clock.today(), until)
        actions.send(self.session, self.quote, sending, make_pdf=self.make_pdf, by=self.by)

    def send_again(self) -> None:
        """Change it after all, and send the new version under the same number."""
        days_ago, lines = self.story.second_version or (0, ())
        actions.new_version(self.session, self.quote, by=self.by)
        offer = replace(
            offer_of(self.session, self.quote), lines=self.lines(lines), valid_until=self.last_day(days_ago)
        )
        actions.change(self.session, self.quote, offer, by=self.by)
        self.send()

    def chase(self, chase: Chase) -> None:
        """Ring because a task says so."""
        task = self.session.scalars(
            select(Task).where(
                Task.about == Quote.__tablename__,
                Task.about_id == self.number,
                Task.reason == TaskReason(chase.reason),
                Task.done_at.is_(None),
            )
        ).one()
        if not chase.is_reached:
            tasks.not_reached(self.session, task, by=self.by)
            return
        relation = self.cards[self.story.card]
        note_conversation(self.session, relation, channel=Channel.PHONE, their_words=chase.words, by=self.by)
        tasks.finish(self.session, task, by=self.by)

    def end(self) -> None:
        """Note how it ended."""
        match self.story.ending:
            case Accepted() as yes:
                outcomes.accept(self.session, self.quote, self.yes(yes), by=self.by)
            case Declined() as no:
                outcomes.decline(self.session, self.quote, answer=self.answer(no), by=self.by)
            case Withdrawn() as taken_back:
                outcomes.withdraw(self.session, self.quote, why=taken_back.words, by=self.by)

    def hear_more(self, no: Declined) -> None:
        """Note what the customer told us later; the day of the no stays."""
        before = current_outcome(self.session, self.quote)
        decided_on = before.decided_on if before else clock.today()
        answer = replace(self.answer(no), decided_on=decided_on)
        outcomes.answer(self.session, self.quote, answer=answer, by=self.by)

    def yes(self, yes: Accepted) -> Yes:
        """What they agreed to, and what decided it when somebody asked."""
        lines = lines_of(self.session, version_of(self.session, self.quote))
        return Yes(
            clock.today(),
            channel=Channel(yes.channel),
            customer_words=yes.words,
            main_reason=reason_of_ours(self.session, yes.reason) if yes.reason else None,
            other_reasons=tuple(reason_of_ours(self.session, code) for code in yes.also),
            said_by=SaidBy(yes.said_by),
            chosen=frozenset(line.id for line in lines if line.description in yes.chose),
        )

    def answer(self, no: Declined) -> Answer:
        """Why they said no; without a reason, who asks for it and when."""
        if not no.reason:
            ask_on = self.today + dt.timedelta(days=no.ask_in)
            return replace(
                Answer.to_ask(by=self.by, on=ask_on, decided_on=clock.today()), channel=Channel(no.channel)
            )
        return Answer(
            decided_on=clock.today(),
            main_reason=reason_of_ours(self.session, no.reason),
            other_reasons=tuple(reason_of_ours(self.session, code) for code in no.also),
            said_by=SaidBy(no.said_by),
            customer_words=no.words,
            channel=Channel(no.channel),
            competitor=no.competitor,
            answer_next=no.answer_next,
            lesson=no.lesson,
            their_price=read_amount(no.their_price) if no.their_price else None,
            price_difference=read_amount(no.price_difference) if no.price_difference else None,
            could_have_done=no.could_have_done,
            call_again_on=self.today + dt.timedelta(days=no.call_again_in) if no.call_again_in else None,
        )

    def lines(self, lines: tuple[Line, ...]) -> tuple[OfferLine, ...]:
        """The lines as somebody would type them, each under its product group."""
        groups = {group.name: group.id for group in self.session.scalars(select(ProductGroup))}
        return tuple(
            OfferLine(
                kind=LineKind(line.kind),
                description=line.description,
                quantity=read_number(line.quantity),
                unit=line.unit,
                price=read_amount(line.price),
                vat_code=VatCode(line.vat_code),
                product_group_id=groups[line.group],
                choice=line.choice,
                is_chosen=line.is_chosen,
            )
            for line in lines
        )

    def last_day(self, days_ago: int) -> dt.date:
        """Until when the quote of that day is valid; not moved when that day was a Sunday."""
        return self.today - dt.timedelta(days=days_ago) + dt.timedelta(days=self.story.valid_days)

    @property
    def quote(self) -> Quote:
        """The quote itself."""
        return self.session.get_one(Quote, self.number)

    @property
    def by(self) -> User:
        """Who made it and speaks about it."""
        return self.staff[self.story.by]
