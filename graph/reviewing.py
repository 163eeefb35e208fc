"""A verdict into a dataset, without building it anew: all or nothing, and no verdict is lost.

The new folder shares the old one's files by hard links, the store's among them: the database
never changes a file that it has written. So a verdict costs a few small files, however much the
dataset holds, and is swapped in whole like a build; a reader keeps the folder that it opened.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from graph.dataset_files import (
    REPORT,
    STORE,
    kept_verdicts,
    read_report,
    write_report,
    write_verdicts,
)
from graph.dataset_parts import DatasetReport
from graph.judgeable import Judgeable
from graph.judged import VERDICTS, judge, snapshot_of, unplaced, without_verdicts
from graph.named_graph import named
from graph.shared_files import share
from graph.swap import PATIENCE, build_lock, is_missing, recover
from graph.verdicts import FINDING, Judgement, Verdict, current
from graph.writing import replacing, reported_unwritable
from ontology.errors import DatasetError, QueryError
from ontology.iris import Iris
from ontology.terms import DCTERMS


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person says: ``finding`` is an identifier as tables show it, an IRI, or the IRI
    without the base."""

    finding: str
    status: Judgement
    reviewer: str
    reviewed_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A verdict that the dataset has now, and the one that was current before; ``ja`` and ``en``
    are the sentence that was judged."""

    verdict: Verdict
    before: Verdict | None
    ja: str
    en: str
    report: DatasetReport


def record_verdict(path: Path, opinion: Opinion, *, patience: float = PATIENCE) -> Recorded:
    """Keep ``opinion`` in the dataset at ``path``, as the current verdict on its finding.

    A verdict that is the current one already changes nothing. ShisakuError where the words are
    not allowed, QueryError where there is no such finding, DatasetError where there is no dataset
    or others write to it for more than ``patience`` seconds. Killed at any moment, it leaves the
    dataset without the verdict or with it.
    """
    target = path.resolve()
    if is_missing(target):
        raise DatasetError(
            ja=f"{path}: データセットがありません。shisaku build で作成してください。",
            en=f"{path}: there is no dataset here; make one with shisaku build.")
    with reported_unwritable(target), build_lock(target, patience):
        recover(target)
        report = read_report(target, shown=path)
        verdicts = kept_verdicts(target, shown=path)
        store = _opened(target, path)
        judged = found_judgeable(store, report.base, opinion.finding, str(path))
        verdict = Verdict(judged.iri.removeprefix(report.base), judged.kind, opinion.status,
                          opinion.reviewer, opinion.reviewed_on, opinion.reason)
        before = current(verdicts).get(verdict.finding)
        if verdict != before:
            with replacing(target) as building:
                store.backup(str(building / STORE))
                del store
                report = _judge(target, building, report, (*verdicts, verdict))
    return Recorded(verdict, before, judged.label("ja"), judged.label("en"), report)


def _opened(target: Path, shown: Path) -> Store:
    try:
        return Store.read_only(str(target / STORE))
    except (OSError, RuntimeError) as error:
        raise DatasetError(
            ja=f"{shown}: データベースを開けません。shisaku build で作り直してください。",
            en=f"{shown}: the store cannot be opened; make it again with shisaku build.",
        ) from error


def _judge(
    target: Path, building: Path, report: DatasetReport, verdicts: tuple[Verdict, ...]
) -> DatasetReport:
    """Make ``building``, which has the store already, the dataset with ``verdicts``."""
    judged = _judge_store(building / STORE, report, verdicts)
    for entry in target.iterdir():
        if entry.name not in (STORE, REPORT, VERDICTS):
            share(entry, building / entry.name)
    write_report(building, judged)
    write_verdicts(building, verdicts)
    return judged


def _judge_store(
    path: Path, report: DatasetReport, verdicts: tuple[Verdict, ...]
) -> DatasetReport:
    """Let the store say ``verdicts`` and close it; return what the report says then."""
    store = Store(path)
    grown = judge(store, report.base, verdicts)
    store.flush()
    return replace(
        report,
        snapshot=snapshot_of(store, report.base, report.unjudged),
        quads=report.quads + grown,
        warnings=without_verdicts(report.warnings) + unplaced(store, report.base, verdicts))


def found_judgeable(store: Store, base: str, name: str, shown: str) -> Judgeable:
    """Return what ``name`` means in the dataset that messages call ``shown``; QueryError where that
    is nothing, or several things."""
    graph = Iris(base, "").verdicts_graph
    found = [judged for iri in sorted(_meant(store, base, name))
             if (judged := Judgeable.find(store, iri, graph)) is not None]
    if len(found) == 1:
        return found[0]
    if found:
        choice = ", ".join(judged.iri.removeprefix(base) for judged in found)
        raise QueryError(
            ja=f"{name} は{len(found)}件あります。次のどれかを指定してください: {choice}",
            en=f"there are {len(found)} of {name}; name one of them: {choice}")
    raise QueryError(
        ja=f"{shown} に検出事項 {name!r} はありません。ID は "
        f"shisaku findings {shown} で確かめられます。",
        en=f"{shown} has no finding {name!r}; shisaku findings {shown} shows their identifiers.")


def _meant(store: Store, base: str, name: str) -> set[str]:
    """Return the IRIs that ``name`` may mean."""
    below = name.removeprefix(base)
    if FINDING.fullmatch(below):
        return {base + below}
    identified = store.quads_for_pattern(None, named(DCTERMS.identifier), Literal(name), None)
    return {quad.subject.value for quad in identified if isinstance(quad.subject, NamedNode)}
