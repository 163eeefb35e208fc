"""Does a text tell what was done or what will be done? Its sentence endings say so, mostly."""

import re

from loaders.progress.conventions import Conventions
from loaders.progress.items import TextBlock

_NOTE = re.compile(r"[(（][^()（）]*[)）]$")


def sentences_of(block: TextBlock, forms: Conventions) -> list[str]:
    """Return the sentences of a block: ended by a full stop, or by the next item's mark."""
    text = ""
    for line in block.lines:
        mark = forms.item.match(line.flat) or line.indented
        text += ("。" if mark and text else "") + line.flat
    return [part.strip() for part in forms.sentence_end.split(text) if part.strip()]


def tense_of(block: TextBlock, forms: Conventions) -> float:
    """Return a number above 0 for a text of results, below 0 for plans, 0 where it cannot tell."""
    weights = [_weight(sentence, forms) for sentence in sentences_of(block, forms)]
    telling = [weight for weight in weights if weight]
    return sum(telling) / len(telling) if telling else 0.0


def _weight(sentence: str, forms: Conventions) -> float:
    """Return the weight of a sentence's ending; a note in brackets at its end is none of it."""
    bare = _NOTE.sub("", sentence) or sentence
    weights = (weight for pattern, weight in forms.endings if pattern.search(bare))
    return next(weights, 0.0)
