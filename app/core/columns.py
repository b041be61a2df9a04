"""The kinds of column that the models are made of: what is personal, what is money, what is a moment."""

import datetime as dt
import enum
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import BigInteger, Date, DateTime, Dialect, Enum, Integer, String, Text, Time
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import JSON, TypeDecorator


class MomentType(TypeDecorator[dt.datetime]):
    """An aware moment, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Into the database: UTC, and without its zone where the database cannot keep one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Out of the database: aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Scaled(TypeDecorator[Decimal]):
    """A Decimal with a fixed number of places, kept as a whole number so that sums are exact."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Into the database: a whole number; more places than the column has are refused."""
        if value is None:
            return None
        scaled = Decimal(value).scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} has more than {self.places} decimal places")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Out of the database: a Decimal with the column's places."""
        return None if value is None else Decimal(int(value)).scaleb(-self.places)


def text(*, personal: bool, size: int | None = None) -> Any:
    """A text column that says whether it may tell something about a person."""
    return mapped_column(String(size) if size else Text(), info={"personal": personal})


# Words people type about people; how long they may be is the form's business.
Personal = Annotated[str, text(personal=True)]
# The shop's own words.
ShopText = Annotated[str, text(personal=False)]
# A short code that the program gives.
Code = Annotated[str, text(personal=False, size=40)]
# The same order and the same prefix search on every database.
_KEY = Text().with_variant(Text(collation="C"), "postgresql")
# A key to sort or find by, made from a name: see relations/sorting.py.
SortKey = Annotated[str, mapped_column(_KEY, info={"personal": True})]
ShopKey = Annotated[str, mapped_column(_KEY, info={"personal": False})]

Moment = Annotated[dt.datetime, mapped_column(MomentType())]
Cents = Annotated[Decimal, mapped_column(Scaled(2))]
Percent = Annotated[Decimal, mapped_column(Scaled(2))]
Quantity = Annotated[Decimal, mapped_column(Scaled(3))]

# JSON that may hold what people typed, and JSON that never does.
PersonalJson = Annotated[dict[str, Any], mapped_column(JSON(none_as_null=True), info={"personal": True})]
PlainJson = Annotated[dict[str, Any], mapped_column(JSON(none_as_null=True), info={"personal": False})]

TYPES: dict[Any, Any] = {
    enum.Enum: Enum(
        enum.Enum,
        native_enum=False,
        create_constraint=False,
        length=24,
        values_callable=lambda members: [member.value for member in members],
    ),
    dt.date: Date(),
    dt.time: Time(),
    int: BigInteger().with_variant(Integer(), "sqlite"),
}
