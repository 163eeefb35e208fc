"""Statements: what was said, in order, by which role, on which item of the agenda.

A statement belongs to the heading printed last before it. So where two items are introduced one
after the other and discussed together below the second, the statements are the second item's.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.minutes.blocks import Block, Form
from loaders.minutes.threads import Turn, links
from loaders.records import Role, Statement
from loaders.source import Source


def statements_in(
    blocks: Sequence[Block], roles: dict[str, Role], source: Source
) -> tuple[Statement, ...]:
    """Return the statements of ``blocks``, in order; ``roles`` by mark."""
    said: list[tuple[Block, Turn]] = []
    notation = ""
    for block in blocks:
        if block.form is Form.HEADING:
            notation = block.key
        elif block.form is Form.STATEMENT and block.content().text:
            said.append((block, Turn(roles[block.key], notation)))
    linked = links([turn for _, turn in said])
    return tuple(
        Statement(
            order=order,
            role=turn.role,
            agenda_notation=turn.agenda_notation,
            replies_to=link.replies_to,
            thread=link.thread,
            text=block.content(),
            passages=(source.passage(block.lines[0].number, block.last.number),),
        )
        for order, ((block, turn), link) in enumerate(zip(said, linked, strict=True), start=1)
    )
