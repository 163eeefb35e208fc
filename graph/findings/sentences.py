"""A report's text as sentences that can be compared, and the stretches that two texts share.

Two tables break the same text over lines in different places, so a paragraph of the one may be
two of the other. What is shared is therefore looked for sentence by sentence, and counts where it
begins and ends with a paragraph in both texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.findings.settings import settings
from graph.findings.wording import nearness
from ontology.names import mend_characters, normalised_name

_BULLETS = "・●○◯〇■□◆◇▪•★☆※*"
_BULLET = re.compile(f"^[{_BULLETS}]+")
_OPENING = _BULLETS + "([{<「『【〈《〔"
_TITLE = re.compile(r"[\[<【〈《〔].*[\]>】〉》〕]")
_SENTENCE_END = "。"
_AFTER_SENTENCE = re.compile(f"(?<={_SENTENCE_END})")
_MARK = "再掲"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line without a full stop.

    ``key`` is the normalised name of its words without the bullet: two sentences with one key are
    the same. ``starts`` and ``ends`` tell whether a paragraph begins or ends with it. ``context``
    holds its paragraph and the headings above, normalised; ``marked`` is true where one of them
    carries a 再掲 mark; a ``title`` is a heading and nothing else; a ``heading`` is a paragraph
    under which others stand. ``opener`` is the bullet or bracket of its paragraph, "" for none.
    """

    key: str
    starts: bool
    ends: bool
    context: str
    marked: bool
    title: bool
    heading: bool
    opener: str


@dataclass(frozen=True, slots=True)
class Shared:
    """The same words in two texts; ``whole`` where neither text says anything else.

    ``likeness`` is 1 where they are identical, less where they are nearly the same.
    """

    first: tuple[Sentence, ...]
    second: tuple[Sentence, ...]
    whole: bool
    likeness: float = 1.0


def text_key(text: str) -> str:
    """Return the key of a whole text: "" where it says nothing."""
    return "".join(_key(line) for line in text.split("\n"))


def sentences(text: str, titles: Collection[str] = ()) -> tuple[Sentence, ...]:
    """Return the sentences of ``text``, whose paragraphs are parted by line feeds.

    ``titles`` are normalised words that make a title where nothing else stands in the line.
    """
    return _sentences(text, frozenset(titles))


@lru_cache(maxsize=2_000)
def _sentences(text: str, titles: frozenset[str]) -> tuple[Sentence, ...]:
    """Every rule asks for the sentences of the same reports."""
    return tuple(sentence for paragraph in _with_headings(text)
                 for sentence in _of_paragraph(paragraph, titles))


def shared(first: Sequence[Sentence], second: Sequence[Sentence]) -> Iterator[Shared]:
    """Yield what two texts share: the whole, or else every stretch of whole paragraphs that is long
    enough, and of the rest the sentences that are nearly the same (``settings.toml``)."""
    keys = _joined(first), _joined(second)
    if keys[0] == keys[1]:
        if keys[0]:
            yield Shared(tuple(first), tuple(second), True)
        return
    said: set[str] = set()
    for one, two in _stretches(first, second):
        if weight(one) >= settings().repeats.shortest:
            said.update(sentence.key for sentence in one)
            yield Shared(tuple(one), tuple(two), False)
    yield from _nearly(_unsaid(first, said), _unsaid(second, said))


def _unsaid(parts: Sequence[Sentence], said: Collection[str]) -> tuple[Sentence, ...]:
    return tuple(sentence for sentence in parts if sentence.key not in said and not sentence.title
                 and len(sentence.key) >= settings().repeats.shortest)


def _nearly(first: Sequence[Sentence], second: Sequence[Sentence]) -> Iterator[Shared]:
    """Yield each sentence of ``first`` with the one of ``second`` that is nearest to it, where it
    is near enough and not the same: the same within longer paragraphs is no repetition."""
    for one in first:
        alike = [(nearness(one.key, two.key), place) for place, two in enumerate(second)
                 if one.key != two.key]
        nearest, place = max(alike, key=lambda found: (found[0], -found[1]), default=(0.0, 0))
        if nearest >= settings().repeats.near:
            yield Shared((one,), (second[place],), len(first) == len(second) == 1, nearest)


def weight(parts: Iterable[Sentence]) -> int:
    """Return how many characters ``parts`` have, titles aside."""
    return sum(len(sentence.key) for sentence in parts if not sentence.title)


def _joined(parts: Sequence[Sentence]) -> str:
    return "".join(sentence.key for sentence in parts)


def _stretches(
    first: Sequence[Sentence], second: Sequence[Sentence]
) -> Iterator[tuple[Sequence[Sentence], Sequence[Sentence]]]:
    """Yield every longest run of the same sentences, cut down to whole paragraphs."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(second):
        places[sentence.key].append(place)
    for i, sentence in enumerate(first):
        for j in places[sentence.key]:
            if i and j and first[i - 1].key == second[j - 1].key:
                continue
            length = _length(first[i:], second[j:])
            starts = [k for k in range(length) if first[i + k].starts and second[j + k].starts]
            ends = [k for k in range(length) if first[i + k].ends and second[j + k].ends]
            if starts and ends:
                begin, end = starts[0], ends[-1] + 1
                yield first[i + begin : i + end], second[j + begin : j + end]


def _length(first: Sequence[Sentence], second: Sequence[Sentence]) -> int:
    """Return how many sentences from the beginning are the same."""
    length = 0
    for one, two in zip(first, second, strict=False):
        if one.key != two.key:
            break
        length += 1
    return length


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph as printed, and the headings that it stands under."""

    text: str
    above: tuple[str, ...]
    heading: bool


def _of_paragraph(paragraph: _Paragraph, titles: Collection[str]) -> Iterator[Sentence]:
    parts = (*paragraph.above, paragraph.text)
    keys = [key for key in map(_key, _AFTER_SENTENCE.split(paragraph.text)) if key]
    context = "|".join(normalised_name(part) for part in parts)
    marked = any(map(_carries_mark, parts))
    title = len(keys) == 1 and (bool(_TITLE.fullmatch(keys[0])) or keys[0] in titles)
    for place, key in enumerate(keys):
        yield Sentence(key, place == 0, place == len(keys) - 1, context, marked, title,
                       paragraph.heading, _opener(paragraph.text))


def _key(words: str) -> str:
    return _BULLET.sub("", normalised_name(words))


def _with_headings(text: str) -> Iterator[_Paragraph]:
    """Yield each paragraph with the headings it stands under.

    A heading opens with a bullet or bracket, is no sentence, and something that opens in another
    way, and not as a heading above does, follows; it holds until a paragraph opens as it does.
    """
    banner, paragraphs = _paragraphs(text)
    above: dict[str, str] = {"": banner} if banner else {}
    for place, paragraph in enumerate(paragraphs, start=1):
        opener = _opener(paragraph)
        if opener and opener in above:
            kept = list(above).index(opener)
            above = dict(list(above.items())[:kept])
        following = {_opener(each) for each in paragraphs[place : place + 1]}
        heading = (bool(opener) and bool(following) and _SENTENCE_END not in paragraph
                   and following.isdisjoint({opener, *filter(None, above)}))
        yield _Paragraph(paragraph, tuple(above.values()), heading)
        if heading:
            above[opener] = paragraph


def _paragraphs(text: str) -> tuple[str, list[str]]:
    """Return the mark that stands alone at the head of the text ("" where none does), and the
    paragraphs; a mark that stands alone further down belongs to the paragraph before it."""
    banner, found = "", []
    for paragraph in filter(str.strip, text.split("\n")):
        if normalised_name(paragraph):
            found.append(paragraph)
        elif found:
            found[-1] += paragraph
        else:
            banner = paragraph
    return banner, found


def _opener(paragraph: str) -> str:
    """Return the bullet or bracket that ``paragraph`` opens with, "" where it opens with a word."""
    first = mend_characters(paragraph).strip()[:1]
    return first if first and first in _OPENING else ""


def _carries_mark(printed: str) -> bool:
    """Tell whether a 再掲 mark stands in ``printed``: the word itself may be part of a sentence."""
    squeezed = "".join(mend_characters(printed).split())
    return normalised_name(printed).count(_MARK) < squeezed.count(_MARK)
