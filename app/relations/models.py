"""A relation, its roles and stage, the five kinds derived from them; labels and regions."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, ColumnElement, Index, UniqueConstraint, text, true
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.columns import Code, Moment, Personal, ShopKey, ShopText, SortKey
from app.core.database import Base, belongs_to, mentions, needs, one_of, worked_out
from app.users.models import User

LIVE = text("deleted_at IS NULL")
# So long a card lies in the bin before it is wiped.
BIN_DAYS = 30


class Nature(enum.StrEnum):
    """What a relation is by nature."""

    ORGANISATION = "organisation"
    PRIVATE = "private"


class Stage(enum.StrEnum):
    """How far someone is as a customer."""

    POTENTIAL = "potential"
    CURRENT = "current"
    OLD = "old"


class StageSource(enum.StrEnum):
    """Who says so: the app from what was bought, or a person by hand."""

    AUTO = "auto"
    HAND = "hand"


class Kind(enum.StrEnum):
    """The five kinds of relation, in the order in which they are always shown."""

    CURRENT = "current"
    POTENTIAL = "potential"
    OLD = "old"
    SUPPLIER = "supplier"
    AGENCY = "agency"


class Relation(Base):
    """A card in the box: a person, household or organisation that the shop has to do with."""

    __tablename__ = "relation"
    __table_args__ = (
        one_of("nature", Nature),
        one_of("stage", Stage),
        one_of("stage_source", StageSource),
        CheckConstraint("stage IS NOT NULL OR is_supplier OR is_agency", name="some_role"),
        CheckConstraint("came_through_id <> id", name="not_through_itself"),
        Index("ix_relation_sort_name", "sort_name", "id", sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_relation_stage", "stage", "sort_name", "id", sqlite_where=LIVE, postgresql_where=LIVE),
        Index(
            "ix_relation_supplier", "is_supplier", "sort_name", "id", sqlite_where=LIVE, postgresql_where=LIVE
        ),
        Index("ix_relation_agency", "is_agency", "sort_name", "id", sqlite_where=LIVE, postgresql_where=LIVE),
        Index(
            "ix_relation_spoken", "stage", "last_spoken_on", "id", sqlite_where=LIVE, postgresql_where=LIVE
        ),
        # Where it is, without its other columns: for counts over many cards.
        Index("ix_relation_id_region_id", "id", "region_id"),
        Index("ix_relation_region", "region_id", "sort_name", "id", sqlite_where=LIVE, postgresql_where=LIVE),
        # Who bought nothing for long, of the customers of one stage.
        Index(
            "ix_relation_purchase",
            "stage",
            "last_purchase_on",
            "id",
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        Index(
            "ix_relation_kinds",
            "stage",
            "is_supplier",
            "is_agency",
            "region_id",
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        Index("ix_relation_last_spoken", "last_spoken_on", "id", sqlite_where=LIVE, postgresql_where=LIVE),
        Index(
            "ix_relation_bin",
            "deleted_at",
            sqlite_where=text("deleted_at IS NOT NULL"),
            postgresql_where=text("deleted_at IS NOT NULL"),
        ),
    )

    nature: Mapped[Nature] = mapped_column(default=Nature.PRIVATE)
    name: Mapped[Personal]
    sort_name: Mapped[SortKey] = mapped_column(info={"personal": True, "derived": True})
    story: Mapped[Personal] = mapped_column(default="")
    good_to_know: Mapped[Personal] = mapped_column(default="")
    # The reason for extra attention, in words; null is no star.
    star: Mapped[Personal | None]
    language: Mapped[Code] = mapped_column(default="nl")
    stage: Mapped[Stage | None]
    stage_source: Mapped[StageSource] = mapped_column(default=StageSource.AUTO)
    stage_since: Mapped[dt.date | None]
    stage_asked_on: Mapped[dt.date | None]
    first_purchase_on: Mapped[dt.date | None]
    last_purchase_on: Mapped[dt.date | None]
    is_supplier: Mapped[bool] = mapped_column(default=False)
    is_agency: Mapped[bool] = mapped_column(default=False)
    is_sole_trader: Mapped[bool] = mapped_column(default=False)
    about: Mapped[Personal | None]
    our_reference: Mapped[Personal | None]
    counter_hours: Mapped[Personal | None]
    is_emergency: Mapped[bool] = mapped_column(default=False)
    chamber_number: Mapped[Personal | None]
    vat_id: Mapped[Personal | None]
    regular_staff_id: Mapped[int | None] = mentions("staff_member.id")
    # Where the card stands on the map now: worked out from the two below it, or from its postcode.
    region_id: Mapped[int | None] = worked_out("region.id", index=False)
    region_by_hand: Mapped[bool] = mapped_column(default=False)
    # What somebody chose; nothing chosen by hand is: in no region, whatever the postcode says.
    chosen_region_id: Mapped[int | None] = mentions("region.id")
    came_through_id: Mapped[int | None] = mentions("relation.id")
    # Where the shop has this relation from (AVG art. 14).
    source: Mapped[Personal] = mapped_column(default="")
    last_spoken_on: Mapped[dt.date | None] = mapped_column(info={"derived": True})
    # The usual number of days between two talks; null as long as there is no rhythm in them.
    spoken_every_days: Mapped[int | None] = mapped_column(info={"derived": True})
    made_at: Mapped[Moment]
    made_by_id: Mapped[int | None] = mentions("staff_member.id")
    restricted_on: Mapped[dt.date | None]
    deleted_at: Mapped[Moment | None]
    merged_into_id: Mapped[int | None] = mentions("relation.id")
    erased_at: Mapped[Moment | None]
    row_version: Mapped[int] = mapped_column(default=1)

    regular_staff: Mapped[User | None] = relationship(foreign_keys=[regular_staff_id], lazy="raise")
    region: Mapped["Region | None"] = relationship(foreign_keys=[region_id], lazy="raise")
    came_through: Mapped["Relation | None"] = relationship(
        foreign_keys=[came_through_id], remote_side="Relation.id", lazy="raise"
    )

    __mapper_args__ = {"version_id_col": row_version}

    @hybrid_property
    def is_live(self) -> bool:
        """Whether the card is in the box, not in the bin."""
        return self.deleted_at is None

    @is_live.inplace.expression
    @classmethod
    def _is_live(cls) -> ColumnElement[bool]:
        return cls.deleted_at.is_(None)

    @property
    def wiped_on(self) -> dt.date | None:
        """The day on which a card in the bin is wiped for good."""
        if self.deleted_at is None:
            return None
        return clock.in_shop_time(self.deleted_at + dt.timedelta(days=BIN_DAYS)).date()

    @property
    def is_customer(self) -> bool:
        """Whether this is, was or may become a customer."""
        return self.stage is not None

    @property
    def kinds(self) -> list[Kind]:
        """All kinds this relation is, in their fixed order."""
        return kinds_of(self.stage, is_supplier=self.is_supplier, is_agency=self.is_agency)


class StageChange(Base):
    """A step between potential, current and old customer, and why."""

    __tablename__ = "stage_change"
    __table_args__ = (one_of("was", Stage), one_of("became", Stage), one_of("source", StageSource))

    relation_id: Mapped[int] = needs("relation.id")
    was: Mapped[Stage | None]
    became: Mapped[Stage | None]
    changed_on: Mapped[dt.date] = mapped_column(index=True)
    source: Mapped[StageSource]
    by_id: Mapped[int | None] = mentions("staff_member.id")
    why: Mapped[Personal] = mapped_column(default="")
    reason_id: Mapped[int | None] = mentions("rejection_reason.id")


class Region(Base):
    """A part of the country as the shop sees it."""

    __tablename__ = "region"

    name: Mapped[ShopText]
    position: Mapped[int] = mapped_column(default=0)


class RegionRange(Base):
    """Postcodes of a region, from the first to the last: 2300 to 2334; the first region that has it wins."""

    __tablename__ = "region_range"
    __table_args__ = (CheckConstraint("first <= last", name="first_before_last"),)

    region_id: Mapped[int] = belongs_to("region.id")
    first: Mapped[int]
    last: Mapped[int]


class Tag(Base):
    """A label the shop gives to relations."""

    __tablename__ = "tag"

    name: Mapped[ShopText]
    key: Mapped[ShopKey] = mapped_column(unique=True)


class RelationTag(Base):
    """A label on a relation."""

    __tablename__ = "relation_tag"
    __table_args__ = (UniqueConstraint("relation_id", "tag_id"),)

    relation_id: Mapped[int] = belongs_to("relation.id", index=False)
    tag_id: Mapped[int] = belongs_to("tag.id")

    tag: Mapped[Tag] = relationship(lazy="raise")


def kinds_of(stage: Stage | None, *, is_supplier: bool, is_agency: bool) -> list[Kind]:
    """The kinds that go with a stage and the two other roles, in their fixed order."""
    kinds = [Kind(stage.value)] if stage else []
    if is_supplier:
        kinds.append(Kind.SUPPLIER)
    if is_agency:
        kinds.append(Kind.AGENCY)
    return kinds


def has_kind(kind: Kind) -> ColumnElement[bool]:
    """The same question in SQL."""
    if kind is Kind.SUPPLIER:
        return Relation.is_supplier == true()
    if kind is Kind.AGENCY:
        return Relation.is_agency == true()
    return Relation.stage == Stage(kind.value)
