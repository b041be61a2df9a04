"""What can happen to a draft: it is kept, thrown away, or saved as what it was meant to be."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select

from app.core import clock
from app.core.database import Session
from app.drafts.models import Draft
from app.drafts.queries import too_old
from app.relations.models import Relation
from app.users.models import User

# What a form holds beside what is typed: a secret, or of use to one showing of it only.
NEVER_KEPT = {"csrf_token", "form_key"}


def keep(
    session: Session,
    page: str,
    fields: Mapping[str, Sequence[str]],
    *,
    title: str,
    form_key: str,
    relation: Relation | None,
    by: User,
    goes_on: bool = False,
) -> bool:
    """Keep what stands in the boxes of a page, in the place of what was typed before in this showing of it.

    When nothing does, there is nothing to come back for. What was typed in another showing stays, until
    somebody goes on with it (`goes_on`), saves it or throws it away: then False.
    """
    forget_old(session)
    draft = session.scalar(select(Draft).where(Draft.user_id == by.id, Draft.page == page))
    if draft is not None and draft.form_key != form_key and not goes_on:
        return False
    typed = {name: list(texts) for name, texts in fields.items() if _may_be_kept(name)}
    if not typed:
        throw_away(session, page, by=by)
        return True
    if draft is None:
        draft = Draft(user_id=by.id, page=page)
        session.add(draft)
    draft.title = title
    draft.form_key = form_key
    draft.relation_id = relation.id if relation else None
    draft.fields = typed
    draft.saved_at = clock.now()
    session.flush()
    return True


def throw_away(session: Session, page: str, *, by: User, form_key: str | None = None) -> None:
    """Forget what this person typed on a page; with a key only what was typed in that showing of the form."""
    of_form = [Draft.form_key == form_key] if form_key is not None else []
    session.execute(delete(Draft).where(Draft.user_id == by.id, Draft.page == page, *of_form))


def forget_old(session: Session) -> None:
    """Forget what nobody came back for."""
    session.execute(delete(Draft).where(too_old()))


def _may_be_kept(name: str) -> bool:
    return name not in NEVER_KEPT and "password" not in name
