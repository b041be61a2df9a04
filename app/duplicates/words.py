"""Why two cards may be one, in words."""

from app.core.words import _
from app.duplicates.matching import Reason


def reason_name(reason: Reason) -> str:
    """One reason, as it stands under the two names."""
    return {
        Reason.SAME_PHONE: _("same phone number"),
        Reason.SAME_MAIL: _("same mail address"),
        Reason.SAME_ADDRESS: _("same address"),
        Reason.SAME_NAME: _("same name"),
        Reason.ALMOST_SAME_NAME: _("name almost the same"),
        Reason.PART_OF_NAME: _("part of the name the same"),
    }[reason]
