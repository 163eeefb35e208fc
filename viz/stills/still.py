"""What a still picture is: an SVG made on the server and tables of the same content, no script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.store import GraphStore
from viz.maps import Parameter, Params
from viz.network import Evidence, SourceDocument
from viz.words import Pair


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: data in the words of the documents; ``iri`` names what it tells of.

    ``english`` stands in its place on an English page, "" where there is nothing to translate;
    ``passage`` is the passage that it leads to.
    """

    text: str
    iri: str = ""
    english: str = ""
    passage: Evidence | None = None

    def told(self, at: int) -> str:
        """Return its text in Japanese (0) or English (1)."""
        return self.english if at and self.english else self.text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table beside the picture; ``anchors`` are ids for its rows, that the picture leads to."""

    name: str
    caption: Pair
    columns: tuple[Pair, ...]
    rows: tuple[tuple[tuple[Cell, ...], ...], ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a kind of still makes: the template of its SVG with what that needs, tables, query."""

    template: str
    values: Mapping[str, Any]
    sheets: tuple[Sheet, ...]
    query: str


@dataclass(frozen=True, slots=True)
class StillKind:
    """One kind of still picture: its titles, the question it answers, what it may be told."""

    name: str
    title_ja: str
    title_en: str
    question_ja: str
    question_en: str
    note: Pair
    parameters: tuple[Parameter, ...]
    draw: Callable[[GraphStore, Params], Drawing]


@dataclass(frozen=True, slots=True)
class Still:
    """A whole picture, and what made it."""

    kind: StillKind
    drawing: Drawing
    snapshot: str
    sources: tuple[SourceDocument, ...]
