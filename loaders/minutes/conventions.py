"""The forms of minutes, read from ``loaders/conventions/minutes.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from loaders.forms import conventions_of
from loaders.records import Role


@dataclass(frozen=True, slots=True)
class TitleForms:
    """How the title is printed, and how many printed lines of the head may hold it."""

    words: re.Pattern[str]
    within: int
    round: re.Pattern[str]
    year: re.Pattern[str]
    emptied: re.Pattern[str]
    edges: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FactForms:
    """How date, place and attendance are printed; ``labels`` by kind of fact."""

    labels: dict[str, re.Pattern[str]]
    clock: re.Pattern[str]
    afternoon: tuple[str, ...]
    attendance: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class AgendaForms:
    """How headings, and the lines that are neither heading nor speech, are printed."""

    top: re.Pattern[str]
    sub: re.Pattern[str]
    heading: re.Pattern[str]
    brackets: re.Pattern[str]
    opening: re.Pattern[str]
    exchange: re.Pattern[str]
    end: re.Pattern[str]
    page: re.Pattern[str]
    note: re.Pattern[str]
    bullet: str
    sentence_end: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class MarkForms:
    """The signs that mark speakers; ``same`` maps a sign to the one it stands for."""

    signs: str
    same: dict[int, str]
    usual: tuple[dict[str, Role], ...]


@dataclass(frozen=True, slots=True)
class LegendForms:
    """How a legend explains the marks; ``entry`` has the groups mark, parted and word."""

    entry: re.Pattern[str]
    longest: int
    opening: str
    roles: tuple[tuple[Role, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class MaterialForms:
    """How materials are cited."""

    reference: re.Pattern[str]
    closing: re.Pattern[str]
    opening: re.Pattern[str]
    joining: re.Pattern[str]
    open_quotes: str
    close_quotes: str


@dataclass(frozen=True, slots=True)
class Conventions:
    """All forms of minutes."""

    title: TitleForms
    facts: FactForms
    agenda: AgendaForms
    marks: MarkForms
    legend: LegendForms
    materials: MaterialForms


def _spaced(words: list[str]) -> str:
    """Return a pattern of ``words``, each with or without spaces inside it."""
    return "|".join(r"\s*".join(map(re.escape, word)) for word in words)


def _facts(data: dict[str, Any]) -> FactForms:
    kinds = ("date", "time", "place", "people", "materials")
    labels = {
        kind: re.compile(f"{data['before']}(?:{_spaced(data[kind])}){data['after']}")
        for kind in kinds
    }
    attendance = tuple(re.compile(pattern) for pattern in data["attendance"])
    return FactForms(labels, re.compile(data["clock"]), tuple(data["afternoon"]), attendance)


def _marks(data: dict[str, Any]) -> MarkForms:
    same = {ord(sign): group[0] for group in data["same"] for sign in group}
    usual = tuple({mark: Role(role) for mark, role in row.items()} for row in data["usual"])
    return MarkForms(data["signs"], same, usual)


def _legend(data: dict[str, Any], signs: str) -> LegendForms:
    entry = (
        rf"(?P<mark>[{signs}])\s*(?P<parted>{data['separator']})?\s*"
        rf"(?P<word>[^{data['not_in_word']}{signs}]+)"
    )
    roles = tuple((Role(role), re.compile(pattern)) for role, pattern in data["roles"])
    return LegendForms(re.compile(entry), data["longest"], data["opening"], roles)


@conventions_of("minutes.toml")
def conventions(data: dict[str, Any]) -> Conventions:
    """Return the packaged conventions, compiled once."""
    title, agenda, materials = data["title"], data["agenda"], data["materials"]
    return Conventions(
        title=TitleForms(
            words=re.compile(_spaced(title["words"])),
            within=title["within"],
            round=re.compile(title["round"]),
            year=re.compile(title["year"]),
            emptied=re.compile(title["emptied"]),
            edges=re.compile(title["edges"]),
        ),
        facts=_facts(data["facts"]),
        agenda=AgendaForms(
            bullet=agenda["bullet"],
            **{key: re.compile(form) for key, form in agenda.items() if key != "bullet"},
        ),
        marks=_marks(data["marks"]),
        legend=_legend(data["legend"], data["marks"]["signs"]),
        materials=MaterialForms(
            reference=re.compile(materials["reference"]),
            closing=re.compile(materials["closing"]),
            opening=re.compile(materials["opening"]),
            joining=re.compile(materials["joining"]),
            open_quotes=materials["open_quotes"],
            close_quotes=materials["close_quotes"],
        ),
    )
