"""The general terms that somebody hands in: a PDF that a customer can open."""

from app.core.errors import RuleBroken
from app.core.words import _

LARGEST_FILE = 5 * 1024 * 1024
# Where a PDF says where its pages are: near its end.
TAIL = 2_048


def read_terms(content: bytes) -> bytes:
    """The file as it came, when it begins and ends as a PDF; else it is refused with what to do."""
    if len(content) > LARGEST_FILE:
        raise RuleBroken(_("This file is larger than 5 MB, too large for a mail. Save it smaller."))
    if not content.startswith(b"%PDF-"):
        raise RuleBroken(_("This is no PDF. In Word choose Save as, and then PDF."))
    tail = content[-TAIL:]
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise RuleBroken(_("This PDF is not whole. Save it again and try that."))
    return content
