"""What is searched: one folded document for each card in the box."""

from sqlalchemy import Index
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
    body: Mapped[str] = mapped_column(info={"personal": True})
