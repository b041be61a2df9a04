"""A task belongs to exactly one staff member and has a day."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contacts.models import ContactPerson
from app.core.columns import Code, Moment, Personal
from app.core.database import Base, belongs_to, mentions, needs, told_of
from app.relations.models import Relation
from app.users.models import User

OPEN = text("done_at IS NULL")
ENOUGH_TRIES = 3


class TaskReason(enum.StrEnum):
    """Why somebody has to be spoken to, most urgent first."""

    ANSWER_COMPLAINT = "answer_complaint"
    CALL_BACK = "call_back"
    QUOTE_ENDS = "quote_ends"
    ASK_WHY = "ask_why"
    CHASE_AGAIN = "chase_again"
    CHASE_QUOTE = "chase_quote"
    WARN_DEARER = "warn_dearer"
    MAKE_QUOTE = "make_quote"
    WIN_BACK = "win_back"
    OFFER = "offer"
    OTHER = "other"

    @property
    def is_talk(self) -> bool:
        """Whether it is done by speaking with somebody."""
        return self not in (TaskReason.MAKE_QUOTE, TaskReason.OTHER)

    @property
    def is_chase(self) -> bool:
        """Whether it asks about a quote that is open: over as soon as the customer replies."""
        return self in (TaskReason.QUOTE_ENDS, TaskReason.CHASE_AGAIN, TaskReason.CHASE_QUOTE)

    @property
    def is_of_quote(self) -> bool:
        """Whether it is one of the calls about a quote, of which one at a time stands on a list."""
        return self.is_chase or self is TaskReason.ASK_WHY

    @property
    def is_sales(self) -> bool:
        """Whether we want something of them, rather than that they asked us for it."""
        return self in (TaskReason.WIN_BACK, TaskReason.OFFER)


class TaskEnd(enum.StrEnum):
    """How a task came to its end."""

    DONE = "done"
    DROPPED = "dropped"
    OVERTAKEN = "overtaken"


class Task(Base):
    """One thing to do, on a day, by one person; `about` names the row it is for, when there is one."""

    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint("(about IS NULL) = (about_id IS NULL)", name="about_both_or_none"),
        Index("ix_task_due", "due_on", "responsible_id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_task_open_relation", "relation_id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_task_about_about_id", "about", "about_id"),
    )

    relation_id: Mapped[int | None] = belongs_to("relation.id")
    person_id: Mapped[int | None] = told_of("contact_person.id")
    reason: Mapped[TaskReason]
    is_sales: Mapped[bool] = mapped_column(default=False)
    words: Mapped[Personal] = mapped_column(default="")
    # Only when somebody changed the sentence by hand; else it comes from the standard text of the reason.
    sentence: Mapped[Personal | None]
    due_on: Mapped[dt.date]
    due_time: Mapped[dt.time | None]
    promised_since: Mapped[dt.date | None]
    responsible_id: Mapped[int] = needs("staff_member.id")
    # Who gave it to whom it is with now, and what that person should know.
    handed_by_id: Mapped[int | None] = mentions("staff_member.id")
    hand_over_note: Mapped[Personal] = mapped_column(default="", server_default=text("''"))
    about: Mapped[Code | None]
    about_id: Mapped[int | None]
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[Moment]
    made_by_id: Mapped[int | None] = mentions("staff_member.id")
    done_at: Mapped[Moment | None]
    done_by_id: Mapped[int | None] = mentions("staff_member.id")
    ended: Mapped[TaskEnd | None]

    relation: Mapped[Relation | None] = relationship(lazy="raise")
    person: Mapped[ContactPerson | None] = relationship(lazy="raise")
    responsible: Mapped[User] = relationship(foreign_keys=[responsible_id], lazy="raise")
    handed_by: Mapped[User | None] = relationship(foreign_keys=[handed_by_id], lazy="raise")

    @property
    def is_answer(self) -> bool:
        """Whether somebody waits for our answer to a complaint: only telling them ends it."""
        return self.reason is TaskReason.ANSWER_COMPLAINT and self.about_id is not None

    @property
    def asks_why(self) -> bool:
        """Whether it asks what became of a quote: only an answer ends it, not that they were spoken to."""
        return self.reason is TaskReason.ASK_WHY and self.about_id is not None

    @property
    def was_tried_enough(self) -> bool:
        """Whether nobody answered so often that ringing on is no use."""
        return self.tries >= ENOUGH_TRIES

    def is_late(self, today: dt.date) -> bool:
        """Whether the day has passed and it is still to be done."""
        return self.done_at is None and self.due_on < today


CHASES = tuple(reason for reason in TaskReason if reason.is_chase)
OF_QUOTE = tuple(reason for reason in TaskReason if reason.is_of_quote)
# The same question in SQL.
IS_OF_QUOTE = Task.reason.in_(OF_QUOTE)
