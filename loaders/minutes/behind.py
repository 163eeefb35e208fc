"""Speakers who are named in brackets behind their words: ・担い手は増えたか。（早瀬委員）

So much is a custom only where several lines end so; a single name in brackets is a part of what
is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.minutes.conventions import Act, Conventions
from loaders.minutes.labels import ARROW, Label, LabelReader, Speaker
from loaders.minutes.lines import Line
from loaders.records import Role

FEWEST = 3
"""So many lines at least end with a speaker's name where that is the custom."""
_BULLET = "・"
ASKED = Label(Speaker(Role.MEMBER, Act.ASK), "bullet", _BULLET, len(_BULLET))
"""The label of a ・ that stands before what a member asks."""
_BARE = (ARROW, ASKED.form)


@dataclass(frozen=True, slots=True)
class Behind:
    """The labels of the statements whose speakers are named behind them, by their first lines,
    and how many signs at the end of their last lines are the name."""

    labels: dict[Line, Label]
    ends: dict[Line, int]


def named_behind(
    lines: Sequence[Line], labels: Mapping[Line, Label], reader: LabelReader, forms: Conventions
) -> Behind:
    """Return the statements of ``lines`` that begin with a sign or an arrow of ``labels`` and end
    with a speaker's name; none where that is not the custom."""
    found: dict[Line, Label] = {}
    ends: dict[Line, int] = {}
    begun: Line | None = None
    for line in lines:
        if line in labels:
            begun = line if labels[line].form in _BARE else None
        elif forms.speakers.bullet.sub("", line.plain) != line.plain.lstrip():
            begun = line
        elif line.opens_paragraph:
            begun = None
        named = _named(line, reader, forms)
        if begun is not None and named is not None:
            speaker, length = named
            found[begun] = _label(speaker, labels.get(begun, ASKED))
            ends[line] = length
            begun = None
    return Behind(found, ends) if len(ends) >= FEWEST else Behind({}, {})


def _named(line: Line, reader: LabelReader, forms: Conventions) -> tuple[Speaker, int] | None:
    end = forms.speakers.behind.search(line.plain)
    speaker = reader.speaker(end["label"], True) if end else None
    return (speaker, len(line.plain) - end.start()) if end and speaker else None


def _label(speaker: Speaker, bare: Label) -> Label:
    """Return the label of a statement: an answer behind an arrow, a member's question else."""
    if bare.form == ARROW:
        return replace(bare, speaker=replace(speaker, act=Act.ANSWER))
    asks = Act.ASK if speaker.role is Role.MEMBER else speaker.act
    return replace(bare, speaker=replace(speaker, act=asks))
