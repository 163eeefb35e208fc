"""Which documents of a municipality are compared with which: the consecutive ones of one kind.

Only where one edition or year is surely before the other is anything concluded; two documents
without a year stand side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.editions.change import Change
from graph.editions.comparison import changes_between
from graph.editions.gathering import inventory_of
from graph.editions.inventory import Coverage
from graph.editions.period import Period
from graph.outline import bears_strategy
from loaders.records import Reading


def consecutive_changes(readings: Iterable[Reading]) -> Iterator[Change]:
    """Yield the changes between the consecutive editions or years of each municipality; the order
    of ``readings`` makes no difference."""
    for documents in _by_municipality(readings).values():
        for earlier, later in _consecutive(documents):
            yield from _compared(
                [each for each in documents if Period.of(each) == earlier],
                [each for each in documents if Period.of(each) == later])


def latest_changes(earlier: Iterable[Reading], later: Iterable[Reading]) -> Iterator[Change]:
    """Yield the changes from the last edition or year of each municipality in ``earlier`` to the
    last one in ``later``; municipalities that are not in both are passed over."""
    befores, afters = _by_municipality(earlier), _by_municipality(later)
    for code in sorted(befores.keys() & afters.keys()):
        yield from _compared(_latest(befores[code]), _latest(afters[code]))


def codes_of(readings: Iterable[Reading]) -> frozenset[str]:
    """Return the codes of the municipalities of which ``readings`` list or report something."""
    return frozenset(_by_municipality(readings))


def _by_municipality(readings: Iterable[Reading]) -> Mapping[str, list[Reading]]:
    """Minutes name projects and list none: they say nothing of what ended."""
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        if bears_strategy(reading):
            found[reading.municipality.code].append(reading)
    return dict(sorted(found.items()))


def _consecutive(documents: Sequence[Reading]) -> set[tuple[Period, Period]]:
    """Return the pairs of periods with documents of one kind and none of that kind between."""
    pairs: set[tuple[Period, Period]] = set()
    for kind in Coverage:
        periods = {Period.of(each) for each in documents if Coverage.of(each) is kind}
        pairs |= {(one, two) for one in periods for two in periods if one.precedes(two)
                  and not any(one.precedes(each) and each.precedes(two) for each in periods)}
    return pairs


def _latest(documents: Sequence[Reading]) -> list[Reading]:
    """Return the documents that none of the same kind surely follows."""
    return [each for each in documents
            if not any(Period.of(each).precedes(Period.of(other)) for other in documents
                       if Coverage.of(other) is Coverage.of(each))]


def _compared(earlier: Sequence[Reading], later: Sequence[Reading]) -> Iterator[Change]:
    """Compare what documents of the same kind say; where no kind is common, all of them."""
    kinds = {Coverage.of(each) for each in earlier} & {Coverage.of(each) for each in later}
    sides = [[each for each in side if not kinds or Coverage.of(each) in kinds]
             for side in (earlier, later)]
    yield from changes_between(*map(inventory_of, sides))
