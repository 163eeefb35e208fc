"""Reads minutes: finds their parts and puts them together as one meeting."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.dates import fiscal_year_on
from loaders.minutes.account import account
from loaders.minutes.agenda import agenda_item
from loaders.minutes.blocks import Block, BlockReader, Form
from loaders.minutes.conventions import Conventions, conventions
from loaders.minutes.facts import Facts, facts_in
from loaders.minutes.faults import no_date, no_statement, no_title, warnings
from loaders.minutes.legend import marks_in
from loaders.minutes.lines import printed_lines
from loaders.minutes.materials import materials_in
from loaders.minutes.statements import statements_in
from loaders.minutes.title import Title, title_in
from loaders.records import AgendaItem, Material, Meeting, Municipality, Reading, Statement
from loaders.source import Source
from loaders.text import runs

FORM = "minutes"

def looks_like_minutes(source: Source) -> bool:
    """Return whether ``source`` has the form of minutes: a title that says so, and marked speech,
    a date or a place below it."""
    forms = conventions()
    lines = printed_lines(source)
    title = title_in(lines, forms.title)
    if title is None:
        return False
    below = [line for line in lines if line.number not in title.lines]
    labels = (forms.facts.labels["date"], forms.facts.labels["place"])
    return any(
        line.text[0] in forms.marks.signs or any(label.search(line.plain) for label in labels)
        for line in below
    )


def read_minutes(source: Source, municipality: Municipality) -> Reading:
    """Return what the minutes ``source`` say, with the account of every line.

    Raises DocumentError where no title, no date or no statement can be found.
    """
    forms = conventions()
    lines = printed_lines(source)
    title = title_in(lines, forms.title)
    if title is None:
        raise no_title(source, forms.title)
    marks = marks_in(lines, municipality.name, forms)
    blocks = BlockReader(marks, title.lines, forms).read(lines)
    facts = facts_in(blocks, forms.facts)
    statements = statements_in(blocks, marks.roles, source)
    agenda = [
        agenda_item(block, source, municipality.name, forms)
        for block in blocks
        if block.form is Form.HEADING
    ]
    materials = _materials(blocks, source, forms)
    meeting = _meeting(source, title, facts, (tuple(agenda), materials, statements))
    return Reading(
        source=source,
        form=FORM,
        municipality=municipality,
        ledger=account(source, blocks, meeting, title.lines | facts.lines),
        title=title.text,
        meetings=(meeting,),
        warnings=tuple(warnings(source, title, marks, lines, forms.marks)),
    )


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
