"""Which of two editions' things belong together, each in one pair at most.

The surest pair is taken first. Where two pairs that share a thing are nearly as sure, the thing is
left alone: a link that a coin would decide is no link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

Pair = tuple[str, str]


def assigned(scores: Mapping[Pair, float], margin: float = 0.0) -> list[Pair]:
    """Return pairs of ``scores`` (earlier, later), best first, no thing in two of them.

    A thing whose best pair is not better by ``margin`` than another open to it gets none. The same
    pairs turned round give the same answer.
    """
    rivals: defaultdict[tuple[int, str], list[Pair]] = defaultdict(list)
    for pair in scores:
        for side in (0, 1):
            rivals[side, pair[side]].append(pair)
    closed: set[tuple[int, str]] = set()
    taken: list[Pair] = []
    for pair in sorted(scores, key=lambda pair: (-scores[pair], *sorted(pair))):
        ends = {(side, pair[side]) for side in (0, 1)}
        if ends & closed:
            continue
        unsure = {end for end in ends for other in rivals[end]
                  if other != pair and scores[pair] - scores[other] < margin
                  and closed.isdisjoint({(0, other[0]), (1, other[1])})}
        closed |= unsure or ends
        if not unsure:
            taken.append(pair)
    return taken
