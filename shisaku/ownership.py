"""Whose documents are they? What the operator states, and what is assumed where nothing or only a
code is stated; every assumption is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from loaders.records import Municipality
from ontology.errors import ShisakuError
from ontology.municipalities import by_code, check_digit
from shisaku.given import Given
from shisaku.language import say
from shisaku.spool import Spooled


class Owned(Protocol):
    """What is a municipality's."""

    @property
    def municipality(self) -> Municipality:
        """Whose it is."""


def stated_municipality(text: str) -> Municipality:
    """Return the municipality that an operator states: a six-digit code, or CODE=NAME.

    The name is "" where only a code is stated that the standard list does not have.
    ShisakuError where ``text`` is neither.
    """
    code, equals, name = text.partition("=")
    if re.fullmatch(r"[0-9]{6}", code) and (name.strip() or not equals):
        known = by_code(code)
        return Municipality(code, name.strip() or (known.name if known else ""))
    hint = code + check_digit(code) if re.fullmatch(r"[0-9]{5}", code) else ""
    raise ShisakuError(
        ja=f"{text} は団体コードではありません。6桁のコードか「コード=名称」を指定してください。"
        + (f"検査数字を付けると {hint} です。" if hint else ""),
        en=f"{text} is no municipality code; give the six digits, or CODE=NAME."
        + (f" With its check digit it is {hint}." if hint else ""),
    )


def name_for(code: str, readings: Iterable[Owned]) -> str:
    """Return the one name under which ``readings`` know the municipality ``code``; the code itself
    where they know none or several."""
    names = {reading.municipality.name for reading in readings if reading.municipality.code == code}
    return names.pop() if len(names) == 1 else code


def assumptions(given: Iterable[Given], readings: Iterable[Spooled]) -> tuple[str, ...]:
    """Return notes on whose documents the readings of ``given`` were taken to be, without being
    told."""
    notes: dict[str, None] = {}
    for document, reading in zip(given, readings, strict=True):
        owner, stated = reading.municipality, document.municipality
        if stated is None:
            if reading.unit == "line":
                notes[_owner_assumed(reading)] = None
        elif not stated.name:
            notes[_name_assumed(owner)] = None
            if check_digit(owner.code[:5]) != owner.code[5]:
                notes[_digit_doubted(owner.code)] = None
    return tuple(notes)


def _owner_assumed(reading: Spooled) -> str:
    owner = reading.municipality
    return say(
        ja=f"{reading.name}: {owner.name}（団体コード {owner.code}）の資料とみなしました。"
        "違うときは --municipality を指定してください。",
        en=f"{reading.name}: taken as a document of {owner.name} ({owner.code}); "
        "give --municipality if that is wrong.",
    )


def _name_assumed(owner: Municipality) -> str:
    return say(
        ja=f"団体コード {owner.code} は全国地方公共団体コードにないため、名称を「{owner.name}」と"
        f"みなしました。違うときは --municipality {owner.code}=名称 を指定してください。",
        en=f"the standard list has no code {owner.code}, so it was taken to be the code of "
        f"{owner.name}; give --municipality {owner.code}=NAME if that is wrong.",
    )


def _digit_doubted(code: str) -> str:
    right = code[:5] + check_digit(code[:5])
    return say(
        ja=f"団体コード {code} は検査数字が合いません（{right} なら合います）。"
        "打ち間違いがないか確かめてください。",
        en=f"the check digit of the code {code} is wrong ({right} would be right); "
        "check it for a slip.",
    )
