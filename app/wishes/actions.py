"""What can happen to a wish: it is noted, we do something about it, its topic gets another name."""

from app.audit.bulk import update_rows
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.timeline.actions import tell
from app.users.models import User
from app.wishes.given import Wished
from app.wishes.models import Wish
from app.wishes.topics import topic_key


def add(session: Session, relation: Relation, wished: Wished, *, by: User) -> Wish:
    """Note what somebody really wants."""
    begin(session, "wish.add", by=by)
    refuse_in_bin(relation)
    wish = Wish(relation_id=relation.id, noted_on=clock.today(), noted_at=clock.now(), noted_by_id=by.id)
    _write(wish, wished)
    session.add(wish)
    session.flush()
    tell(session, relation, "wish.noted", about=wish, by=by)
    return wish


def change(session: Session, wish: Wish, wished: Wished, *, what_we_do: str, is_done: bool, by: User) -> None:
    """Write it down better; say what we do about it, and whether that is done."""
    begin(session, "wish.change", by=by)
    refuse_in_bin(session.get_one(Relation, wish.relation_id))
    _write(wish, wished)
    wish.what_we_do = what_we_do
    if is_done != (wish.done_on is not None):
        wish.done_on = clock.today() if is_done else None
    session.flush()


def rename_topic(session: Session, key: str, topic: str, *, by: User) -> str:
    """Give a topic another name; when that is the name of another topic, the two become one."""
    begin(session, "wish.rename_topic", by=by)
    new_key = topic_key(topic)
    if not new_key:
        raise RuleBroken(_("Type what these wishes are about."))
    update_rows(session, Wish, Wish.topic_key.in_({key, new_key}), topic=topic, topic_key=new_key)
    return new_key


def _write(wish: Wish, wished: Wished) -> None:
    for of_card in (wished.person, wished.quote):
        if of_card is not None and of_card.relation_id != wish.relation_id:
            raise RuleBroken(_("This is not of this card. Choose something else from the list."))
    wish.wanted = wished.wanted
    wish.settles_for = wished.settles_for
    wish.topic = wished.topic
    wish.topic_key = topic_key(wished.topic)
    wish.person_id = wished.person.id if wished.person else None
    wish.quote_id = wished.quote.id if wished.quote else None
