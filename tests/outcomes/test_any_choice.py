"""Whatever a quote leaves open and whatever is chosen of it, it comes to what counts and to nothing else."""

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.core import clock
from app.core.database import Session
from app.quotes.models import LineKind, Quote, QuoteLine, QuoteVersion
from app.quotes.sums import counts, counts_as_chosen, sums_of
from app.shop.models import VatCode

LETTERS = ("A", "B")
RATES = ((VatCode.HIGH, Decimal(21)), (VatCode.LOW, Decimal(9)), (VatCode.REVERSE, Decimal(0)))
Offered = tuple[list[QuoteLine], frozenset[int]]

prices = st.integers(-500, 50_000).map(lambda cents: Decimal(cents) / 100)

sorts = st.sampled_from([LineKind.ITEM, LineKind.OPTION, LineKind.ALLOWANCE])


def _line(kind: LineKind, price: Decimal, rate: tuple[VatCode, Decimal]) -> QuoteLine:
    code, percent = rate
    return QuoteLine(kind=kind, quantity=Decimal(1), price=price, vat_code=code, vat_percent=percent)


@st.composite
def open_quotes(draw: st.DrawFn) -> Offered:
    """Lines of a quote with options and choices, and what a customer picks: at most one of each choice."""
    lines = draw(st.lists(st.builds(_line, sorts, prices, st.sampled_from(RATES)), min_size=1, max_size=8))
    for letter in LETTERS:
        size = draw(st.integers(0, 3))
        proposed = draw(st.integers(0, max(size - 1, 0)))
        for place in range(size):
            line = _line(LineKind.ALTERNATIVE, draw(prices), draw(st.sampled_from(RATES)))
            line.choice, line.is_chosen = letter, place == proposed
            lines.append(line)
    lines = list(draw(st.permutations(lines)))
    for number, line in enumerate(lines, start=1):
        line.id = number
    options = {line.id for line in lines if line.kind is LineKind.OPTION}
    chosen = {number for number in options if draw(st.booleans())}
    for letter in LETTERS:
        group = [line.id for line in lines if line.choice == letter]
        is_picked = draw(st.booleans())
        if group and is_picked:
            chosen.add(draw(st.sampled_from(group)))
    return lines, frozenset(chosen)


def total(lines: list[QuoteLine], chosen: frozenset[int] | None) -> Decimal:
    """What a sent quote with these lines comes to; prices include btw."""
    version = QuoteVersion(sent_at=clock.now(), vat_per_line=False, charges_vat=True)
    return sums_of(Session(), Quote(prices_include_vat=True), version, lines, chosen).total


@given(open_quotes())
def test_of_each_choice_one_counts_and_of_the_options_those_that_were_ticked(offered: Offered) -> None:
    lines, chosen = offered

    counting = [line for line in lines if counts_as_chosen(line, lines, chosen)]

    of_choices = Counter(line.choice for line in counting if line.kind is LineKind.ALTERNATIVE)
    assert of_choices == Counter({line.choice for line in lines if line.kind is LineKind.ALTERNATIVE})
    assert chosen <= {line.id for line in counting}
    assert {line.id for line in counting if line.kind is LineKind.OPTION} <= chosen
    assert all(line in counting for line in lines if line.kind in {LineKind.ITEM, LineKind.ALLOWANCE})


@given(open_quotes())
def test_it_comes_to_the_lines_that_count(offered: Offered) -> None:
    lines, chosen = offered

    asked = sum(line.price or 0 for line in lines if counts_as_chosen(line, lines, chosen))

    assert total(lines, chosen) == asked


@given(open_quotes())
def test_who_chooses_nothing_else_gets_what_we_proposed(offered: Offered) -> None:
    lines, _chosen = offered
    ours = frozenset(line.id for line in lines if line.kind is LineKind.ALTERNATIVE and counts(line))

    assert total(lines, None) == total(lines, frozenset()) == total(lines, ours)
