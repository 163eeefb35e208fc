"""Threads: which statement answers which, from the roles of the speakers alone.

Minutes name no speaker, so an exchange is read from the order of roles within one agenda item:

- A member's statement opens a thread; who asks again cannot be known.
- An official's statement answers the nearest statement before it that no official made, and joins
  its thread; a second official who speaks next adds to the same answer.
- The chair's statement after an official's is a remark on that exchange and stays in its thread,
  unless it is answered itself (an official or an observer speaks next): then it opens a thread.
  After anybody else's statement it carries that exchange on. A remark replies to nobody.
- An observer whom the chair has just called upon replies to the chair; else an observer opens a
  thread as a member does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.records import Role


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks on which item."""

    role: Role
    agenda_notation: str


@dataclass(frozen=True, slots=True)
class Link:
    """The statement that a turn answers, and the one that opened its thread (orders from 1)."""

    replies_to: int | None
    thread: int


def links(turns: Sequence[Turn]) -> list[Link]:
    """Return the link of each of ``turns``, which are in the order of the document."""
    found: list[Link] = []
    for index, turn in enumerate(turns):
        own = Link(None, index + 1)
        asked = _asked(turns, index)
        if asked is not None:
            found.append(Link(asked + 1, found[asked].thread))
        elif turn.role is Role.CHAIR and _same_item(turns, index - 1, index):
            remark = turns[index - 1].role is not Role.OFFICIAL or not _answered(turns, index)
            found.append(Link(None, found[-1].thread) if remark else own)
        else:
            found.append(own)
    return found


def _asked(turns: Sequence[Turn], index: int) -> int | None:
    """Return the index of the statement that the one at ``index`` answers, if it answers one."""
    role, before = turns[index].role, index - 1
    if role is Role.OFFICIAL:
        while _same_item(turns, before, index) and turns[before].role is Role.OFFICIAL:
            before -= 1
        return before if _same_item(turns, before, index) else None
    called = _same_item(turns, before, index) and turns[before].role is Role.CHAIR
    return before if role is Role.OBSERVER and called else None


def _answered(turns: Sequence[Turn], index: int) -> bool:
    after = index + 1
    answering = (Role.OFFICIAL, Role.OBSERVER)
    return after < len(turns) and _same_item(turns, index, after) and turns[after].role in answering


def _same_item(turns: Sequence[Turn], first: int, second: int) -> bool:
    return first >= 0 and turns[first].agenda_notation == turns[second].agenda_notation
