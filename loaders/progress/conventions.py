"""The forms of progress tables, read from ``loaders/conventions/progress.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from loaders.forms import conventions_of

OUTLINE = ("strategy", "goal", "direction", "measure", "project")
"""What columns hold that say where in the strategy a row stands."""
_JOINED = re.compile("[・、,/]|及び|と|並びに")


@dataclass(frozen=True, slots=True)
class GridForms:
    """Headings of the columns of ruled tables by what the columns hold, and signs in cells."""

    headings: dict[str, re.Pattern[str]]
    beside: re.Pattern[str]
    unread: re.Pattern[str]
    banner: float
    next_year: re.Pattern[str]
    figure: re.Pattern[str]
    nothing: frozenset[str]

    def role_of(self, heading: str) -> str | None:
        """Return what a column headed ``heading`` (flat, without brackets) holds; one that joins
        the names of several levels holds the strategy."""
        for role, pattern in self.headings.items():
            if pattern.fullmatch(heading):
                return role
        parts = {self.role_of(part) for part in _JOINED.split(heading) if part != heading}
        return "strategy" if parts and parts <= set(OUTLINE) else None


@dataclass(frozen=True, slots=True)
class Conventions:
    """Compiled patterns; the names are those of the TOML file."""

    page_number: re.Pattern[str]
    contents: re.Pattern[str]
    page_title: re.Pattern[str]
    title_goal: re.Pattern[str]
    note: re.Pattern[str]
    year: re.Pattern[str]
    result: re.Pattern[str]
    plan: re.Pattern[str]
    header_words: re.Pattern[str]
    list_heading: re.Pattern[str]
    project_end: re.Pattern[str]
    type_word: str
    name_tail: re.Pattern[str]
    round: str
    list_item: re.Pattern[str]
    cross_listing: re.Pattern[str]
    department_end: re.Pattern[str]
    department_letters: re.Pattern[str]
    department_longest: int
    department_apart: re.Pattern[str]
    item: re.Pattern[str]
    paragraph: re.Pattern[str]
    edition: re.Pattern[str]
    heading: re.Pattern[str]
    sentence_end: re.Pattern[str]
    endings: tuple[tuple[re.Pattern[str], float], ...]
    signs: dict[str, re.Pattern[str]]
    grid: GridForms


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _longest_first(words: list[str]) -> re.Pattern[str]:
    """Match any of ``words``, white space and ・ inside them dropped."""
    plain = sorted((re.sub(r"[\s・]", "", word) for word in words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, plain)))


_HEADINGS = ("department", "cross_listed", "strategy", "goal", "direction", "measure", "project")


def _grid(data: dict[str, Any]) -> GridForms:
    return GridForms(
        headings={
            role: re.compile(rf"(?:{'|'.join(data[role])}){data['ends']}") for role in _HEADINGS
        },
        beside=re.compile(data["beside"]),
        unread=_any(data["unread"]),
        banner=data["banner"],
        next_year=re.compile(data["next_year"]),
        figure=re.compile(data["figure"]),
        nothing=frozenset(data["nothing"]),
    )


@conventions_of("progress.toml")
def conventions(data: dict[str, Any]) -> Conventions:
    """Return the packaged conventions, compiled once."""
    strategy, departments = data["strategy"], data["departments"]
    return Conventions(
        page_number=_any(data["pages"]["number"]),
        contents=re.compile(data["pages"]["contents"]),
        page_title=_any(data["pages"]["title"]),
        title_goal=re.compile(data["pages"]["title_goal"]),
        note=re.compile(data["pages"]["note"]),
        year=re.compile(data["columns"]["year"]),
        result=_any(data["columns"]["result"]),
        plan=_any(data["columns"]["plan"]),
        header_words=_longest_first(data["columns"]["words"]),
        list_heading=_any(strategy["list_heading"]),
        project_end=re.compile(strategy["project_end"]),
        type_word=strategy["type_word"],
        name_tail=re.compile(strategy["name_tail"]),
        round=strategy["round"],
        list_item=re.compile(strategy["list_item"]),
        cross_listing=re.compile(strategy["cross_listing"]),
        department_end=re.compile(f"(?:{'|'.join(departments['suffixes'])})$"),
        department_letters=re.compile(departments["letters"]),
        department_longest=departments["longest"],
        department_apart=re.compile(departments["apart"]),
        item=re.compile(data["text"]["item"]),
        paragraph=re.compile(data["text"]["paragraph"]),
        edition=re.compile(strategy["edition"]),
        heading=re.compile(data["text"]["heading"]),
        sentence_end=re.compile(data["text"]["sentence_end"]),
        endings=tuple(
            (re.compile(pattern), weight) for pattern, weight in data["tense"]["endings"]
        ),
        signs={kind: re.compile(pattern) for kind, pattern in data["signs"].items()},
        grid=_grid(data["grid"]),
    )
