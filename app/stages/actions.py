"""What can happen to a customer's stage: something was bought, or somebody answered whether they are old."""

from collections.abc import Collection

from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.relations.actions import became_customer, change_stage, refuse_in_bin
from app.relations.models import Relation, Stage, StageSource
from app.shop.queries import get_shop
from app.stages.queries import may_be_old, old_before, proposed
from app.stages.words import old_reason
from app.timeline.actions import tell
from app.users.models import User


def note_purchase(session: Session, relation: Relation, *, by: User) -> None:
    """They bought something today: from now on they are a current customer, whatever they were."""
    refuse_in_bin(relation)
    begin(session, "relation.bought", by=by)
    became_customer(session, relation, on=clock.today(), by=by, why=_("Bought something"))
    tell(session, relation, "purchase.noted", by=by)


def call_old(session: Session, relation: Relation, *, by: User) -> None:
    """Yes, this is an old customer: they keep their card, and the reason stands with the step."""
    _must_be_asked(session, relation)
    _call_old(session, relation, by=by)


def keep_current(session: Session, relation: Relation, *, by: User) -> None:
    """No, this is still a customer: nobody asks again until they buy something."""
    _must_be_asked(session, relation)
    begin(session, "relation.still_current", by=by)
    relation.stage_asked_on = clock.today()
    session.flush()


def call_all_old(session: Session, relation_ids: Collection[int], *, by: User) -> int:
    """Call these customers old, but for those of whom somebody knew better meanwhile; how many."""
    relations = proposed(session, relation_ids, old_before(get_shop(session)))
    for relation in relations:
        _call_old(session, relation, by=by)
    return len(relations)


def _call_old(session: Session, relation: Relation, *, by: User) -> None:
    why = old_reason(relation.last_purchase_on) if relation.last_purchase_on else ""
    change_stage(session, relation, Stage.OLD, source=StageSource.HAND, by=by, why=why)
    tell(session, relation, "stage.old", by=by)


def _must_be_asked(session: Session, relation: Relation) -> None:
    refuse_in_bin(relation)
    if not may_be_old(relation, old_before(get_shop(session))):
        raise RuleBroken(_("This has been answered already, or something was bought meanwhile."))
