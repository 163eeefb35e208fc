"""Where the blocks of a strategy begin in their column: a goal, or a direction, with what is
under it."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.unruled.conventions import Conventions
from loaders.unruled.fragments import Fragment


def blocks_in(column: Sequence[Fragment], forms: Conventions) -> list[float]:
    """Return the heights at which goals and directions begin; a direction right under its goal
    begins no block of its own."""
    found: list[float] = []
    under_goal = False
    for one in column:
        if forms.table.goal.match(one.flat):
            found.append(one.top)
            under_goal = True
        elif forms.table.direction.match(one.flat):
            if not under_goal:
                found.append(one.top)
            under_goal = False
    return found
