"""What it costs to save: a card with a number and a conversation, with the journal and the search kept up."""

import itertools
from collections.abc import Callable

from sqlalchemy import orm

from app.contacts.actions import add_card
from app.contacts.typed import TypedCard, TypedWay
from app.contacts.ways import phones_of
from app.core.database import Session, take_write_lock
from app.relations.models import Kind, Nature
from app.timeline.actions import note_conversation
from app.timeline.models import Channel
from app.users.models import User
from benchmarks.measure import Row, in_turns, median
from benchmarks.shop import MeasuredShop

SAVE_ROUNDS = 60


class _Unheard(orm.Session):
    """A session to which neither the journal nor the search listens."""


def measure_saving(shop: MeasuredShop) -> Row:
    """The same actions twice: in a session of ours, and in one to which nobody listens."""
    numbers = itertools.count()
    heard, unheard = (_saver(shop, kind, numbers) for kind in (Session, _Unheard))
    took, floor = in_turns(heard, unheard, rounds=SAVE_ROUNDS)
    return Row("save", shop.relations, median(took), median(floor))


def _saver(
    shop: MeasuredShop, kind: type[orm.Session], numbers: "itertools.count[int]"
) -> Callable[[], None]:
    def save() -> None:
        number = next(numbers)
        with kind(shop.engine) as session:
            take_write_lock(session)
            by = session.get_one(User, 1)
            way = TypedWay(phones_of(f"06 00 {number:06}")[0])
            card = TypedCard(
                name=f"Anna Gemeten{number}", nature=Nature.PRIVATE, kinds=[Kind.POTENTIAL], ways=[way]
            )
            relation = add_card(session, card, by=by)  # type: ignore[arg-type]
            note_conversation(
                session,  # type: ignore[arg-type]
                relation,
                channel=Channel.PHONE,
                their_words="Is het al binnen?",
                agreed="We bellen terug.",
                by=by,
            )
            session.commit()

    return save
