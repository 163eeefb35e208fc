"""The agenda of a meeting from the headings of its minutes.

Notations are the printed numbers in Arabic digits: "3" for a heading, "3(1)" for the first item
under it. Headings printed without a number are counted; numbers printed below such a heading
count as its items.
"""

from __future__ import annotations

from loaders.minutes.blocks import Block
from loaders.minutes.conventions import Conventions
from loaders.minutes.legend import legend_entries
from loaders.minutes.lines import plain
from loaders.records import AgendaItem
from loaders.source import Source


def agenda_item(block: Block, source: Source, municipality: str, forms: Conventions) -> AgendaItem:
    """Return the item that the heading ``block`` announces."""
    label = block.content(paragraphs=False).text
    entries = legend_entries(plain(label), municipality, forms.legend)
    if entries:
        label = _before_brackets(label[: entries[0].start()], forms)
    bare = forms.agenda.brackets.sub("", plain(label))
    enclosed = forms.agenda.section.search(block.lines[0].plain)
    if forms.agenda.heading.search(bare) or enclosed:
        label = "".join(sign for sign in label if not forms.agenda.brackets.match(plain(sign)))
    passage = source.passage(block.lines[0].number, block.last.number)
    return AgendaItem(block.key, _closed_up(label), (passage,))


def _before_brackets(label: str, forms: Conventions) -> str:
    """Return ``label`` up to the bracket in which the legend after it stands."""
    opened = forms.agenda.opening.search(plain(label))
    return label[: opened.start()] if opened else label


def _closed_up(label: str) -> str:
    """Return ``label`` without the spaces that only spread its signs (開　会)."""
    words = label.split()
    return "".join(words) if all(len(word) == 1 for word in words) else label.strip()
