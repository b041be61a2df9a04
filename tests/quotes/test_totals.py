"""What a quote adds up to: the worked cases of the shop, and what holds for every quote."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.quotes.totals import Amount, Discount, Line, Rate, RatePart, Totals, spread, totals

HIGH = Rate("high", Decimal(21))
LOW = Rate("low", Decimal(9))
ZERO = Rate("zero", Decimal(0))
REVERSE = Rate("reverse", Decimal(0))
EXEMPT = Rate("exempt", Decimal(0))


def test_btw_is_rounded_once_per_rate() -> None:
    lines = [line("37.50", HIGH), line("12.50", HIGH)]

    assert add(lines, prices_include_vat=False).vat == Decimal("10.50")


def test_btw_is_rounded_per_line_where_the_shop_chose_that() -> None:
    lines = [line("37.50", HIGH), line("12.50", HIGH)]

    assert add(lines, prices_include_vat=False, vat_per_line=True).vat == Decimal("10.51")


def test_a_living_room_of_two_rates_with_prices_that_include_btw() -> None:
    lines = [line("1250.00", LOW), line("42.95", HIGH, quantity="8"), line("54.50", LOW, quantity="12")]

    living_room = add(lines)

    assert living_room.total == Decimal("2247.60")
    assert living_room.parts == (
        RatePart(LOW, ex=Decimal("1746.79"), vat=Decimal("157.21")),
        RatePart(HIGH, ex=Decimal("283.97"), vat=Decimal("59.63")),
    )
    assert living_room.ex == Decimal("2030.76")


@pytest.mark.parametrize("typed", ["100.00", "249.00"])
def test_a_price_typed_with_btw_is_still_that_price_at_the_end(typed: str) -> None:
    assert add([line(typed, HIGH)]).total == Decimal(typed)


def test_a_discount_is_spread_over_the_rates() -> None:
    lines = [line("1000.00", HIGH), line("500.00", LOW)]

    with_discount = add(lines, Discount(amount=Decimal(50)), prices_include_vat=False)

    assert with_discount.before_discount == Decimal("1500.00")
    assert with_discount.discount == Decimal("50.00")
    assert [part.ex for part in with_discount.parts] == [Decimal("483.33"), Decimal("966.67")]


def test_the_discount_of_fifty_euros_is_33_33_and_16_67() -> None:
    assert spread(Decimal(50), [Decimal(1000), Decimal(500)]) == [Decimal("33.33"), Decimal("16.67")]


def test_the_last_cent_of_a_discount_falls_on_the_largest_group() -> None:
    assert spread(Decimal("0.01"), [Decimal(10), Decimal(11), Decimal(10)]) == [0, Decimal("0.01"), 0]
    assert spread(Decimal("100.00"), [Decimal(1), Decimal(1), Decimal(1)]) == [
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    ]


def test_a_percentage_goes_off_before_an_amount() -> None:
    discounted = add([line("200.00", HIGH)], Discount(percent=Decimal(10), amount=Decimal(5)))

    assert (discounted.discount, discounted.total) == (Decimal("25.00"), Decimal("175.00"))


def test_a_line_shows_its_price_before_and_after_its_own_discount() -> None:
    lines = [line("19.99", HIGH, quantity="3", discount="12.5")]

    assert add(lines).amounts == (Amount(Decimal("59.97"), Decimal("52.47")),)


def test_a_line_is_rounded_once_also_with_a_discount() -> None:
    assert add([line("0.99", HIGH, quantity="0.5", discount="50")]).total == Decimal("0.25")


@pytest.mark.parametrize(
    ("quantity", "price", "expected"),
    [("1", "0.125", "0.13"), ("1", "2.675", "2.68"), ("3", "0.333", "1.00"), ("0.333", "100.00", "33.30")],
)
def test_half_a_cent_goes_up(quantity: str, price: str, expected: str) -> None:
    assert add([line(price, ZERO, quantity=quantity)]).total == Decimal(expected)


def test_a_shop_without_btw_has_no_rates_at_all() -> None:
    small_shop = add([line("100.00", HIGH), line("50.00", LOW)], has_vat=False)

    assert small_shop.parts == ()
    assert (small_shop.ex, small_shop.vat, small_shop.total) == (Decimal(150), Decimal(0), Decimal(150))


def test_zero_and_reversed_btw_stay_apart() -> None:
    lines = [line("100.00", REVERSE), line("50.00", ZERO)]

    assert [(part.rate.code, part.ex, part.vat) for part in add(lines).parts] == [
        ("reverse", Decimal(100), Decimal(0)),
        ("zero", Decimal(50), Decimal(0)),
    ]


def test_a_heading_shows_the_sum_of_the_lines_under_it() -> None:
    lines = [
        line("1.00", HIGH),
        Line(is_heading=True),
        line("10.00", HIGH),
        line("20.00", LOW, discount="50"),
        Line(is_heading=True),
        line("5.00", LOW),
    ]

    amounts = add(lines).amounts

    assert amounts[1] == Amount(Decimal("30.00"), Decimal("20.00"))
    assert amounts[5] == Amount(Decimal("5.00"), Decimal("5.00"))


def test_a_heading_leaves_out_what_does_not_count() -> None:
    option = replace(line("100.00", HIGH), counts=False)

    sums = add([Line(is_heading=True), line("5.00", LOW), option])

    assert [amount.after for amount in sums.amounts if amount] == [5, 5, 100]
    assert sums.total == 5


def test_a_discount_of_fifty_euros_leaves_the_btw_of_what_is_left() -> None:
    lines = [line("1000.00", HIGH), line("500.00", LOW)]

    sums = add(lines, Discount(amount=Decimal(50)), prices_include_vat=False)

    assert [(part.ex, part.vat) for part in sums.parts] == [
        (Decimal("483.33"), Decimal("43.50")),
        (Decimal("966.67"), Decimal("203.00")),
    ]
    assert sums.total == Decimal("1696.50")


def test_an_exempt_line_stands_beside_a_taxed_one() -> None:
    sums = add([line("100.00", EXEMPT), line("121.00", HIGH)])

    assert [(part.rate.code, part.ex, part.vat) for part in sums.parts] == [
        ("exempt", Decimal(100), Decimal(0)),
        ("high", Decimal(100), Decimal(21)),
    ]


def test_a_row_of_text_has_no_amount() -> None:
    assert add([Line(), line("5.00", LOW)]).amounts == (None, Amount(Decimal(5), Decimal(5)))


def test_a_price_without_a_quantity_counts_once() -> None:
    assert add([Line(price=Decimal("12.50"), rate=HIGH)]).total == Decimal("12.50")


def test_something_taken_back_lowers_the_total() -> None:
    assert add([line("100.00", HIGH), line("-24.00", HIGH)]).total == Decimal("76.00")


def test_an_empty_quote_is_nothing() -> None:
    assert add([]).total == 0
    assert add([], Discount(amount=Decimal(10))).discount == 0


def test_a_discount_on_lines_that_cancel_out_is_not_lost() -> None:
    evened_out = add([line("10.00", HIGH), line("-10.00", LOW)], Discount(amount=Decimal(5)))

    assert (evened_out.discount, evened_out.total) == (Decimal(5), Decimal(-5))


cents = st.decimals(Decimal("0.00"), Decimal("99999.99"), places=2)
percentages = st.decimals(Decimal(0), Decimal(100), places=2)
rates = st.sampled_from([HIGH, LOW, ZERO, REVERSE, EXEMPT])
quote_lines = st.builds(
    Line,
    quantity=st.decimals(Decimal("0.001"), Decimal("999.999"), places=3),
    price=cents,
    rate=rates,
    discount_percent=percentages,
    is_heading=st.just(False),
    counts=st.booleans(),
)
quotes = st.lists(quote_lines, max_size=12)
moved_quotes = quotes.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows)))
discounts = st.builds(Discount, percent=percentages, amount=cents)
ways = st.fixed_dictionaries(
    {name: st.booleans() for name in ("prices_include_vat", "vat_per_line", "has_vat")}
)


@given(quotes, discounts, ways)
def test_the_parts_are_the_total(lines: list[Line], discount: Discount, way: dict[str, bool]) -> None:
    sums = totals(lines, discount, **way)

    assert sums.ex + sums.vat == sums.total
    if way["has_vat"]:
        assert sum(part.ex for part in sums.parts) == sums.ex
        assert sum(part.vat for part in sums.parts) == sums.vat


@given(quotes, discounts, ways)
def test_what_was_typed_minus_the_discount_is_what_is_asked(
    lines: list[Line], discount: Discount, way: dict[str, bool]
) -> None:
    sums = totals(lines, discount, **way)
    typed = sum(shown.after for line, shown in zip(lines, sums.amounts, strict=True) if shown and line.counts)

    assert typed == sums.before_discount
    assert typed - sums.discount == (
        sums.total if way["prices_include_vat"] or not way["has_vat"] else sums.ex
    )


@given(quotes, discounts, ways)
def test_what_does_not_count_changes_no_sum_and_shows_its_price(
    lines: list[Line], discount: Discount, way: dict[str, bool]
) -> None:
    whole = totals(lines, discount, **way)
    counting = totals([line for line in lines if line.counts], discount, **way)

    assert (whole.parts, whole.ex, whole.vat, whole.total, whole.discount) == (
        counting.parts,
        counting.ex,
        counting.vat,
        counting.total,
        counting.discount,
    )
    assert None not in whole.amounts


@given(quotes, discounts, ways)
def test_reversed_exempt_and_zero_lines_carry_no_btw(
    lines: list[Line], discount: Discount, way: dict[str, bool]
) -> None:
    for part in totals(lines, discount, **way).parts:
        assert part.vat == 0 or part.rate in {HIGH, LOW}


@given(quotes, ways)
def test_a_shop_in_the_small_business_scheme_asks_what_was_typed(
    lines: list[Line], way: dict[str, bool]
) -> None:
    sums = totals(lines, Discount(), **{**way, "has_vat": False})

    assert (sums.parts, sums.vat) == ((), Decimal(0))
    assert sums.total == sums.ex == sums.before_discount


@given(quotes, discounts)
def test_with_btw_the_total_is_the_same_however_btw_is_rounded(lines: list[Line], discount: Discount) -> None:
    once, per_line = (
        totals(lines, discount, prices_include_vat=True, has_vat=True, vat_per_line=way)
        for way in (False, True)
    )

    assert once.total == per_line.total
    # Each line, and the discount, is rounded by half a cent at most.
    assert abs(once.vat - per_line.vat) <= Decimal("0.005") * (len(lines) + 2 * len(once.parts))


@given(quotes)
def test_btw_per_line_is_the_sum_of_the_btw_of_each_line(lines: list[Line]) -> None:
    for includes in (True, False):
        each = [
            totals([line], Discount(), prices_include_vat=includes, has_vat=True, vat_per_line=False).vat
            for line in lines
        ]
        whole = totals(lines, Discount(), prices_include_vat=includes, has_vat=True, vat_per_line=True)

        assert whole.vat == sum(each)


@given(quotes, discounts, ways)
def test_every_sum_is_in_whole_cents(lines: list[Line], discount: Discount, way: dict[str, bool]) -> None:
    sums = totals(lines, discount, **way)

    shown = [sums.ex, sums.vat, sums.total, sums.discount, *(part.vat for part in sums.parts)]
    assert all(amount == amount.quantize(Decimal("0.01")) for amount in shown)


@given(moved_quotes, discounts, ways)
def test_moving_lines_changes_no_sum(
    rows: tuple[list[Line], list[Line]], discount: Discount, way: dict[str, bool]
) -> None:
    before, after = (totals(order, discount, **way) for order in rows)

    assert (before.parts, before.total, before.discount) == (after.parts, after.total, after.discount)


@given(quotes, ways)
def test_btw_is_within_half_a_cent_of_the_exact_sum(lines: list[Line], way: dict[str, bool]) -> None:
    sums = totals(lines, Discount(), **{**way, "vat_per_line": False})

    for part in sums.parts:
        assert abs(part.vat - part.ex * part.rate.percent / 100) <= Decimal("0.0061")


@given(cents, st.lists(cents.filter(bool), min_size=1, max_size=6))
def test_a_spread_discount_is_whole_again(whole: Decimal, groups: list[Decimal]) -> None:
    shares = spread(whole, groups)

    assert sum(shares) == whole
    assert all(
        abs(share - whole * group / sum(groups)) <= Decimal("0.005") * len(groups)
        for share, group in zip(shares, groups, strict=True)
    )


def line(price: str, rate: Rate, *, quantity: str = "1", discount: str = "0") -> Line:
    return Line(Decimal(quantity), Decimal(price), rate, Decimal(discount))


def add(
    lines: list[Line],
    discount: Discount = Discount(),  # noqa: B008 - frozen
    *,
    prices_include_vat: bool = True,
    vat_per_line: bool = False,
    has_vat: bool = True,
) -> Totals:
    return totals(
        lines, discount, prices_include_vat=prices_include_vat, vat_per_line=vat_per_line, has_vat=has_vat
    )
