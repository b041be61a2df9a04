"""Furnishes the demo: opens Kwast & Kleed and lives through its last years again, one save at a time.

Everything goes through the actions that the pages use, with the clock set back, so that timeline, tasks and
journal tell what happened as they would anywhere. Nobody in it is real.
"""

import datetime as dt
import secrets
from functools import partial

from sqlalchemy import select

from app.audit.models import Deed
from app.branches import actions as branches
from app.consents.actions import note_answer, take_back
from app.consents.words import usual_wording
from app.contacts.models import ConsentAnswer, ConsentChannel, ContactPerson
from app.contacts.names import full_name
from app.contacts.queries import people_of
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin, log
from app.core.pdf import why_unavailable
from app.core.words import _, language, use_language
from app.demo.answers import ANSWERS, Answer
from app.demo.cards import CARDS, OUR_BRANCHES, Card
from app.demo.days import Event, live_again
from app.demo.made_cards import leave, make_card
from app.demo.quotes import QUOTES
from app.demo.shopkeeping import EVERY_DAY, keep_shop
from app.demo.story import CURTAINS, FLOORS, PAINT, WALLPAPER, WORK, Plan, Talk
from app.demo.talks import INTERRUPTED, PLANS, TALKS
from app.demo.told_quotes import MakePdf, ToldQuote
from app.demo.told_slips import ToldSlips
from app.demo.told_voices import ToldVoices
from app.drafts import actions as drafts
from app.groups import actions as groups
from app.lists.actions import keep
from app.lists.given import Wanted
from app.quotes.paper import make_pdf
from app.regions.actions import add_region
from app.regions.postcodes import read_ranges
from app.relations.actions import became_customer, change_stage
from app.relations.models import Relation, Stage, StageSource
from app.shop.defaults import add_defaults
from app.shop.models import Shop, VatCode
from app.tasks.actions import hand_over, plan
from app.tasks.models import TaskReason
from app.timeline.actions import note_conversation
from app.timeline.models import Channel
from app.users import actions as users
from app.users.models import Role, User

FURNISHED = "demo.furnish"
OPENED = 1650
OLD_SINCE = 40
# Tuesday to Saturday; on Saturday Joep helps out.
SHOP_WEEK, SATURDAY = "23456", "6"
STAFF = (
    ("Sanne", SHOP_WEEK, "06 00 00 00 02", False, "kleuradvies en offertes"),
    ("Yusuf", SHOP_WEEK, "06 00 00 00 03", True, "vloeren, montage en haast"),
    ("Joep", SATURDAY, "", False, ""),
)
PRODUCT_GROUPS = (
    (PAINT, VatCode.HIGH), (WALLPAPER, VatCode.HIGH), (CURTAINS, VatCode.HIGH), (FLOORS, VatCode.HIGH),
    (WORK, VatCode.LOW),
)  # fmt: skip

# Voorschoten goes to Leiden: of two regions that have it, the first one counts.
REGIONS = (
    ("Leiden", "2250-2254, 2300-2343, 2350-2353, 2380-2382"),
    ("Bollenstreek", "2160-2182, 2190-2235, 2360-2362"),
    ("Rijnstreek", "2390-2489"),
    ("Den Haag e.o.", "2240-2289, 2490-2599"),
)
LISTS = (
    ("Bestaande klanten, lang niet gesproken", "kind=current&spoken=3"),
    ("Katwijk, mogelijke klanten", "kind=potential&place=Katwijk"),
    ("Nog zonder telefoonnummer", "missing=phone"),
)


def furnish(session: Session, today: dt.date, *, with_papers: bool = True) -> None:
    """Fill an empty database with the shop and its past, and commit; the papers need an app context."""
    box = _Box(session, today, make_pdf if with_papers and not why_unavailable() else None)
    # What is typed in the demo is typed the Dutch way, whatever language the pages are in.
    page_language = language()
    with use_language("nl"):
        live_again([Event(OPENED, "09:00", partial(box.open, page_language)), *box.past()], session.commit)
    log(session, FURNISHED, by=None)
    session.commit()


def has_aged(session: Session, today: dt.date) -> bool:
    """Whether it was furnished on an earlier day and nobody has done anything in it since."""
    last = session.execute(select(Deed.what, Deed.at).order_by(Deed.id.desc()).limit(1)).first()
    return last is not None and last.what == FURNISHED and clock.in_shop_time(last.at).date() < today


class _Box:
    """The shop while its past is lived again: who works there, and the cards made so far."""

    def __init__(self, session: Session, today: dt.date, make_pdf: MakePdf | None) -> None:
        self.session = session
        self.today = today
        self.make_pdf = make_pdf
        self.staff: dict[str, User] = {}
        self.cards: dict[str, Relation] = {}

    def past(self) -> list[Event]:
        """All that was done in the shop, in no order yet."""
        events = [event for card in CARDS for event in self._card(card)]
        for story in QUOTES:
            told = ToldQuote(self.session, story, self.cards, self.staff, self.today, self.make_pdf)
            events += told.events()
        events += [Event(talk.days_ago, talk.time, partial(self._talk, talk)) for talk in TALKS]
        events += [Event(answer.days_ago, "16:10", partial(self._answer, answer)) for answer in ANSWERS]
        events += [Event(plan.days_ago, "17:05", partial(self._plan, plan)) for plan in PLANS]
        events.append(Event(1, "16:55", self._jump_away))
        events += ToldSlips(self.session, self.cards, self.staff).events()
        events += ToldVoices(self.session, self.cards, self.staff, self.today).events()
        return events

    def open(self, page_language: str) -> None:
        """Open the shop: its papers, branches and lists, and who works there."""
        begin(self.session, "shop.set_up", by=None, can_be_undone=False)
        self.session.add(
            Shop(
                id=1,
                uid=secrets.token_hex(8),
                name="Kwast & Kleed",
                is_demo=True,
                language=page_language,
                chamber_number="00000000",
                vat_id="NL000099998B57",
                iban="NL91 ABNA 0417 1643 00",
                website="kwastenkleed.example",
                open_on=EVERY_DAY,
                quote_payment_nl="30% vooraf, de rest na levering.",
                quote_payment_en="30% in advance, the rest after delivery.",
                quote_closing_nl="Vragen? Bel of kom langs, de koffie staat klaar.",
                quote_closing_en="Questions? Ring us or drop in, the coffee is ready.",
            )
        )
        add_defaults(self.session)
        owner = users.add(
            self.session,
            name="Marleen",
            role=Role.OWNER,
            language=page_language,
            password=secrets.token_urlsafe(),  # the demo is entered by a link; nobody has to know this
            direct_number="06 00 00 00 01",
            is_key_person=True,
            by=None,
        )
        owner.works_on = SHOP_WEEK
        self.staff["Marleen"] = owner
        for name, works_on, number, is_key_person, rung_for in STAFF:
            member = users.add(
                self.session,
                name=name,
                role=Role.STAFF,
                language=page_language,
                direct_number=number,
                is_key_person=is_key_person,
                by=owner,
            )
            member.works_on, member.rung_for = works_on, rung_for or None
            self.staff[name] = member
        keep_shop(self.session, self.staff, self.today, by=owner)
        for branch in OUR_BRANCHES:
            branches.add(self.session, by=owner, **vars(branch))
        for group, vat_code in PRODUCT_GROUPS:
            groups.add(self.session, name=group, vat_code=vat_code, by=owner)
        for region, postcodes in REGIONS:
            add_region(self.session, name=region, ranges=read_ranges(postcodes), by=owner)
        for name, query in LISTS:
            keep(self.session, Wanted.read_query(query), name, is_mine=False, by=owner)

    def _card(self, card: Card) -> list[Event]:
        events = [Event(card.made_days_ago, "09:20", partial(self._make_card, card))]
        if card.last_purchase_days_ago:
            events.append(Event(card.last_purchase_days_ago, "14:00", partial(self._buy, card)))
        if card.stage == "old":
            events.append(Event(OLD_SINCE, "17:30", partial(self._grow_old, card)))
        events += [
            Event(person.left_days_ago, "12:00", partial(self._leave, card, person.name))
            for person in card.persons
            if person.left_days_ago
        ]
        return events

    def _make_card(self, card: Card) -> None:
        regular = self.staff.get(card.regular)
        by = regular or self.owner
        self.cards[card.key] = make_card(
            self.session, card, regular=regular, host=self.cards.get(card.came_through), by=by
        )

    def _buy(self, card: Card) -> None:
        why = "Kocht iets in de winkel."
        became_customer(self.session, self.cards[card.key], on=clock.today(), by=self.owner, why=why)

    def _grow_old(self, card: Card) -> None:
        why = "Twee jaar niets gekocht."
        relation = self.cards[card.key]
        change_stage(self.session, relation, Stage.OLD, source=StageSource.HAND, by=self.owner, why=why)

    def _leave(self, card: Card, name: str) -> None:
        leave(self.session, self.cards[card.key], name, by=self.owner)

    def _answer(self, said: Answer) -> None:
        relation, channel, by = self.cards[said.card], ConsentChannel(said.channel), self.staff[said.by]
        person = self._person(relation, said.person)
        if said.is_taken_back:
            take_back(self.session, relation, person=person, channel=channel, by=by)
            return
        note_answer(
            self.session,
            relation,
            person=person,
            channel=channel,
            answer=ConsentAnswer(said.answer),
            answered_on=clock.today(),
            how=said.how,
            wording=usual_wording(channel, "Kwast & Kleed"),
            by=by,
        )

    def _talk(self, talk: Talk) -> None:
        relation, by = self.cards[talk.card], self.staff[talk.by]
        person = self._person(relation, talk.person)
        note_conversation(
            self.session,
            relation,
            person=person,
            channel=Channel(talk.channel),
            their_words=talk.their_words,
            agreed=talk.agreed,
            is_reached=talk.is_reached,
            by=by,
        )
        if talk.call_back_in is not None:
            due_on = self.today + dt.timedelta(days=talk.call_back_in)
            plan(
                self.session,
                relation=relation,
                person=person,
                reason=TaskReason.CALL_BACK,
                words=talk.agreed,
                due_on=due_on,
                responsible=self.staff.get(talk.call_back_by, by),
                by=by,
            )

    def _plan(self, planned: Plan) -> None:
        responsible, first = self.staff[planned.responsible], self.staff.get(planned.handed_by)
        task = plan(
            self.session,
            relation=self.cards[planned.card],
            reason=TaskReason(planned.reason),
            words=planned.words,
            due_on=self.today + dt.timedelta(days=planned.due_in),
            responsible=first or responsible,
            by=self.owner,
        )
        if first:
            hand_over(self.session, task, to=responsible, note=planned.note, by=first)

    def _jump_away(self) -> None:
        """The phone rang while Marleen noted a talk; what she typed waits on Today."""
        relation = self.cards[INTERRUPTED.card]
        # What the page itself is called is in the language of the page.
        with use_language(self.owner.language):
            title = _("Note a conversation")
        drafts.keep(
            self.session,
            f"/relations/{relation.id}/note",
            {"their_words": [INTERRUPTED.their_words]},
            title=title,
            form_key="",
            relation=relation,
            by=self.owner,
        )

    def _person(self, relation: Relation, name: str) -> ContactPerson | None:
        people = people_of(self.session, relation.id, also_left=True)
        return next((person for person in people if full_name(person) == name), None)

    @property
    def owner(self) -> User:
        """Marleen."""
        return self.staff["Marleen"]
