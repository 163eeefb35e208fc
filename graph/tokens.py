"""The tokens of a SPARQL text, as far as they must be known to find words and brackets in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r'''"{3}(?:\\.|.)*?"{3} | \'{3}(?:\\.|.)*?\'{3}      # long strings
      | "(?:[^"\\\n\r]|\\.)*" | \'(?:[^\'\\\n\r]|\\.)*\'  # strings
      | <[^<>"{}|^`\\\s]*> | \#[^\n\r]*                 # IRIs, comments
      | [?$@][\w-]+ | [\w.-]*:[\w.:%\\-]*               # variables, language tags, names
      | (?P<word>\w+) | (?P<bracket>[(){}\[\]])''',
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text and where it stands; ``word`` is "" unless it is a keyword or a number."""

    text: str
    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words and brackets of ``text``, and its names, strings and IRIs; no comments."""
    for found in _TOKEN.finditer(text):
        if not found[0].startswith("#"):
            yield Token(found[0], found["word"] or "", found.start(), found.end())
