"""A file of corrections (YAML) → records; what is wrong in it is told with its line.

The file is a document like any other: it is kept with the dataset, replaced by the next one of its
name, and what it says has its lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

import yaml

from loaders.ledger import Ledger, LedgerEntry
from loaders.records import Correction, CorrectionKind, Municipality, Reading
from loaders.source import Source
from loaders.textfile import text_source
from ontology.errors import DocumentError
from ontology.names import normalised_name

FORM = "corrections"
SUFFIXES = (".yaml", ".yml")
LONGEST, MOST, DEEPEST = 1_000, 10_000, 20
"""Characters of a value, corrections in a file, levels of nesting."""
_TOP = ("municipality", "corrections")
_WHO = ("by", "on", "why")
_KEYS = {CorrectionKind.MOVE: ("from", "to"), CorrectionKind.SAME: (),
         CorrectionKind.NOT_MENTIONED: ("document", "line")}
_OPTIONAL = ("line",)
_CODE = re.compile(r"[0-9]{6}")
_NOTATION = re.compile(r"[0-9]+(?:-[^\s-]+)*")


def looks_like_corrections(name: str) -> bool:
    """Tell whether the file ``name`` is one of corrections: no document is published as YAML."""
    return PurePath(name).suffix.lower() in SUFFIXES


def municipality_stated(source: Source) -> str | None:
    """Return the code of the municipality that the file names, or None."""
    stated = _mapping(source, _parsed(source), _TOP).get("municipality")
    if stated is None:
        return None
    code = _text(source, stated)
    if not _CODE.fullmatch(code):
        raise _fault(source, stated, "municipality は引用符つきの団体コード（6桁）です",
                     "municipality is the six-digit code, in quotation marks")
    return code


def read_corrections(name: str, data: bytes, municipality: Municipality) -> Reading:
    """Return the corrections in ``data``; DocumentError, with the line, where they are wrong."""
    source = replace(text_source(name, data), media_type="application/yaml")
    stated = municipality_stated(source)
    top = _mapping(source, _parsed(source), _TOP)
    if stated not in (None, municipality.code):
        raise _fault(source, top["municipality"], f"{municipality.code} の訂正ではありません",
                     f"these are no corrections of {municipality.code}")
    listed = top.get("corrections")
    if not isinstance(listed, yaml.SequenceNode):
        raise _fault(source, listed or _parsed(source), "corrections に訂正を並べてください",
                     "corrections is to be a list")
    if len(listed.value) > MOST:
        raise _fault(source, listed, f"訂正は {MOST:,} 件までです",
                     f"there are more than {MOST:,} corrections")
    ends = [*(node.start_mark.line for node in listed.value[1:]), listed.end_mark.line]
    found = tuple(_correction(source, node, end)
                  for node, end in zip(listed.value, ends, strict=False))
    return Reading(source, FORM, municipality, _account(source, found), corrections=found)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One correction as it stands in the file."""

    source: Source
    node: yaml.Node
    told: Mapping[str, yaml.Node]

    def text(self, key: str) -> str:
        return _text(self.source, self.told[key])

    def matching(self, key: str, form: re.Pattern[str], ja: str, en: str) -> str:
        text = self.text(key)
        if not form.fullmatch(text):
            raise _fault(self.source, self.told[key], ja, en)
        return text


def _correction(source: Source, node: yaml.Node, end: int) -> Correction:
    """Read the correction ``node``, whose lines come before the line ``end`` (from 0)."""
    kinds = tuple(CorrectionKind)
    allowed = (*kinds, *_WHO, *(key for keys in _KEYS.values() for key in keys))
    told = _mapping(source, node, allowed)
    chosen = [kind for kind in kinds if kind in told]
    if len(chosen) != 1:
        names = ", ".join(kinds)
        raise _fault(source, node, f"{names} のどれか一つが必要です", f"give one of {names}")
    entry, kind = _Entry(source, node, told), chosen[0]
    for key in (*_KEYS[kind], *_WHO):
        if key not in told and key not in _OPTIONAL:
            raise _fault(source, node, f"{key} がありません", f"{key} is missing")
    for key in told:
        if key not in (kind, *_KEYS[kind], *_WHO):
            raise _fault(source, told[key], f"{kind} に {key} は使えません",
                         f"{kind} takes no {key}")
    return _read(entry, kind, end)


def _read(entry: _Entry, kind: CorrectionKind, end: int) -> Correction:
    names, lines = _names(entry, kind), entry.source.lines
    first = entry.node.start_mark.line + 1
    last = next((line for line in range(min(end, len(lines)), first, -1) if lines[
        line - 1].strip() and not lines[line - 1].lstrip().startswith("#")), first)
    has_move, has_mention = kind is CorrectionKind.MOVE, kind is CorrectionKind.NOT_MENTIONED
    place = ("番号は 1-3 の形です", "a notation is like 1-3")
    return Correction(
        kind, names[0], names[1:],
        entry.matching("from", _NOTATION, *place) if has_move else "",
        entry.matching("to", _NOTATION, *place) if has_move else "",
        entry.text("document") if has_mention else "",
        int(entry.matching("line", re.compile(r"[1-9][0-9]{0,8}"), "line は行番号です",
                           "line is a line number")) if "line" in entry.told else None,
        entry.text("by"), _day(entry), entry.text("why"),
        (entry.source.passage(first, last),))


def _names(entry: _Entry, kind: CorrectionKind) -> tuple[str, ...]:
    node = entry.told[kind]
    if kind is not CorrectionKind.SAME:
        return (entry.text(kind),)
    nodes = node.value if isinstance(node, yaml.SequenceNode) else []
    names = tuple(_text(entry.source, each) for each in nodes)
    if len({normalised_name(name) for name in names}) < 2 or len(names) > 20:
        raise _fault(entry.source, node, "same には異なる表記を 2～20 並べてください（先頭が名称）",
                     "same takes two to twenty different spellings, the name first")
    return names


def _day(entry: _Entry) -> date:
    try:
        return date.fromisoformat(entry.text("on"))
    except ValueError as error:
        raise _fault(entry.source, entry.told["on"], "on は 2025-04-01 の形の日付です",
                     "on is a day like 2025-04-01") from error


def _parsed(source: Source) -> yaml.Node:
    text = "\n".join(source.lines) + "\n"
    try:
        if _depth(text) > DEEPEST:
            raise _refused(source, 1, "入れ子が深すぎます", "it nests too deeply")
        found: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _refused(source, line, "YAML として読めません", "this is no YAML") from error
    except yaml.YAMLError as error:
        raise _refused(source, 1, "YAML として読めません", "this is no YAML") from error
    if found is None:
        raise _refused(source, 1, "空です", "the file is empty")
    return found


def _depth(text: str) -> int:
    """Return the levels of nesting, read without building anything; aliases count as too deep,
    since they can stand for more than the file holds."""
    depth = deepest = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            return DEEPEST + 1
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            break
    return deepest


def _mapping(source: Source, node: yaml.Node, allowed: tuple[str, ...]) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _fault(source, node, "「見出し: 値」の形ではありません", "this is no key: value")
    found: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key = _text(source, key_node)
        if key not in allowed:
            known = ", ".join(allowed)
            raise _fault(source, key_node, f"見出し {key[:40]} は使えません（{known}）",
                         f"there is no key {key[:40]} ({known})")
        if key in found:
            raise _fault(source, key_node, f"{key} が二度あります", f"{key} stands here twice")
        found[key] = value
    return found


def _text(source: Source, node: yaml.Node) -> str:
    text = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
    if not 0 < len(text) <= LONGEST:
        raise _fault(source, node, f"1～{LONGEST:,} 文字の文字列が必要です",
                     f"a text of 1 to {LONGEST:,} characters is needed")
    return str(text)


def _account(source: Source, found: tuple[Correction, ...]) -> tuple[LedgerEntry, ...]:
    ledger = Ledger(source)
    used = {line: each for each in found for passage in each.passages
            for line in source.lines_of(passage)}
    for number, line in enumerate(source.lines, start=1):
        if number in used and line.strip():
            ledger.use(number, "Correction", used[number].project)
        elif line.strip():
            ledger.skip(number, "comment" if line.lstrip().startswith("#") else "heading")
    return ledger.entries()


def _fault(source: Source, node: yaml.Node, ja: str, en: str) -> DocumentError:
    return _refused(source, node.start_mark.line + 1, ja, en)


def _refused(source: Source, line: int, ja: str, en: str) -> DocumentError:
    return DocumentError(ja=f"{source.name} {line} 行目: {ja}。",
                         en=f"{source.name}, line {line}: {en}.")
