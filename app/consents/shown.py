"""The answers that count now, as the card and their own page show them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.contacts.models import Consent, ConsentAnswer, ConsentChannel
from app.contacts.shown import Contacts, OnCard
from app.relations.models import Nature


@dataclass(frozen=True)
class Said:
    """An answer, and who gave it; without a name it goes for everybody on the card."""

    answer: ConsentAnswer
    who: str = ""


@dataclass(frozen=True)
class Answered:
    """What was said about one channel."""

    channel: ConsentChannel
    said: Sequence[Said]


@dataclass(frozen=True)
class Asked:
    """One row of the page: the card itself or one person, with the answer to each channel."""

    somebody: OnCard | None
    answers: Sequence[tuple[ConsentChannel, Consent | None]]

    @property
    def is_answered(self) -> bool:
        """Whether there is any answer in it."""
        return any(consent for _channel, consent in self.answers)


@dataclass(frozen=True)
class CardConsents:
    """The line of a card, and whose numbers may not be rung with an offer: None is the card's own."""

    line: Sequence[Answered]
    refusing: Collection[int | None]


def on_card(consents: Sequence[Consent], contacts: Contacts) -> CardConsents:
    """What a card says about all that its people let us do."""
    return CardConsents(line=_in_one_line(consents, contacts), refusing=_refusing(consents, contacts))


def rows_of_page(consents: Sequence[Consent], contacts: Contacts, nature: Nature) -> list[Asked]:
    """The card itself, then everybody on it who is still there; somebody alone at home is asked once."""
    by_key = {(consent.person_id, consent.channel): consent for consent in consents}
    rows = [
        Asked(
            somebody,
            [
                (channel, by_key.get((somebody.person.id if somebody else None, channel)))
                for channel in ConsentChannel
            ],
        )
        for somebody in (None, *contacts.people)
    ]
    if nature is Nature.PRIVATE and len(contacts.people) == 1:
        return [row for row in rows if row.is_answered] or rows[:1]
    return rows


def _in_one_line(consents: Sequence[Consent], contacts: Contacts) -> list[Answered]:
    """Each channel that was asked about, with names where there is more than one to answer."""
    return [
        Answered(channel, said)
        for channel in ConsentChannel
        if (said := _said([consent for consent in consents if consent.channel is channel], contacts))
    ]


def _refusing(consents: Sequence[Consent], contacts: Contacts) -> Collection[int | None]:
    """Who said no to being rung; the number of a household is of everybody, and a no of the card of all."""
    here = {None, *(somebody.person.id for somebody in contacts.people)}
    saying_no = {
        consent.person_id
        for consent in consents
        if consent.channel is ConsentChannel.PHONE and consent.answer is ConsentAnswer.NO
    } & here
    return here if None in saying_no else saying_no | ({None} if saying_no else set())


def _said(consents: Sequence[Consent], contacts: Contacts) -> list[Said]:
    names: dict[int | None, str] = {
        None: "",
        **{somebody.person.id: somebody.called for somebody in contacts.people},
    }
    counting = [consent for consent in consents if consent.person_id in names]
    if len(contacts.people) <= 1 and len({consent.answer for consent in counting}) == 1:
        return [Said(counting[0].answer)]
    return [Said(consent.answer, names[consent.person_id]) for consent in counting]
