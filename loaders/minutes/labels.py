"""Labels: how one line names who speaks, whatever the rest of the document looks like.

A line can be read as a label in several ways (委員 はい、そう… or a line that only begins so); here
all readings of one line are found, the surest first. Which of them count is decided by the whole
document, in ``voices.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders.flat import number_of
from loaders.minutes.conventions import Act, SpeakerForms
from loaders.records import Role

STRONG = frozenset({"introduced", "numbered", "letter", "bracket", "colon", "arrow"})
"""Forms that are labels wherever they stand; all others only where they are the custom."""
ARROW = "arrow"
"""The form of a label behind an arrow, or of an arrow alone."""
SIGN = "sign"
"""The form of a label that is a sign (◎ ○ ■) and no name."""
ABBREVIATING = frozenset({"bracket", "closing"})
"""Forms that can hold an abbreviation of a role."""
_BULLET = "・"
_SPACE = re.compile(r"\s+")
_NUMBERS = re.compile(r"\d+|[①-⑳]")
_MOST_SPACES = 4
_MOST_PARTS = 5
_LONGEST_UNKNOWN = 12
_REMEMBERED = 16_384


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the role, what the statement says that it is, the number that ties question and
    answer ("1", "1-2"), ``who`` tells one person from others of the role ("" if nothing does),
    ``again`` whether a question or answer comes back to the one before, ``series`` the word of
    what is numbered apart from the questions (意見１)."""

    role: Role
    act: Act | None = None
    number: str = ""
    who: str = ""
    again: bool = False
    series: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's name at the head of a line; the words begin at offset ``end``.

    ``form`` is the printed form, ``bullet`` the kind of sign before it ("" for none).
    """

    speaker: Speaker
    form: str
    bullet: str
    end: int
    name: str = ""

    @property
    def style(self) -> tuple[str, str]:
        """What labels of one custom have in common."""
        return self.bullet, self.form

    @property
    def strong(self) -> bool:
        """Whether the form is that of a label wherever it stands."""
        return self.form in STRONG


class LabelReader:
    """Reads the labels of one municipality's documents."""

    def __init__(self, forms: SpeakerForms, municipality: str) -> None:
        self._forms = forms
        self._municipality = unicodedata.normalize("NFKC", municipality)
        self.speaker = lru_cache(maxsize=_REMEMBERED)(self._speaker)

    def labels(self, plain: str) -> Iterator[Label]:
        """Yield the ways in which the line ``plain`` (mended sign for sign) names a speaker."""
        arrow = self._forms.arrow.match(plain)
        start = arrow.end() if arrow else 0
        bullet = self._forms.bullet.match(plain[start:])
        after = start + (bullet.end() if bullet else 0)
        kind = _kind_of(plain[start:after])
        for at in dict.fromkeys((after, start)):
            for label in self._from(plain, at, kind):
                yield self._answering(label) if arrow else label
        if arrow:
            yield Label(Speaker(Role.OFFICIAL, Act.ANSWER), ARROW, "", start)

    def _from(self, plain: str, start: int, bullet: str) -> Iterator[Label]:
        rest = plain[start:]
        item = self._forms.item.match(rest)
        for offset in dict.fromkeys((0, item.end() if item else 0)):
            yield from self._formed(rest, offset, start, bullet)
        yield from self._spaced(rest, start, bullet)
        if len(rest) <= self._forms.longest:
            yield from self._label(rest, "alone", bullet, start + len(rest))

    def _formed(self, rest: str, offset: int, start: int, bullet: str) -> Iterator[Label]:
        for form, pattern in self._forms.forms.items():
            found = pattern.match(rest[offset:])
            if found is None or (offset and form not in STRONG):
                continue
            after = rest[offset + found.end() :]
            if form == "bracket" and self._forms.not_followed.match(after):
                continue
            for label in self._label(found["label"], form, bullet, start + offset + found.end()):
                yield self._joined(label, rest[offset:], found.end(), start + offset)

    def _spaced(self, rest: str, start: int, bullet: str) -> Iterator[Label]:
        spaces = list(_SPACE.finditer(rest[: self._forms.longest]))[:_MOST_SPACES]
        # A name can be printed with spaces inside: a wider one parts it from the words.
        for space in sorted(spaces, key=lambda space: -len(space.group())):
            name = rest[: space.start()]
            if len(name) > 1 or self._acts(name):
                yield from self._label(name, "spaced", bullet, start + space.end())

    def _acts(self, name: str) -> bool:
        speaker = self.speaker(name)
        return speaker is not None and speaker.act is not None

    def _label(self, name: str, form: str, bullet: str, end: int) -> Iterator[Label]:
        speaker = self.speaker(name, form in ABBREVIATING)
        if speaker is not None:
            yield Label(speaker, form, bullet, end, name)

    def _joined(self, label: Label, rest: str, end: int, start: int) -> Label:
        """Return ``label``, together with what follows a number: A1 企画課長:, Q2(再質問)."""
        said = label.speaker
        if said.act is None:
            return label
        for form in ("bracket", "colon"):
            found = self._forms.forms[form].match(rest[end:])
            named = self.speaker(found["label"], form in ABBREVIATING) if found else None
            if found is None or named is None or named.act not in (None, said.act):
                continue
            if named.act is None:
                said = replace(said, role=named.role, who=named.who)
            closing = self._forms.closing_number.match(rest[end + found.end() :])
            end += found.end() + (closing.end() if closing else 0)
            again = said.again or named.again
            return replace(label, speaker=replace(said, again=again), end=start + end)
        return label

    def _answering(self, label: Label) -> Label:
        """Return ``label`` as it stands behind an arrow: an answer, unless it says otherwise."""
        speaker = label.speaker
        act = Act.ANSWER if speaker.act is None and speaker.role is Role.OFFICIAL else speaker.act
        return replace(label, speaker=replace(speaker, act=act), form=ARROW)

    def _speaker(self, name: str, abbreviated: bool = False) -> Speaker | None:
        """Return whom ``name`` names, or None if it names nobody who could speak."""
        text = unicodedata.normalize("NFKC", name).strip()
        # Once more, because a voiced sound mark joins its kana when the space between them goes.
        squeezed = unicodedata.normalize("NFKC", _SPACE.sub("", text))
        if not squeezed or self._forms.not_name.search(squeezed):
            return None
        return (
            (self._short(squeezed) if abbreviated else None)
            or self._part(squeezed)
            or self._of_parts(text, squeezed)
        )

    def _short(self, name: str) -> Speaker | None:
        for role, pattern in self._forms.short:
            if pattern.fullmatch(name):
                return Speaker(role)
        return None

    def _part(self, name: str) -> Speaker | None:
        for act, pattern in self._forms.acts.items():
            found = pattern.fullmatch(name)
            if found:
                role = Role.MEMBER if act is Act.ASK else Role.OFFICIAL
                number, again = _number(found["number"]), bool(found["again"])
                return Speaker(role, act, number, again=again, series=_series(found))
        for act, pattern in self._forms.said_by.items():
            found = pattern.fullmatch(name)
            named = self._role(found["who"]) if found else None
            if found and named and len(found["act"]) > 1:
                number = _number(found["number"])
                return replace(named, act=act, number=number, series=_series(found))
        return self._role(name)

    def _role(self, name: str) -> Speaker | None:
        if name == self._municipality:
            return Speaker(Role.OFFICIAL)
        for role, pattern in self._forms.roles:
            found = pattern.fullmatch(name)
            if found:
                telling = any(found.groupdict().values())
                return Speaker(role, who=name if telling else "")
        return None

    def _of_parts(self, text: str, squeezed: str) -> Speaker | None:
        """Return the speaker of a name in parts: 議長(○○会長), 企画課 田中, 質問(委員A)."""
        parts = [part for part in self._forms.parting.split(text) if part]
        if not 1 < len(parts) <= _MOST_PARTS:
            return None
        # A letter behind a role tells one person from another (委員(A)); before it, what is said.
        named = [
            self._part(part) if at == 0 or len(part) > 1 else None for at, part in enumerate(parts)
        ]
        unknown = [part for part, speaker in zip(parts, named, strict=True) if speaker is None]
        told = [speaker for speaker in named if speaker is not None]
        if not told or any(len(part) > _LONGEST_UNKNOWN for part in unknown):
            return None
        acting = next((speaker for speaker in told if speaker.act), None)
        first = next((speaker for speaker in told if speaker.act is None), told[0])
        return replace(
            first,
            act=acting.act if acting else None,
            number=acting.number if acting else "",
            again=bool(acting and acting.again),
            series=acting.series if acting else "",
            who=first.who or (squeezed if unknown else ""),
        )


def _kind_of(bullet: str) -> str:
    signs = bullet.strip()
    return signs and (_BULLET if signs[0] == _BULLET else SIGN)


def _series(found: re.Match[str]) -> str:
    return found.groupdict().get("series") or ""


def _number(printed: str | None) -> str:
    """Return ``printed`` (1-2, 1の2, 1(2), ①) as "1-2"."""
    return "-".join(str(number_of(sign)) for sign in _NUMBERS.findall(printed or ""))
