"""Reads minutes: finds their parts and puts them together as one meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.dates import fiscal_year_on
from loaders.layout import Layout
from loaders.minutes.account import account
from loaders.minutes.agenda import agenda_item
from loaders.minutes.block_reader import BlockReader
from loaders.minutes.blocks import Block, Form
from loaders.minutes.conventions import Column, Conventions, conventions
from loaders.minutes.facts import Facts, facts_in
from loaders.minutes.faults import guessed, no_date, no_statement, no_title, warnings
from loaders.minutes.furniture import furniture_in
from loaders.minutes.labels import LabelReader
from loaders.minutes.legend import Marks, marks_in
from loaders.minutes.lines import Line
from loaders.minutes.materials import materials_in
from loaders.minutes.statements import statements_in
from loaders.minutes.tables import lines_in
from loaders.minutes.title import Title, title_in
from loaders.minutes.voices import Voices, voices_in
from loaders.records import AgendaItem, Material, Meeting, Municipality, Reading, Statement
from loaders.source import Source
from loaders.text import runs

FORM = "minutes"


@dataclass(frozen=True, slots=True)
class _Heard:
    """The printed lines of a document, who speaks in them, and what belongs to the page."""

    source: Source
    lines: tuple[Line, ...]
    title: Title | None
    marks: Marks
    voices: Voices
    furniture: dict[Line, Form]
    reader: LabelReader


def looks_like_minutes(document: Source | Layout) -> bool:
    """Return whether ``document`` has the form of minutes: a title that says so, and below it
    somebody who speaks, a date or a place."""
    forms = conventions()
    heard = _heard(document, "", forms)
    if heard.title is None:
        return False
    labels = (forms.facts.labels["date"], forms.facts.labels["place"])
    below = [line for line in heard.lines if line.number not in heard.title.lines]
    return any(
        line.text[0] in forms.marks.signs
        or line.column in (Column.SPEAKER, Column.QUESTION)
        or heard.voices.label_of(line) is not None
        or any(label.search(line.plain) for label in labels)
        for line in below
    )


def read_minutes(document: Source | Layout, municipality: Municipality) -> Reading:
    """Return what the minutes ``document`` say, with the account of every line.

    Raises DocumentError where no title, no date or no statement can be found.
    """
    forms = conventions()
    heard = _heard(document, municipality.name, forms)
    source, title = heard.source, heard.title
    if title is None:
        raise no_title(source, forms.title)
    reader = BlockReader(heard.voices, heard.reader, title.lines, heard.furniture, forms)
    blocks = reader.read(heard.lines)
    facts = facts_in(blocks, forms.facts)
    statements = statements_in(blocks, source, forms.calls)
    agenda = [
        agenda_item(block, source, municipality.name, forms)
        for block in blocks
        if block.form is Form.HEADING
    ]
    materials = _materials(blocks, source, forms)
    meeting = _meeting(source, title, facts, (tuple(agenda), materials, statements))
    told = warnings(source, title, heard.marks, heard.voices, heard.lines, forms.marks)
    return Reading(
        source=source,
        form=FORM,
        municipality=municipality,
        ledger=account(document, blocks, meeting, title.lines | facts.lines),
        title=title.text,
        meetings=(meeting,),
        warnings=(*_layout_warnings(document), *told, *guessed(source, reader.guessed)),
    )


def _heard(document: Source | Layout, municipality: str, forms: Conventions) -> _Heard:
    source = document.source if isinstance(document, Layout) else document
    reader = LabelReader(forms.speakers, municipality)
    lines = lines_in(document, reader, forms)
    title = title_in(lines, forms.title)
    headed = title.lines if title else frozenset[int]()
    furniture = furniture_in(lines, source, reader, forms)
    furniture = {line: form for line, form in furniture.items() if line.number not in headed}
    text = tuple(line for line in lines if line not in furniture)
    marks = marks_in(text, municipality, forms)
    voices = voices_in(text, headed, marks, reader, forms)
    return _Heard(source, lines, title, marks, voices, furniture, reader)


def _layout_warnings(document: Source | Layout) -> tuple[str, ...]:
    return document.warnings if isinstance(document, Layout) else ()


def _materials(
    blocks: Sequence[Block], source: Source, forms: Conventions
) -> tuple[Material, ...]:
    """Return each material once, as it is first named."""
    found: dict[str, Material] = {}
    notation = ""
    for block in blocks:
        if block.form is Form.HEADING:
            notation = block.key
        elif block.form in (Form.NOTE, Form.MATERIALS):
            for material in materials_in(block, notation, source, forms.materials):
                found.setdefault(material.number, material)
    return tuple(found.values())


def _meeting(
    source: Source,
    title: Title,
    facts: Facts,
    parts: tuple[tuple[AgendaItem, ...], tuple[Material, ...], tuple[Statement, ...]],
) -> Meeting:
    agenda, materials, statements = parts
    if facts.held_on is None:
        raise no_date(source)
    if not statements:
        raise no_statement(source)
    lines = runs(list(title.lines | facts.lines))
    return Meeting(
        label=title.label,
        series=title.series,
        fiscal_year=title.fiscal_year or fiscal_year_on(facts.held_on),
        round=title.round or 1,
        held_on=facts.held_on,
        starts=facts.starts,
        ends=facts.ends,
        place=facts.place,
        members_present=facts.members_present,
        members_total=facts.members_total,
        agenda=agenda,
        materials=materials,
        statements=statements,
        passages=tuple(source.passage(first, last) for first, last in lines),
    )
