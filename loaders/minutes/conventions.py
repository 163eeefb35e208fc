"""The forms of minutes, read from ``loaders/conventions/minutes.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from loaders.forms import conventions_of
from loaders.records import Role

# The printed forms of a speaker's name, in the order in which they are tried.
_FORMS = ("introduced", "numbered", "letter", "bracket", "colon", "closing", "paren", "quoted")


class Act(StrEnum):
    """What a statement says that it is."""

    ASK = "ask"
    ANSWER = "answer"


class Column(StrEnum):
    """What a column of minutes printed as a table holds."""

    SPEAKER = "speaker"
    SPEECH = "speech"
    QUESTION = "question"
    ANSWER = "answer"
    NUMBER = "number"
    HEADING = "heading"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TitleForms:
    """How the title is printed, and how many printed lines of the head may hold it."""

    words: re.Pattern[str]
    within: int
    round: re.Pattern[str]
    year: re.Pattern[str]
    emptied: re.Pattern[str]
    generic: re.Pattern[str]
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
    worded: re.Pattern[str]
    heading: re.Pattern[str]
    brackets: re.Pattern[str]
    opening: re.Pattern[str]
    exchange: re.Pattern[str]
    end: re.Pattern[str]
    page: re.Pattern[str]
    bare_page: re.Pattern[str]
    note: re.Pattern[str]
    bullet: str
    sitting: re.Pattern[str]
    section: re.Pattern[str]
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
class SpeakerForms:
    """How a speaker is named at the head of a line.

    ``forms`` are the printed forms by name, each with the group label; ``roles`` and ``short``
    tell roles by the whole name, ``short`` only where brackets hold it.
    """

    bullet: re.Pattern[str]
    item: re.Pattern[str]
    arrow: re.Pattern[str]
    answered: re.Pattern[str]
    behind: re.Pattern[str]
    closing_number: re.Pattern[str]
    forms: dict[str, re.Pattern[str]]
    longest: int
    not_followed: re.Pattern[str]
    not_name: re.Pattern[str]
    parting: re.Pattern[str]
    sentence: re.Pattern[str]
    legend: re.Pattern[str]
    acts: dict[Act, re.Pattern[str]]
    said_by: dict[Act, re.Pattern[str]]
    roles: tuple[tuple[Role, re.Pattern[str]], ...]
    short: tuple[tuple[Role, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class CallForms:
    """How the chair hands the word over (in at most ``longest`` signs), and how a speaker begins
    who comes back to an answer or goes on to another topic."""

    longest: int
    words: re.Pattern[str]
    follow: re.Pattern[str]
    other_topic: re.Pattern[str]


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
    speakers: SpeakerForms
    calls: CallForms
    columns: dict[str, Column]


def _spaced(words: list[str]) -> str:
    """Return a pattern of ``words``, each with or without spaces inside it."""
    return "|".join(r"\s*".join(map(re.escape, word)) for word in words)


def _facts(data: dict[str, Any]) -> FactForms:
    kinds = ("date", "time", "place", "people", "materials", "programme")
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
    roles = _roles(data["roles"])
    return LegendForms(re.compile(entry), data["longest"], data["opening"], roles)


def _speakers(data: dict[str, Any]) -> SpeakerForms:
    acts, said_by = {}, {}
    for act in Act:
        word = rf"(?P<act>{data[act]})(?P<number>{data['number']})?"
        acts[act] = re.compile(word)
        said_by[act] = re.compile(f"{data['said_by']}{word.replace('P<again>', 'P<once>')}")
    single = ("bullet", "item", "arrow", "answered", "behind", "closing_number", "not_followed",
              "not_name", "parting", "sentence", "legend")
    return SpeakerForms(
        **{key: re.compile(data[key]) for key in single},
        forms={form: re.compile(data[form]) for form in _FORMS},
        longest=data["longest"],
        acts=acts,
        said_by=said_by,
        roles=_roles(data["roles"]),
        short=_roles(data["short"]),
    )


def _roles(rows: list[list[str]]) -> tuple[tuple[Role, re.Pattern[str]], ...]:
    return tuple((Role(role), re.compile(pattern)) for role, pattern in rows)


def _columns(data: dict[str, list[str]]) -> dict[str, Column]:
    """Return the kind of column by its heading."""
    return {heading: Column(kind) for kind, headings in data.items() for heading in headings}


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
            generic=re.compile(title["generic"]),
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
        speakers=_speakers(data["speakers"]),
        calls=CallForms(
            data["calls"]["longest"],
            re.compile(data["calls"]["words"]),
            re.compile(data["calls"]["follow"]),
            re.compile(data["calls"]["other_topic"]),
        ),
        columns=_columns(data["tables"]),
    )
