"""The general terms: a whole PDF that a mail can carry, and nothing else."""

import pytest

from app.core.errors import RuleBroken
from app.letterhead.terms import LARGEST_FILE, read_terms
from tests.letterhead.drawings import TERMS


def test_a_whole_pdf_stays_as_it_is() -> None:
    assert read_terms(TERMS) == TERMS


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no PDF"),
        (b" " + TERMS, "no PDF"),
        (b"PK\x03\x04", "no PDF"),
        (b"%PDF-", "not whole"),
        (TERMS[:-9], "not whole"),
        (TERMS + b"0" * 3_000, "not whole"),
        (TERMS + b"0" * LARGEST_FILE, "larger than 5 MB"),
    ],
)
def test_anything_else_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        read_terms(content)
