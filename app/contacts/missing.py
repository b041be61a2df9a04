"""What a card may still lack: a friendly hint on the card, and a filter of the list."""

import enum

from app.core.words import _


class Missing(enum.StrEnum):
    """What a good card has and this one has not, the most useful first."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PERSON = "person"
    STORY = "story"
    REGION = "region"
    STAFF = "staff"


def missing_name(missing: Missing) -> str:
    """What is not there, as people say it: "no phone number"."""
    return {
        Missing.PHONE: _("no phone number"),
        Missing.EMAIL: _("no mail address"),
        Missing.ADDRESS: _("no address"),
        Missing.PERSON: _("no contact person"),
        Missing.STORY: _("no story"),
        Missing.REGION: _("no region"),
        Missing.STAFF: _("nobody who looks after them"),
    }[missing]
