"""The words of ``words.toml``, typed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Words:
    """Lists to draw from; the file says what stands in them."""

    place_heads: list[str]
    place_tails: list[str]
    place_kinds: list[str]
    goal_labels: list[str]
    direction_labels: list[str]
    measure_labels: list[str]
    need: list[str]
    aim: list[str]
    also: list[str]
    topics: list[str]
    heads: list[str]
    tails: list[str]
    special_names: list[str]
    departments: list[str]
    sentences: list[tuple[str, str]]
    objects: list[str]
    places: list[str]
    leads: list[str]
    questions: list[str]
    answers: list[str]
    remarks: list[str]


def _read() -> Words:
    lists = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return Words(**{field.name: lists[field.name] for field in fields(Words)})


WORDS = _read()
