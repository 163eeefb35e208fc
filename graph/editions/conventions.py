"""The forms that tell one edition from the next, compiled from the conventions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from loaders.forms import conventions_of


@dataclass(frozen=True, slots=True)
class Conventions:
    """Fiscal years in titles, words that say little in a name, words that set names apart."""

    fiscal_year: re.Pattern[str]
    span: re.Pattern[str]
    type_words: tuple[str, ...]
    contrasts: tuple[frozenset[str], ...]


@conventions_of("editions.toml")
def conventions(data: dict[str, Any]) -> Conventions:
    """Return the packaged forms and those of one's own."""
    return Conventions(
        re.compile(data["year"]["fiscal"]), re.compile(data["year"]["span"]),
        tuple(sorted(data["names"]["type_words"], key=len, reverse=True)),
        tuple(frozenset(words) for words in data["names"]["contrasts"]))
