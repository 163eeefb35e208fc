"""Two datasets compared: what was added, ended, renamed or moved, with the passages of both sides.

The documents are read again from their bytes: the graph of a dataset holds what two years of one
edition have in common once, and not which year said which of it.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph.editions.change import Change, ChangeKind, Thing
from graph.editions.inventory import Quote
from graph.editions.period import Period
from graph.editions.sequence import codes_of, latest_changes
from graph.place import Place
from loaders.mentions.finder import with_mentions
from ontology.errors import ShisakuError
from shisaku.cells import csv_text, first_places, places, table_text
from shisaku.language import chosen, say
from shisaku.pipeline import held_documents
from shisaku.progress import Step, silent
from shisaku.reading import read_each
from shisaku.spool import Spool, Spooled
from shisaku.words import word

COLUMNS = ("kind", "subject", "name", "before", "after", "confidence", "reason",
           "before_passages", "after_passages", "earlier", "later", "municipality_code",
           "municipality", "method", "id")
SHOWN_PASSAGES = 2
"""So many passages of each side are named in a table; JSON and CSV have them all."""


def diff_text(earlier: Place, later: Place, form: str | None, step: Step = silent) -> str:
    """Return the changes from the dataset ``earlier`` to ``later`` as table, json or csv.

    Without a format: a table on a terminal, JSON otherwise. DatasetError where there is no dataset,
    ShisakuError where no municipality is in both.
    """
    with TemporaryDirectory(prefix="shisaku-") as work:
        sides = [_sides(path, Path(work, name), step)
                 for name, path in (("earlier", earlier), ("later", later))]
        step(say(ja="版を比べています", en="comparing the editions"))
        changes = list(_changes(sides, earlier, later))
    if form is None:
        form = "table" if sys.stdout.isatty() else "json"
    write: dict[str, Callable[[Sequence[Change]], str]] = {
        "table": _table, "json": _json, "csv": _csv}
    return write[form](changes)


_Side = Mapping[str, Sequence[Spooled]]
"""The readings of a dataset by municipality, on the disk."""


def _sides(path: Place, spool: Path, step: Step) -> _Side:
    step(say(ja="資料を読んでいます", en="reading documents"))
    spool.mkdir()
    found: defaultdict[str, list[Spooled]] = defaultdict(list)
    for reading in read_each(held_documents(path), Spool(spool).hold, step):
        found[reading.municipality.code].append(reading)
    return found


def _changes(sides: Sequence[_Side], earlier: Place, later: Place) -> Iterator[Change]:
    """Yield the changes, one municipality after the other; no two are in memory together."""
    known: tuple[set[str], set[str]] = set(), set()
    for code in sorted({*sides[0], *sides[1]}):
        readings = [with_mentions(tuple(each.reading() for each in side.get(code, ())))
                    for side in sides]
        for codes, each in zip(known, readings, strict=True):
            codes |= codes_of(each)
        yield from latest_changes(*readings)
    _refuse_strangers(known, earlier, later)


def _refuse_strangers(known: tuple[set[str], set[str]], earlier: Place, later: Place) -> None:
    """Raise ShisakuError where the two have no municipality in common; tell which are in one."""
    ones, twos = known
    if not ones & twos:
        raise ShisakuError(
            ja=f"{earlier} と {later} に、一覧や報告のある同じ自治体がありません。"
            "同じ自治体の二つの年度または期のデータセットを指定してください。",
            en=f"{earlier} and {later} have no municipality with lists or reports in common; name "
            "two datasets of one municipality.",
        )
    for path, codes in ((earlier, ones - twos), (later, twos - ones)):
        if codes:
            print(say(ja=f"{path} だけにある自治体は比べていません: {'、'.join(sorted(codes))}",
                      en=f"only in {path}, not compared: {', '.join(sorted(codes))}"),
                  file=sys.stderr)


def _name(change: Change) -> str:
    """Return what the change is about: under its later name, where it has two."""
    own = [thing for thing in change.after or change.before if thing.kind == change.subject_kind]
    return _names(own or change.subjects)


def _names(things: Iterable[Thing]) -> str:
    return "・".join(thing.spoken for thing in things)


def _reason(change: Change) -> str:
    return change.ja if chosen() == "ja" else change.en


def _kind(kind: ChangeKind) -> str:
    """Return the kind of a change as it is called in the language chosen."""
    if kind == ChangeKind.UNCOVERED:
        return say(ja="範囲外の可能性", en="maybe not covered")
    return word(kind)


def _period(period: Period) -> str:
    parts = [say(ja=f"第{period.edition}期", en=f"edition {period.edition}")
             if period.edition is not None else "",
             say(ja=f"{period.year}年度", en=f"FY{period.year}") if period.year is not None else ""]
    return " ".join(filter(None, parts))


def _table(changes: Sequence[Change]) -> str:
    headings = (say(ja="変更", en="change"), say(ja="種別", en="of"), say(ja="対象", en="name"),
                say(ja="前", en="before"), say(ja="後", en="after"),
                say(ja="確信度", en="confidence"), say(ja="出典（前）", en="source, before"),
                say(ja="出典（後）", en="source, after"))
    rows = ((_kind(change.kind), word(change.subject_kind), _name(change), _names(change.before),
             _names(change.after), str(change.confidence),
             first_places(change.before_quotes, SHOWN_PASSAGES),
             first_places(change.after_quotes, SHOWN_PASSAGES)) for change in changes)
    count = len(changes)
    return table_text(headings, rows) + say(ja=f"変更 {count} 件\n", en=f"{count} changes\n")


def _json(changes: Sequence[Change]) -> str:
    return json.dumps([_record(change) for change in changes], ensure_ascii=False, indent=1,
                      default=str) + "\n"


def _record(change: Change) -> dict[str, Any]:
    return {
        "id": change.identifier, "kind": change.kind, "subject": change.subject_kind,
        "name": _name(change),
        "before": [_thing(thing) for thing in change.before],
        "after": [_thing(thing) for thing in change.after],
        "confidence": float(change.confidence), "method": change.method,
        "scores": {score.dimension: float(score.value) for score in change.scores},
        "reason_ja": change.ja, "reason_en": change.en,
        "municipality": {"code": change.code, "name": change.municipality},
        "earlier": _when(change.periods[0]), "later": _when(change.periods[1]),
        "before_passages": [_passage(quote) for quote in change.before_quotes],
        "after_passages": [_passage(quote) for quote in change.after_quotes],
    }


def _thing(thing: Thing) -> dict[str, str]:
    named = {"type": thing.kind, "name": thing.name}
    return named if thing.kind in ("Project", "Department") else named | {"notation": thing.key}


def _when(period: Period) -> dict[str, int | None]:
    return {"edition": period.edition, "year": period.year}


def _passage(quote: Quote) -> dict[str, str | int | None]:
    return {"document": quote.document, "page": quote.page or None, "first": quote.first,
            "last": quote.last}


def _csv(changes: Sequence[Change]) -> str:
    """One line for each change."""
    return csv_text(COLUMNS, (
        (change.kind, change.subject_kind, _name(change), _names(change.before),
         _names(change.after), str(change.confidence), _reason(change),
         "; ".join(places(change.before_quotes)), "; ".join(places(change.after_quotes)),
         _period(change.periods[0]), _period(change.periods[1]), change.code,
         change.municipality, change.method, change.identifier) for change in changes))
