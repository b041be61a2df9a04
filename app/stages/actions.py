"""What can happen to a customer's stage: something was bought, or somebody answered whether they are old."""

from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.relations.actions import became_customer, refuse_in_bin
from app.relations.models import Relation
from app.timeline.actions import tell
from app.users.models import User


def note_purchase(session: Session, relation: Relation, *, by: User) -> None:
    """They bought something today: from now on they are a current customer, whatever they were."""
    refuse_in_bin(relation)
    begin(session, "relation.bought", by=by)
    became_customer(session, relation, on=clock.today(), by=by)
    tell(session, relation, "purchase.noted", by=by)
