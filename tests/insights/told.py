"""Whether cells and bars of the views of the declined quotes tell what was counted by hand."""

import re
from collections.abc import Mapping
from decimal import Decimal
from statistics import median

from app.core.formats import show_amount, show_number
from tests.insights.random_shop import Count, Part
from tests.insights.reading import Bar, legend

# As the bars are drawn: who says so, and what counts together there.
KNOWN = {"said": ("customer",), "guess": ("guess",), "unknown": ("unknown", "to_ask")}
REASON = r"(Reason \w|Silent \d|Still to ask)"


def reasons_of_slice_are_right(cell: str, part: Part, measure: str) -> None:
    """Each reason once, with how often it counted and its percents, or with its whole euros."""
    counts = {name: part.of(reason=name) for name, _known in part.declined}
    if measure:
        expected = {name: _euros(count.amount) for name, count in counts.items()}
        found = re.findall(rf"(€[\d,]+) {REASON}", cell)
        assert {name: amount for amount, name in found} == expected
    else:
        found = re.findall(rf"(\d+)\s×\s{REASON}(?:\s*\(about (\d+%)\))?", cell)
        assert {name: int(number) for number, name, _share in found} == {
            name: count.number for name, count in counts.items()
        }
        percents_are_right({name: share for _number, name, share in found if share}, part)
    assert len(found) == len(counts)


def percents_are_right(shares: Mapping[str, str], part: Part) -> None:
    """None is one off, equals are equal, and without equals they come to a hundred."""
    total = part.of().number
    if total < 20:
        assert not shares
        return
    counts = {name: part.of(reason=name).number for name, _known in part.declined}
    found = {name: int(share.removeprefix("about ").removesuffix("%")) for name, share in shares.items()}
    assert {name for name, percent in found.items() if percent} <= counts.keys() <= found.keys()
    assert len({(count, found[name]) for name, count in counts.items()}) == len(set(counts.values()))
    assert sum(found.values()) == 100 or len(set(counts.values())) < len(counts)
    rests = {name: divmod(100 * count, total) for name, count in counts.items()}
    up = [rests[name][1] for name in counts if found[name] == rests[name][0] + 1]
    down = [rests[name][1] for name in counts if found[name] == rests[name][0]]
    assert len(up) + len(down) == len(counts)
    assert not up or not down or min(up) >= max(down)


def accepted_is_right(cell: str, part: Part) -> None:
    """So many of all that were decided, and the nearest whole percent from twenty on."""
    accepted, decided = part.accepted.number, part.accepted.number + part.of().number
    numbers = [int(number) for number in re.findall(r"\d+", cell)]
    assert numbers[:2] == [accepted, decided]
    if decided < 20:
        assert len(numbers) == 2
        assert "%" not in cell
    else:
        assert f"{numbers[2]}%" in cell
        assert abs(numbers[2] * decided - 100 * accepted) * 2 <= decided


def prices_are_right(cell: str, differences: list[Decimal], count: int) -> None:
    """The lowest, the highest and from three on the middle, and of how many of all they are known."""
    if not differences:
        assert cell == "–"
        return
    told = [min(differences), max(differences), *([median(differences)] if len(differences) > 2 else [])]
    told = told[: 1 if min(differences) == max(differences) else None]
    said = r"€[\d,]+ (?:cheaper|dearer)|the same price"
    cell = re.sub(r"(€[\d,]+) to (€[\d,]+ (cheaper|dearer))", r"\1 \3 to \2", cell)
    assert sorted(re.findall(said, cell)) == sorted(_difference(one) for one in told)
    known = [str(len(differences)), str(count)] if len(differences) < count else []
    assert re.findall(r"\d+", re.sub(said, "", cell)) == known


def _difference(difference: Decimal) -> str:
    if not difference:
        return "the same price"
    return f"{_euros(abs(difference))} {'cheaper' if difference > 0 else 'dearer'}"


def bars_are_right(found: list[Bar], drawn: Mapping[str, Part], measure: str, full: int) -> None:
    """Each bar says what it counts, and is as long; up to 20 quotes there is a block for each."""
    assert sorted(bar.word for bar in found) == sorted(drawn)
    values = {
        name: {who: _value(part.of(*known), measure) for who, known in KNOWN.items()}
        for name, part in drawn.items()
    }
    longest = max([*(sum(value.values()) for value in values.values()), 21 if measure else 1])
    is_in_blocks = longest <= 20
    spare = full / (65 if is_in_blocks else 180)
    for word, pieces, told in found:
        total = drawn[word].of()
        shown = [show_number(total.number), _euros(total.amount)]
        assert told[:2] == (shown[::-1] if measure else shown)
        begin = 0
        for who, value in values[word].items():
            ours = [piece for piece in pieces if piece.who == who]
            assert len(ours) == (value if is_in_blocks else min(value, 1)), (word, who)
            end = begin + value
            if ours:
                assert abs(ours[0].left - full * begin / longest) <= spare, (word, who)
                assert abs(ours[-1].right - full * end / longest) <= spare, (word, who)
            begin = end


def legend_is_right(page: str, measure: str, *parts: Part) -> None:
    """The line above the bars says how many or how much there is of each, of all that the table counts."""
    counts = {who: [part.of(*known) for part in parts] for who, known in KNOWN.items()}
    assert legend(page) == {
        who: _euros(sum((one.amount for one in ones), Decimal(0)))
        if measure
        else show_number(sum(one.number for one in ones))
        for who, ones in counts.items()
    }


def measured(part: Part, measure: str) -> list[str]:
    """What the four columns of a row say: the customer, our guess, not known, together."""
    counts = [part.of(*known) for known in (*KNOWN.values(), ())]
    return [(_amount(one.amount) if measure else str(one.number)) if one.number else "–" for one in counts]


def other(part: Part, measure: str) -> str:
    """What stands beside the columns: the euros of counts, the number of euros; a dash of nothing."""
    if not part.of().number:
        return "–"
    return show_number(part.of().number) if measure else _amount(part.of().amount)


def _value(count: Count, measure: str) -> int:
    return int(count.amount) if measure else count.number


def _amount(amount: Decimal) -> str:
    return show_amount(amount, short=True)


def _euros(amount: Decimal) -> str:
    return show_amount(amount.quantize(Decimal(1), "ROUND_HALF_UP"), short=True)
