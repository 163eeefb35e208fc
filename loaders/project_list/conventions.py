"""The forms of project lists, read from ``loaders/conventions/project_list.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from loaders.forms import conventions_of


@dataclass(frozen=True, slots=True)
class HeaderForms:
    """Where column headings stand, and the words that head each column (``columns``, in order)."""

    within: int
    dropped: re.Pattern[str]
    columns: dict[str, tuple[str, ...]]
    unread: frozenset[str]


@dataclass(frozen=True, slots=True)
class CellForms:
    """Signs and marks that stand in cells."""

    ditto: frozenset[str]
    nothing: frozenset[str]
    cross_class: re.Pattern[str]
    cross_mark: re.Pattern[str]
    between_departments: re.Pattern[str]
    total: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class OutlineForms:
    """How a cell gives the number and the name of a goal, direction or measure.

    The patterns of ``numbered`` have the groups ``number`` and ``label``.
    """

    numbered: tuple[re.Pattern[str], ...]
    between_numbers: re.Pattern[str]
    letter: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Conventions:
    """All forms of project lists."""

    header: HeaderForms
    cells: CellForms
    outline: OutlineForms
    edition: re.Pattern[str]


def _numbered(outline: dict[str, str], words: list[str]) -> tuple[re.Pattern[str], ...]:
    number, letter, after = outline["number"], outline["letter"], outline["after"]
    label = r"(?P<label>.*)"
    return (
        re.compile(rf"[【\[(]?(?:{'|'.join(words)})\s*(?P<number>{number}){after}*{label}"),
        re.compile(rf"(?P<number>[①-⑳])\s*{label}"),
        re.compile(rf"[【\[(](?P<number>{number}|{letter})[】\])]\s*{label}"),
        re.compile(rf"(?P<number>{number}|{letter})(?:{after}+{label})?"),
    )


@conventions_of("project_list.toml")
def conventions(data: dict[str, Any]) -> Conventions:
    """Return the packaged conventions, compiled once."""
    header, cells, outline = data["header"], data["cells"], data["outline"]
    return Conventions(
        header=HeaderForms(
            within=header["within"],
            dropped=re.compile(header["dropped"]),
            columns={name: tuple(words) for name, words in data["columns"].items()},
            unread=frozenset(cells["unread"])),
        cells=CellForms(
            ditto=frozenset(cells["ditto"]),
            nothing=frozenset(cells["nothing"]),
            cross_class=re.compile(cells["cross_class"]),
            cross_mark=re.compile(cells["cross_mark"]),
            between_departments=re.compile(cells["between_departments"]),
            total=re.compile(cells["total"])),
        outline=OutlineForms(
            numbered=_numbered(outline, outline["words"]),
            between_numbers=re.compile(outline["between_numbers"]),
            letter=re.compile(outline["letter"])),
        edition=re.compile(data["title"]["edition"]),
    )
