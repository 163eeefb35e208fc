"""A dataset of a town whose names and texts do their worst, with findings that persons judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from pyoxigraph import Quad

from graph.dataset import Dataset
from graph.dataset_parts import DatasetParts
from graph.findings.finding import Finding
from graph.named_graph import NamedGraph
from graph.reviewing import Opinion, record_verdict
from graph.verdicts import Judgement
from graph.writing import write_dataset
from ontology.iris import Iris
from ontology.terms import DCTERMS, OA, PROV, RDF, RDFS, SHISAKU, SKOS
from shisaku.findings import write_findings

BASE = "https://example.org/id/"
TOWN = Iris(BASE, "990001")
DOCUMENT = "d" * 64

NAMES = {
    "A": "=cmd|' /C calc'!A0", "B": "+1", "C": "@SUM(A1:A9)", "D": '-2+3"', "E": "移住相談事業",
    "F": "移住・定住\t相談事業", "G": "<script>alert(1)</script>", "H": "_x0041_事業",
    "I": "空き家\x07バンク\x1b[31m事業",
}
"""Projects, by the letter that stands for their key."""
LINES = ("=1+1 二行に\nわたる本文", "+81-154 電話", "@委員 発言", "\x0b縦の\x00ヌル",
         "_x000D_ 終わり", "-継続")
"""What the document says, one passage each."""
REASON = "=HYPERLINK(\"http://example.org\",\"x\") | <b>対象者</b>が違う。"
REVIEWER = "+点検|担当"


def projects(graph: NamedGraph) -> Iterator[Quad]:
    for letter, name in NAMES.items():
        iri = TOWN.project(letter)
        yield graph.link(iri, RDF.type, SHISAKU.Project)
        yield graph.japanese(iri, SKOS.prefLabel, name)


def passages(graph: NamedGraph) -> Iterator[Quad]:
    document = TOWN.document(DOCUMENT)
    yield graph.plain(document, SHISAKU.fileName, "=進捗.pdf")
    yield graph.plain(document, SHISAKU.sha256, DOCUMENT)
    for number, text in enumerate(LINES, start=1):
        iri = passage(number)
        yield graph.link(iri, OA.hasSource, document)
        yield graph.integer(iri, SHISAKU.firstLine, number)
        yield graph.integer(iri, SHISAKU.lastLine, number)
        yield graph.integer(iri, SHISAKU.page, 1 + number // 4)
        yield graph.plain(iri, OA.exact, text)


def passage(number: int) -> str:
    return TOWN.passage(DOCUMENT, number, number)


def reports(graph: NamedGraph) -> Iterator[Quad]:
    """Report 1 on the lines 1 and 3, report 2 on line 2."""
    for key, lines in (("1", (1, 3)), ("2", (2,))):
        iri = TOWN.report(DOCUMENT, key)
        yield graph.link(iri, RDF.type, SHISAKU.ProgressReport)
        for line in lines:
            yield graph.link(iri, PROV.wasQuotedFrom, passage(line))


def pair(kind: str, one: str, other: str, score: str) -> Finding:
    return Finding(kind, (TOWN.project(one), TOWN.project(other)), (),
                   f"要確認: 「{NAMES[one]}」と「{NAMES[other]}」。",
                   f"To check: {NAMES[one]} and {NAMES[other]}.", "likeness",
                   (passage(4), passage(5)), Decimal(score))


OVERLAP = pair(SHISAKU.Overlap, "A", "B", "0.8125")
DUPLICATION = pair(SHISAKU.Duplication, "C", "D", "0.9")
OPEN = pair(SHISAKU.Overlap, "E", "F", "0.75")
WARRANTED = pair(SHISAKU.Overlap, "G", "H", "0.5")
REPEATED = Finding(
    SHISAKU.RepeatedReport, (TOWN.department("企画課"), TOWN.direction(2, "1-1")),
    (TOWN.report(DOCUMENT, "1"), TOWN.report(DOCUMENT, "2")), "要確認: 同じ文章があります。",
    "To check: the same text.", "same-text", tuple(map(passage, (1, 2, 3))), marked=False)
EMPTY = Finding(SHISAKU.EmptyReport, (TOWN.project("I"),), (), "要確認: 空欄です。",
                "To check: empty.", "empty-cell", (passage(6),))
FINDINGS = (OVERLAP, DUPLICATION, OPEN, WARRANTED, REPEATED, EMPTY)
RENAMED, OTHERWISE = "1" * 16, "2" * 16


def details(graph: NamedGraph) -> Iterator[Quad]:
    """What the rules say besides of the first pair."""
    iri = OVERLAP.iri(BASE)
    yield graph.decimal(iri, SHISAKU.aimScore, Decimal("0.75"))
    yield graph.decimal(iri, SHISAKU.activityScore, Decimal("0.875"))
    yield graph.plain(iri, SHISAKU.cannotTell, "beneficiary")
    yield graph.plain(iri, SHISAKU.evidence, "=移住")
    yield graph.plain(iri, SHISAKU.evidence, "相談")


def rename(identifier: str, old: str, new: str) -> Iterator[Quad]:
    graph, iri = NamedGraph(TOWN.derived_graph), TOWN.change(identifier)
    yield graph.link(iri, RDF.type, SHISAKU.Change)
    yield graph.plain(iri, DCTERMS.identifier, identifier)
    yield graph.japanese(iri, RDFS.label, "改称。")
    yield graph.english(iri, RDFS.label, "Renamed.")
    yield graph.link(iri, SHISAKU.changeKind, SHISAKU.Renamed)
    yield graph.link(iri, SHISAKU.earlier, TOWN.project(old))
    yield graph.link(iri, SHISAKU.later, TOWN.project(new))
    yield graph.decimal(iri, SHISAKU.confidence, Decimal("0.72"))
    yield graph.plain(iri, SHISAKU.method, "likeness")
    yield graph.link(iri, SHISAKU.status, SHISAKU.Candidate)


def unjudged(folder: Path) -> Path:
    """Write the dataset into ``folder`` and return it."""
    graph = NamedGraph(TOWN.document_graph(DOCUMENT))
    quads = (*projects(graph), *passages(graph), *reports(graph),
             *details(NamedGraph(TOWN.findings_graph)), *rename(RENAMED, "E", "F"),
             *rename(OTHERWISE, "G", "H"),
             *(quad for finding in FINDINGS for quad in finding.quads(BASE)))
    write_dataset(folder, DatasetParts(BASE, quads, (), ()))
    return folder


def judge(folder: Path, finding: str, status: Judgement, reason: str = REASON) -> None:
    record_verdict(folder, Opinion(finding, status, REVIEWER, date(2026, 4, 1), reason))


def judged(folder: Path) -> Path:
    """Write the dataset into ``folder``, judge five things in it, and return it."""
    unjudged(folder)
    judge(folder, OVERLAP.identifier(BASE), Judgement.REJECTED)
    judge(folder, DUPLICATION.identifier(BASE), Judgement.CONFIRMED, "同じ。")
    judge(folder, WARRANTED.identifier(BASE), Judgement.WARRANTED, "地域が\u3000違う。")
    judge(folder, RENAMED, Judgement.CONFIRMED, "同じ事業。")
    judge(folder, OTHERWISE, Judgement.REJECTED, "別の事業。")
    return folder


def written_findings(
    dataset: Dataset, name: str, folder: Path, *, kinds: tuple[str, ...] = (),
    statuses: tuple[str, ...] = (), form: str | None = None,
) -> bytes:
    """Return the file ``name`` that the findings of ``dataset`` are written to."""
    write_findings(dataset, kinds, statuses, form, folder / name)
    return (folder / name).read_bytes()
