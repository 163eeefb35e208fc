"""Statements: what was said, in order, by which role, on which item of the agenda.

A statement belongs to the heading printed last before it. So where two items are introduced one
after the other and discussed together below the second, the statements are the second item's.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.minutes.blocks import Block, Form
from loaders.minutes.conventions import CallForms
from loaders.minutes.labels import Speaker
from loaders.minutes.threads import Turn, links
from loaders.records import Statement
from loaders.source import Source

# Within so many signs from the beginning somebody tells that another topic follows.
_OPENING = 40


def statements_in(
    blocks: Sequence[Block], source: Source, forms: CallForms
) -> tuple[Statement, ...]:
    """Return the statements of ``blocks``, in order."""
    said: list[tuple[Block, Turn]] = []
    notation = ""
    for block in blocks:
        if block.form is Form.HEADING:
            notation = block.key
        elif block.speaker is not None and _has_words(block):
            said.append((block, _turn(block, block.speaker, notation, forms)))
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


def _has_words(block: Block) -> bool:
    return any(sign.isalnum() for sign in block.content().text)


def _turn(block: Block, speaker: Speaker, notation: str, forms: CallForms) -> Turn:
    words = block.content(mended=True, paragraphs=False).text
    return Turn(
        role=speaker.role,
        agenda_notation=notation,
        act=speaker.act,
        number=speaker.number,
        who=speaker.who,
        again=speaker.again,
        series=speaker.series,
        calls=len(words) <= forms.longest and bool(forms.words.search(words)),
        follows=bool(forms.follow.search(words))
        and not forms.other_topic.search(words[:_OPENING]),
    )
