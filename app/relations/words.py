"""What the kinds of relation are called."""

from app.core.words import _
from app.relations.models import Kind


def kind_name(kind: Kind) -> str:
    """One relation of this kind."""
    return {
        Kind.CURRENT: _("Current customer"),
        Kind.POTENTIAL: _("Potential customer"),
        Kind.OLD: _("Old customer"),
        Kind.SUPPLIER: _("Supplier"),
        Kind.AGENCY: _("Agency"),
    }[kind]
