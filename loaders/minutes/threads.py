"""Threads: which statement answers which, from roles, numbers and the order of the document.

What a reader of the minutes could not tell is not linked. Within one agenda item:

- A member's statement opens a thread. Where the minutes tell one member from another, the same
  member who speaks next after an answer and begins by coming back to it (今の回答…) stays in the
  thread; without such words it may be another question, and opens one.
- An official's statement answers the nearest statement before it that no official made, and joins
  its thread; a second official who speaks next adds to the same answer.
- A chair who only hands the word over (企画課長、お願いします) right after somebody else's
  question asks nothing: the official who then speaks answers that question. Without a question
  before it the call itself is what is answered.
- The chair's statement after an official's is a remark on that exchange and stays in its thread,
  unless it is answered itself (an official or an observer speaks next): then it opens a thread.
  After anybody else's statement it carries that exchange on. A remark replies to nobody.
- An observer whom the chair has just called upon replies to the chair; else an observer opens a
  thread as a member does.
- What is printed as an answer (Ａ１, 回答, →) answers the question with its number, though others
  stand between; A1-1 and A1-2 both answer Q1 where no question has their own number. A question of
  another item is taken only if it is the only one with the number. An answer without a number
  answers the nearest question before it. An answer whose number no question has answers nobody.
  Opinions that are numbered apart (意見１) are answered where no question has the number.
- What is printed as a question opens a thread, unless its number has been asked before in the item
  (Q1-2, 再質問): then it stays in that thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.minutes.conventions import Act
from loaders.records import Role

# Who comes back to an answer does so within so many statements.
_NEAR = 10


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks on which item.

    ``act``, ``number``, ``who``, ``again`` and ``series`` are those of the label; ``calls`` is true
    where the words only hand the word over, ``follows`` where they come back to what was said
    before.
    """

    role: Role
    agenda_notation: str
    act: Act | None = None
    number: str = ""
    who: str = ""
    again: bool = False
    series: str = ""
    calls: bool = False
    follows: bool = False

    @property
    def answers(self) -> bool:
        """Whether the turn is an answer by its label or its role."""
        return self.act is Act.ANSWER or (self.act is None and self.role is Role.OFFICIAL)


@dataclass(frozen=True, slots=True)
class Link:
    """The statement that a turn answers, and the one that opened its thread (orders from 1)."""

    replies_to: int | None
    thread: int


def links(turns: Sequence[Turn]) -> list[Link]:
    """Return the link of each of ``turns``, which are in the order of the document."""
    found: list[Link] = []
    questions = _Questions(turns)
    heads = _heads(turns)
    for index, turn in enumerate(turns):
        asked = _asked(turns, questions, heads, index)
        if asked is not None:
            found.append(Link(asked + 1, found[asked].thread))
            continue
        joined = _joined(turns, questions, found, index)
        found.append(Link(None, index + 1 if joined is None else found[joined].thread))
        if turn.act is Act.ASK and turn.number:
            questions.add(index)
    return found


class _Questions:
    """The numbered questions met so far, by item and number.

    Of questions with one number the last is the one that is answered, and the first opened the
    thread; ``_anywhere`` holds at most two of each number, enough to know that there is one only.
    """

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = turns
        self._last: dict[tuple[str, str], int] = {}
        self._first: dict[tuple[str, str, str], int] = {}
        self._anywhere: dict[str, list[int]] = {}

    def add(self, index: int) -> None:
        turn = self._turns[index]
        item, whole = turn.agenda_notation, _whole(turn.number)
        self._first.setdefault((item, whole, turn.series), index)
        for number in (turn.number, whole):
            last = self._last.get((item, number))
            if last is None or not turn.series or self._turns[last].series:
                self._last[(item, number)] = index
        if len(self._anywhere.setdefault(turn.number, [])) <= 1:
            self._anywhere[turn.number].append(index)

    def answered_by(self, turn: Turn) -> int | None:
        """Return the index of the question that carries the number of the answer ``turn``."""
        for number in (turn.number, _root(turn.number), _whole(turn.number)):
            asked = self._last.get((turn.agenda_notation, number))
            if asked is not None:
                return asked
        elsewhere = self._anywhere.get(turn.number, [])
        return elsewhere[0] if len(elsewhere) == 1 else None

    def asked_before(self, turn: Turn) -> int | None:
        """Return the index of the first question of the item with the number of ``turn``."""
        return self._first.get((turn.agenda_notation, _whole(turn.number), turn.series))

    @property
    def any(self) -> bool:
        return bool(self._anywhere)


def _whole(number: str) -> str:
    """Return the key of all questions that share the first part of ``number``."""
    return _root(number) + "-"


def _root(number: str) -> str:
    return number.split("-", 1)[0]


def _heads(turns: Sequence[Turn]) -> list[int]:
    """Return for each turn the index of the nearest one before it that is no answer, -1 for none
    in its item."""
    heads: list[int] = []
    for index in range(len(turns)):
        before = index - 1
        if not _same_item(turns, before, index):
            heads.append(-1)
        else:
            heads.append(heads[before] if turns[before].answers else before)
    return heads


def _asked(
    turns: Sequence[Turn], questions: _Questions, heads: Sequence[int], index: int
) -> int | None:
    """Return the index of the statement that the one at ``index`` answers, if it answers one."""
    turn, before = turns[index], index - 1
    if turn.act is Act.ANSWER and turn.number and questions.any:
        return questions.answered_by(turn)
    if turn.answers:
        head = heads[index]
        if head >= 0 and _hands_over(turns, head):
            head -= 1
        return head if head >= 0 else None
    called = _same_item(turns, before, index) and turns[before].role is Role.CHAIR
    return before if turn.role is Role.OBSERVER and turn.act is None and called else None


def _hands_over(turns: Sequence[Turn], index: int) -> bool:
    """Return whether the chair at ``index`` hands on the question of the statement before."""
    if not _same_item(turns, index - 1, index):
        return False
    before, turn = turns[index - 1], turns[index]
    asking = not before.answers and before.role is not Role.CHAIR
    return turn.role is Role.CHAIR and turn.calls and asking


def _joined(
    turns: Sequence[Turn], questions: _Questions, found: Sequence[Link], index: int
) -> int | None:
    """Return the index of a statement whose thread the one at ``index`` stays in, if it does."""
    turn, before = turns[index], index - 1
    if turn.act is Act.ASK and turn.number:
        return questions.asked_before(turn)
    if not _same_item(turns, before, index):
        return None
    if turn.again:
        return before
    if turn.role is Role.CHAIR:
        carries_on = turn.act is None and not turns[before].answers
        return before if carries_on or not _answered(turns, index) else None
    return _comes_back_to(turns, found, index) if turn.who and turn.follows else None


def _comes_back_to(turns: Sequence[Turn], found: Sequence[Link], index: int) -> int | None:
    """Return the statement of the same person whose answer has just been given."""
    before = index - 1
    answered = False
    while _same_item(turns, before, index) and index - before <= _NEAR and (
        turns[before].answers or turns[before].role is Role.CHAIR
    ):
        answered = answered or turns[before].answers
        before -= 1
    same = _same_item(turns, before, index) and turns[before].who == turns[index].who
    return before if same and answered and found[before].thread == found[index - 1].thread else None


def _answered(turns: Sequence[Turn], index: int) -> bool:
    after = index + 1
    if after >= len(turns) or not _same_item(turns, index, after):
        return False
    return turns[after].answers or turns[after].role is Role.OBSERVER


def _same_item(turns: Sequence[Turn], first: int, second: int) -> bool:
    return first >= 0 and turns[first].agenda_notation == turns[second].agenda_notation
