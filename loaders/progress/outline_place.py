"""Where in the strategy a reader has got to: the notation reached on each level."""

from __future__ import annotations

from loaders.progress.signs import Level


class Reached:
    """The notations of the goal, direction and measure under which the next line stands."""

    def __init__(self) -> None:
        """Nothing is reached yet."""
        self._at: dict[Level, str] = {}

    def on(self, level: Level) -> str:
        """Return the notation reached on ``level``, "" for none."""
        return self._at.get(level, "")

    @property
    def deepest(self) -> Level:
        """The deepest level reached; goals where nothing is."""
        return max(self._at, default=Level.GOAL)

    def move(self, level: Level, notation: str) -> None:
        """Note that ``notation`` is reached on ``level``, and what it tells of those above."""
        if self.on(level) == notation:
            return
        for deeper in Level:
            if deeper >= level:
                self._at.pop(deeper, None)
        self._at[level] = notation
        parts = notation.split("-")
        for upper in Level:
            if upper < level and len(parts) > upper and level == len(parts):
                self._at[upper] = "-".join(parts[:upper])

    def above(self, level: Level) -> str:
        """Return the notation reached next above ``level``, "" for none."""
        above = [self._at[upper] for upper in Level if upper < level and upper in self._at]
        return above[-1] if above else ""

    def notation(self, level: Level, number: tuple[str, ...]) -> str:
        """Return the notation of ``number``; one of several parts tells what is above it too."""
        whole = number[: level]
        if level is Level.GOAL or len(number) >= level or self._begins_with_goal(whole):
            notation = "-".join(whole)
        else:
            parts = self.above(level).split("-") if self.above(level) else []
            missing = level - len(number)
            notation = "-".join((*parts[:missing], *number))
        return notation

    def _begins_with_goal(self, number: tuple[str, ...]) -> bool:
        """Whether a number of several parts tells all that is above it, because only the goal is
        and is its first part."""
        goal = self._at.get(Level.GOAL)
        return len(number) > 1 and number[0] == goal and Level.DIRECTION not in self._at


def stands_under(notation: str, parent: str) -> bool:
    """Tell whether ``notation`` stands under ``parent``, as everything does under ""."""
    return not parent or notation.startswith(f"{parent}-")
