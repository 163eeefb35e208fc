"""The forms of mentions, read from ``loaders/conventions/mentions.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from loaders.forms import conventions_of


@dataclass(frozen=True, slots=True)
class MentionForms:
    """Compiled patterns; the names are those of the TOML file."""

    type_word: str
    activity_end: re.Pattern[str]
    generic: tuple[str, ...]
    proper_end: re.Pattern[str]
    other_things: re.Pattern[str]
    shortest_without_type_word: int
    shortest_without_generic: int
    particles: re.Pattern[str]
    boundary: re.Pattern[str]
    heading: re.Pattern[str]
    ends_of_place: str
    not_a_department: re.Pattern[str]
    named_project: re.Pattern[str]
    named_department: re.Pattern[str]
    named_plan: re.Pattern[str]
    general: frozenset[str]
    edition: re.Pattern[str]
    own_strategy: str
    measure_place: re.Pattern[str]
    shortest_label: int


@conventions_of("mentions.toml")
def mention_forms(data: dict[str, Any]) -> MentionForms:
    """Return the packaged conventions, compiled once."""
    projects, named = data["projects"], data["named_here"]
    return MentionForms(
        type_word=projects["type_word"],
        activity_end=re.compile(
            f"(?:{'|'.join(projects['activity_words'])})(?!{projects['not_followed_by']})"
        ),
        generic=tuple(sorted(projects["generic"], key=len, reverse=True)),
        proper_end=re.compile(f"(?:{'|'.join(projects['proper_ends'])})$"),
        other_things=re.compile(projects["other_things"]),
        shortest_without_type_word=projects["shortest_without_type_word"],
        shortest_without_generic=projects["shortest_without_generic"],
        particles=re.compile(projects["particles"]),
        boundary=re.compile(projects["boundary"]),
        heading=re.compile(projects["heading"]),
        ends_of_place=data["words"]["ends_of_place"],
        not_a_department=re.compile(data["words"]["not_a_department"]),
        named_project=re.compile(named["project"]),
        named_department=re.compile(named["department"]),
        named_plan=re.compile(named["plan"]),
        general=frozenset(named["general"]),
        edition=re.compile(data["strategies"]["edition"]),
        own_strategy=data["strategies"]["own"],
        measure_place=re.compile(data["measures"]["place"]),
        shortest_label=data["measures"]["shortest_label"],
    )
