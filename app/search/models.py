"""What is searched: one folded document for each card in the box, with the line that a hit shows."""

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.columns import SortKey
from app.core.database import Base, belongs_to


class SearchDocument(Base):
    """The folded text of one card; its id is priority << 40 | relation_id, so rowids stand in rank order."""

    __tablename__ = "search_document"
    __table_args__ = (
        Index("ix_search_document_priority_name", "priority", "name"),
        {"info": {"journaled": False}},
    )

    relation_id: Mapped[int] = belongs_to("relation.id")
    priority: Mapped[int]
    name: Mapped[SortKey]
    persons: Mapped[str] = mapped_column(info={"personal": True})
    # The folded words of each piece of the card, two spaces apart.
    body: Mapped[str] = mapped_column(info={"personal": True})
    # The same pieces as people read them, a line for each.
    pieces: Mapped[str] = mapped_column(server_default=text("''"), info={"personal": True})
    # What one line about the card shows; see line.py.
    line: Mapped[str] = mapped_column(server_default=text("''"), info={"personal": True})
