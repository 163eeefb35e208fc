"""Names of projects that a line break parts before or within their last bracket."""

from __future__ import annotations

import re

from loaders.flat import flat
from loaders.layout import Line
from loaders.progress.conventions import Conventions
from loaders.progress.signs import sign_of

_LAST = re.compile(r"(?:\([^()]*\)\s*)+$")
_OPENING, _CLOSING = "(〔[【<〈《「『", ")〕]】>〉》」』"


def is_name_tail(line: Line, forms: Conventions, *, full: bool) -> bool:
    """Tell whether ``line`` is the last bracket of the name above: neither a 再掲 mark nor a
    number, and in brackets that head no part of a list unless the line above is ``full``."""
    bare = forms.cross_listing.sub("", line.flat).strip()
    if not forms.name_tail.match(bare) or sign_of(line.flat, forms.signs) is not None:
        return False
    return full or bare[0] in forms.round


def closes_bracket(name: str, line: Line) -> bool:
    """Tell whether ``line`` closes a bracket that ``name``, on the lines above, leaves open."""
    return _depth(flat(name)) > 0 and _lowest(line.flat) < 0


def without_brackets(name: str) -> str:
    """Return ``name`` (flat) without the round brackets at its end."""
    return _LAST.sub("", flat(name))


def _depth(text: str) -> int:
    return sum(text.count(sign) for sign in _OPENING) - sum(text.count(sign) for sign in _CLOSING)


def _lowest(text: str) -> int:
    """Return the least depth reached in ``text``, below 0 where it closes what it did not open."""
    return min((_depth(text[: end + 1]) for end in range(len(text))), default=0)
