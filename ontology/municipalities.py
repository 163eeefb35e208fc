"""Japan's municipalities by code and by name, so that a document need not print its own code.

``municipalities.csv`` holds the 全国地方公共団体コード of the 1,718 cities, towns and villages and
of the 23 special wards; the wards of designated cities are no municipalities and are left out.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.errors import ShisakuError
from ontology.names import normalised_name

_FIVE_DIGITS = re.compile(r"[0-9]{5}")
_WEIGHTS = (6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class KnownMunicipality:
    """A municipality of the list: its six-digit code, its prefecture and its own name."""

    code: str
    prefecture: str
    name: str


@cache
def known_municipalities() -> tuple[KnownMunicipality, ...]:
    """Return every municipality, in the order of the codes."""
    text = files("ontology").joinpath("municipalities.csv").read_text(encoding="utf-8")
    return tuple(KnownMunicipality(row["code"], row["prefecture"], row["name"])
                 for row in csv.DictReader(text.splitlines()))


@cache
def _by_code() -> dict[str, KnownMunicipality]:
    return {known.code: known for known in known_municipalities()}


def _name_key(name: str) -> str:
    # Documents print the small and the large ケ for one another in one and the same name.
    return normalised_name(name).replace("ヶ", "ケ")


@cache
def _by_name() -> dict[str, tuple[KnownMunicipality, ...]]:
    found: dict[str, tuple[KnownMunicipality, ...]] = {}
    for known in known_municipalities():
        for name in (known.name, known.prefecture + known.name):
            key = _name_key(name)
            found[key] = (*found.get(key, ()), known)
    return found


def by_code(code: str) -> KnownMunicipality | None:
    """Return the municipality with the six-digit ``code``, or None where the list has none."""
    return _by_code().get(code)


def by_name(name: str) -> tuple[KnownMunicipality, ...]:
    """Return the municipalities called ``name``, in the order of the codes; () where none is.

    ``name`` may stand alone or after its prefecture, which tells names borne by several apart.
    """
    return _by_name().get(_name_key(name), ())


def check_digit(five: str) -> str:
    """Return the sixth digit of the code whose first five digits are ``five``.

    Raises ShisakuError if ``five`` is not five ASCII digits.
    """
    if not _FIVE_DIGITS.fullmatch(five):
        raise ShisakuError(
            ja=f"団体コードの検査数字は先頭の5桁の数字から求めます。渡された値: 「{five}」",
            en=f"The check digit needs the first five digits of a code, but got {five!r}.",
        )
    total = sum(int(digit) * weight for digit, weight in zip(five, _WEIGHTS, strict=True))
    return str(11 - total % 11)[-1]
