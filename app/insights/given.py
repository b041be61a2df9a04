"""What somebody asks of the declined quotes, as plain values on their way from an address."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Narrowed:
    """The region and the product group that the views are about; None does not choose, WITHOUT is neither."""

    region_id: int | None = None
    group_id: int | None = None


EVERYTHING = Narrowed()
