"""When and where a meeting was held, and how many members came."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loaders.dates import arabic_numerals, day_in
from loaders.minutes.blocks import Block, Form
from loaders.minutes.conventions import FactForms

_NOON = 12
_LAST_HOUR, _LAST_MINUTE = 24, 59
_HEAD = (Form.DATE, Form.TIME, Form.UNKNOWN, Form.PLACE, Form.PEOPLE, Form.TITLE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the head and the notes say of the sitting; ``lines`` are those that say it."""

    held_on: date | None
    starts: str | None
    ends: str | None
    place: str | None
    members_present: int | None
    members_total: int | None
    lines: frozenset[int]


def facts_in(blocks: Sequence[Block], forms: FactForms) -> Facts:
    """Return the facts of the meeting that ``blocks`` tell."""
    lines: set[int] = set()
    dated = _first_day(blocks, lines)
    times = _clock_times([b for b in blocks if b.form in (Form.DATE, Form.TIME)], forms, lines)
    places = [block for block in blocks if block.form is Form.PLACE and not block.empty]
    lines.update(line.number for block in places[:1] for line in block.lines)
    present, total = _attendance(blocks, forms, lines)
    return Facts(
        held_on=dated,
        starts=times[0] if times else None,
        ends=times[1] if len(times) > 1 else None,
        place=places[0].content(paragraphs=False).text if places else None,
        members_present=present,
        members_total=total,
        lines=frozenset(lines),
    )


def _first_day(blocks: Sequence[Block], lines: set[int]) -> date | None:
    """Return the first day of the head, one under a date label before any other."""
    head = sorted((b for b in blocks if b.form in _HEAD), key=lambda b: _HEAD.index(b.form))
    for block in head:
        day = day_in(block.content(mended=True, paragraphs=False).text)
        if day is not None:
            lines.update(line.number for line in block.lines)
            return day
    return None


def _clock_times(blocks: Sequence[Block], forms: FactForms, lines: set[int]) -> list[str]:
    """Return the times of day in ``blocks`` as HH:MM, in order; 午後 holds on for the next."""
    times: list[str] = []
    afternoon = False
    for block in blocks:
        text = arabic_numerals(block.content(mended=True, paragraphs=False).text)
        for found in forms.clock.finditer(text):
            afternoon = found["half"] in forms.afternoon if found["half"] else afternoon
            time = _clock_time(found, afternoon)
            if time is not None:
                times.append(time)
                lines.update(line.number for line in block.lines)
    return times


def _clock_time(found: re.Match[str], afternoon: bool) -> str | None:
    if found["noon"]:
        return f"{_NOON}:00"
    hour = int(found["hour"])
    minute = 30 if found["thirty"] else int(found["minute"] or found["minutes"] or 0)
    if afternoon and hour < _NOON:
        hour += _NOON
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        return None
    return f"{hour:02}:{minute:02}"


def _attendance(
    blocks: Sequence[Block], forms: FactForms, lines: set[int]
) -> tuple[int | None, int | None]:
    """Return how many members were present, and of how many."""
    for block in blocks:
        if block.form not in (Form.NOTE, Form.PEOPLE, Form.UNKNOWN):
            continue
        content = Block(block.form, block.lines).content(mended=True, paragraphs=False)
        for pattern in forms.attendance:
            found = pattern.search(content.text)
            if found:
                first, last = content.line_at(found.start()), content.line_at(found.end() - 1)
                lines.update(range(first, last + 1))
                return int(found["present"]), int(found["total"])
    return None, None
