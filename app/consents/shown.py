"""The answers that count now, as the card and their own page show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.contacts.models import Consent, ConsentAnswer, ConsentChannel
from app.contacts.shown import Contacts, OnCard


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


def in_one_line(consents: Sequence[Consent], contacts: Contacts) -> list[Answered]:
    """Each channel that was asked about, with names where there is more than one to answer."""
    return [
        Answered(channel, said)
        for channel in ConsentChannel
        if (said := _said([consent for consent in consents if consent.channel is channel], contacts))
    ]


def rows_of_page(consents: Sequence[Consent], contacts: Contacts) -> list[Asked]:
    """The card itself, then everybody on it who is still there."""
    by_key = {(consent.person_id, consent.channel): consent for consent in consents}
    return [
        Asked(
            somebody,
            [
                (channel, by_key.get((somebody.person.id if somebody else None, channel)))
                for channel in ConsentChannel
            ],
        )
        for somebody in (None, *contacts.people)
    ]


def _said(consents: Sequence[Consent], contacts: Contacts) -> list[Said]:
    names: dict[int | None, str] = {
        None: "",
        **{somebody.person.id: somebody.name for somebody in contacts.people},
    }
    counting = [consent for consent in consents if consent.person_id in names]
    if len(contacts.people) <= 1 and len({consent.answer for consent in counting}) == 1:
        return [Said(counting[0].answer)]
    return [Said(consent.answer, names[consent.person_id]) for consent in counting]
