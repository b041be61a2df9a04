"""What a person may type about the end of a quote."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from werkzeug.datastructures import MultiDict
from wtforms import fields
from wtforms.validators import StopValidation

from app.contacts.models import ContactPerson
from app.contacts.names import full_name
from app.core import clock
from app.core.formats import show_date
from app.core.forms import (
    ChoiceField,
    DateField,
    Form,
    MoneyField,
    ParagraphField,
    RadioField,
    TextField,
    TicksField,
)
from app.core.words import _, language, lazy
from app.outcomes.difference import DifferenceField
from app.outcomes.given import Answer, Yes
from app.outcomes.numbers import read_numbers
from app.quotes.models import LineKind, Quote, QuoteLine, SaidBy
from app.quotes.words import said_by_name
from app.shop.models import RejectionReason
from app.timeline.models import Channel
from app.timeline.words import channel_name
from app.users.models import User


class _DecidedForm(Form):
    """What a yes and a no have in common: when, who told, by which way, and what decided it."""

    decided_on = DateField(lazy("On"), needed=True)
    person_id = ChoiceField(lazy("By whom"), coerce=int)
    channel = ChoiceField(lazy("How we heard"), coerce=Channel)
    reasons = TicksField(lazy("Choose what counted most. Then choose what counted too."), coerce=int)
    main_reason = ChoiceField(lazy("What counted most?"), coerce=int)
    customer_words = ParagraphField(lazy("In the customer’s words"))
    said_by = RadioField(lazy("Who says this?"), coerce=SaidBy)

    # Whoever asks the reason later need not say anything about it now.
    asks_later = False

    def __init__(
        self,
        typed: MultiDict[str, str] | None,
        *,
        quote: Quote,
        people: Sequence[ContactPerson],
        reasons: Sequence[RejectionReason],
        data: Mapping[str, object],
    ) -> None:
        usual = {"decided_on": clock.today(), "person_id": quote.person_id}
        super().__init__(typed, data=usual | dict(data))
        self.sent_on = quote.first_sent_on
        self.people = {person.id: person for person in people}
        self.known_reasons = {reason.id: reason for reason in reasons}
        self.person_id.choices = [("", _("not noted")), *((one.id, full_name(one)) for one in people)]
        self.channel.choices = [("", _("not noted")), *((one.value, channel_name(one)) for one in Channel)]
        self.reasons.choices = [(reason.id, reason.name(language())) for reason in reasons]
        self.main_reason.choices = self.reasons.choices
        self.said_by.choices = [
            (said_by.value, said_by_name(said_by))
            for said_by in (SaidBy.OUR_GUESS, SaidBy.CUSTOMER_SAID, SaidBy.CUSTOMER_WROTE)
        ]

    @property
    def ticked(self) -> list[RejectionReason]:
        """The reasons that are ticked, the one that counted most first where that is known."""
        ids = self.reasons.data or []
        first = [self.main_reason.data] if self.main_reason.data in ids else []
        in_order = dict.fromkeys([*first, *ids])
        return [self.known_reasons[one] for one in in_order if one in self.known_reasons]

    @property
    def asks_which_counted_most(self) -> bool:
        """Whether more than one is ticked while nobody said which one counted most."""
        return len(self.ticked) > 1 and self.main_reason.data not in (self.reasons.data or [])

    def validate_decided_on(self, field: fields.Field) -> None:
        """Between the day it was sent and today."""
        if field.data and field.data > clock.today():
            raise StopValidation(_("This day is still to come. Type today or an earlier day."))
        if field.data and self.sent_on and field.data < self.sent_on:
            day = show_date(self.sent_on)
            raise StopValidation(_("The quote was sent on %(day)s. Type that day or a later one.", day=day))

    def validate_main_reason(self, _field: fields.Field) -> None:
        """Exactly one reason counted most."""
        if not self.asks_later and self.asks_which_counted_most:
            raise StopValidation(_("You ticked more than one. Which one counted most?"))

    def validate_customer_words(self, field: fields.Field) -> None:
        """Some reasons say nothing without words."""
        if not self.asks_later and not field.data and any(one.needs_words for one in self.ticked):
            raise StopValidation(_("Write in a few words what it was."))


class AcceptForm(_DecidedForm):
    """The customer's yes, with what they chose of what the quote leaves open; what decided it is free."""

    options = TicksField(lazy("They also choose"), coerce=int)

    def __init__(
        self,
        typed: MultiDict[str, str] | None = None,
        *,
        quote: Quote,
        people: Sequence[ContactPerson],
        reasons: Sequence[RejectionReason] = (),
        lines: Sequence[QuoteLine] = (),
    ) -> None:
        super().__init__(typed, quote=quote, people=people, reasons=reasons, data={})
        self.options.choices = [(line.id, line.description) for line in lines if line.kind is LineKind.OPTION]
        self.alternatives: dict[str, list[QuoteLine]] = {}
        for line in lines:
            if line.kind is LineKind.ALTERNATIVE:
                self.alternatives.setdefault(line.choice or "", []).append(line)
        sent = typed or MultiDict()
        self._picked = {letter: sent.get(f"choice-{letter}") for letter in self.alternatives}

    def picks(self, line: QuoteLine) -> bool:
        """Whether this alternative is the one: as it was picked, else as we proposed it."""
        picked = self._picked[line.choice or ""]
        return line.is_chosen if picked is None else picked == str(line.id)

    @property
    def chosen(self) -> frozenset[int]:
        """The ids of the options and alternatives that are picked."""
        picked = (line.id for group in self.alternatives.values() for line in group if self.picks(line))
        return frozenset([*(self.options.data or []), *picked])

    def validate_options(self, _field: fields.Field) -> None:
        """Of each choice one of what the quote offers."""
        if any(not any(map(self.picks, group)) for group in self.alternatives.values()):
            raise StopValidation(_("Choose one of each choice."))

    def yes(self) -> Yes:
        """What was typed."""
        ticked = self.ticked
        return Yes(
            decided_on=self.decided_on.data,
            channel=self.channel.data,
            person=self.people.get(self.person_id.data),
            customer_words=self.customer_words.data or "",
            main_reason=ticked[0] if ticked else None,
            other_reasons=tuple(ticked[1:]),
            said_by=self.said_by.data,
            chosen=self.chosen,
        )


class ExplainForm(_DecidedForm):
    """What decided a yes, heard later: the rest of the yes stays as it was noted."""

    def __init__(
        self,
        typed: MultiDict[str, str] | None = None,
        *,
        quote: Quote,
        reasons: Sequence[RejectionReason],
        data: Mapping[str, object],
    ) -> None:
        super().__init__(typed, quote=quote, people=(), reasons=reasons, data=data)
        del self.decided_on, self.person_id, self.channel

    def validate_reasons(self, _field: fields.Field) -> None:
        """Who comes to say what decided it, says so."""
        if not self.ticked:
            raise StopValidation(_("Choose what decided it."))

    def explained(self, yes: Yes) -> Yes:
        """The same yes with what was typed."""
        main, *others = self.ticked
        return replace(
            yes,
            main_reason=main,
            other_reasons=tuple(others),
            customer_words=self.customer_words.data or "",
            said_by=self.said_by.data,
        )


class DeclineForm(_DecidedForm):
    """The customer's no: what counted most and what counted too, or who asks for it and when."""

    card_numbers = TextField(lazy("Number on the card"), longest=60)
    card_came = RadioField(lazy("How did it come?"), coerce=Channel)
    competitor = TextField(lazy("Other shop or company"), longest=100)
    bought_elsewhere = ChoiceField(lazy("Bought somewhere else?"), coerce=lambda value: str(value) == "True")
    their_price = MoneyField(lazy("Price of the other shop"))
    price_difference = DifferenceField(
        lazy("Difference in price, about"), description=lazy("250 or 10%; dearer: -250")
    )
    answer_next = TextField(lazy("What they said when you asked on"), longest=500)
    lesson = TextField(lazy("What do we learn from it?"), longest=500)
    could_have_done = TextField(lazy("What could we have done?"))
    call_again_on = DateField(lazy("May we call again? On"))
    ask_on = DateField(lazy("Ask on"))
    ask_by_id = ChoiceField(lazy("Who asks"), coerce=int)

    def __init__(
        self,
        typed: MultiDict[str, str] | None = None,
        *,
        quote: Quote,
        people: Sequence[ContactPerson],
        staff: Sequence[User],
        reasons: Sequence[RejectionReason],
        put_away: Sequence[RejectionReason] = (),
        asks_later: bool = False,
        data: Mapping[str, object],
    ) -> None:
        super().__init__(typed, quote=quote, people=people, reasons=reasons, data=data)
        self.asks_later = asks_later
        before = data.get("reasons")
        self.noted_before = set(before) if isinstance(before, list) else set()
        # A card that has been on its way for long may name a reason that was put away since.
        self.by_number = {reason.number: reason for reason in (*reasons, *put_away)}
        self.card_came.choices = [
            (Channel.LETTER.value, _("On the card")),
            (Channel.MAIL.value, _("In a mail")),
        ]
        self.staff = {user.id: user for user in staff}
        self.bought_elsewhere.choices = [("", _("not known")), ("True", _("Yes")), ("False", _("No"))]
        self.ask_by_id.choices = [(user.id, user.name) for user in staff]

    @property
    def on_card(self) -> list[RejectionReason]:
        """The reasons whose numbers were typed, the one that counted most first."""
        numbers = read_numbers(self.card_numbers.data or "").read
        return [self.by_number[number] for number in numbers if number in self.by_number]

    @property
    def ticked(self) -> list[RejectionReason]:
        """The reasons of the card, else the ticked ones; what counted most first where that is known."""
        return self.on_card if self.card_numbers.data else super().ticked

    @property
    def asks_which_counted_most(self) -> bool:
        """Whether more than one is ticked while nobody said which one counted most; a card says it."""
        return not self.card_numbers.data and super().asks_which_counted_most

    def validate_reasons(self, _field: fields.Field) -> None:
        """Either a reason, or a later question."""
        if self.asks_later and self.ticked:
            raise StopValidation(_("You ticked a reason. Press Save, or take the tick away to ask later."))
        if not self.asks_later and not self.ticked and not self.card_numbers.data:
            raise StopValidation(_("Choose a reason. Not known yet? Press “Ask the reason later”."))

    def validate_card_numbers(self, field: fields.Field) -> None:
        """Only numbers that a card has; and nobody ticked something else beside it."""
        numbers = read_numbers(field.data or "")
        if field.data and (numbers.unread or not numbers.read):
            word = (*numbers.unread, field.data)[0]
            raise StopValidation(
                _(
                    "We cannot read “%(word)s”. Type the number of the card, for example 3, or 3, 7.",
                    word=word,
                )
            )
        unknown = [number for number in numbers.read if number not in self.by_number]
        if unknown:
            raise StopValidation(
                _("There is no reason with number %(number)s. Look at the card again.", number=unknown[0])
            )
        beside = set(self.reasons.data or []) - {reason.id for reason in self.on_card} - self.noted_before
        if field.data and beside:
            raise StopValidation(
                _("You ticked a reason that is not on the card. Take the tick away, or empty this box.")
            )

    def validate_ask_on(self, field: fields.Field) -> None:
        """Asking later is on a day that comes."""
        if self.asks_later and not field.data and not field.errors:
            raise StopValidation(_("Type the day on which somebody asks, for example tomorrow."))
        if self.asks_later and field.data and field.data < clock.today():
            raise StopValidation(_("This day has passed. Type a later day."))

    def validate_ask_by_id(self, field: fields.Field) -> None:
        """Somebody asks."""
        if self.asks_later and field.data is None:
            raise StopValidation(_("Choose who asks."))

    def validate_call_again_on(self, field: fields.Field) -> None:
        """Calling again is on a day that comes; one that was noted before may have passed since."""
        if field.data not in (None, field.object_data) and field.data <= clock.today():
            raise StopValidation(_("This day has passed. Type a later day."))

    def answer(self) -> Answer:
        """What was typed: a reason with who says so, or who will ask for it."""
        person = self.people.get(self.person_id.data)
        given = Answer(
            decided_on=self.decided_on.data,
            customer_words=self.customer_words.data or "",
            person=person,
            channel=self.channel.data,
        )
        told = replace(
            given,
            bought_elsewhere=self.bought_elsewhere.data,
            competitor=self.competitor.data or "",
            their_price=self.their_price.data,
            price_difference=self.price_difference.data,
            difference_percent=self.price_difference.percent,
            answer_next=self.answer_next.data or "",
            lesson=self.lesson.data or "",
            could_have_done=self.could_have_done.data or "",
            call_again_on=self.call_again_on.data,
        )
        if self.asks_later:
            return replace(told, ask_on=self.ask_on.data, ask_by=self.staff[self.ask_by_id.data])
        main, *others = self.ticked
        answer = replace(told, main_reason=main, other_reasons=tuple(others), said_by=self.said_by.data)
        if self.on_card:
            came = self.card_came.data or Channel.LETTER
            return replace(answer, said_by=SaidBy.CUSTOMER_WROTE, channel=came)
        # What we only think, nobody there has said.
        return replace(answer, person=None) if answer.source is SaidBy.OUR_GUESS else answer


class WithdrawForm(Form):
    """Why we take the quote back."""

    why = TextField(lazy("Why do you take it back?"), needed=lazy("Say why, for example: sent twice."))


class ReopenForm(Form):
    """Why the quote has not ended after all."""

    why = TextField(lazy("What has changed?"), needed=lazy("Say why, for example: noted on the wrong quote."))
