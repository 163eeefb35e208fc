"""A verdict into the dataset behind an endpoint: the few graphs that it changes, and the files that
tell of it, are pushed; everything else stays where it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from pyoxigraph import NamedNode, Store

from graph.canonical import canonical_ntriples
from graph.dataset_files import REPORT, report_text
from graph.judged import VERDICTS, judge, snapshot_of, unplaced, without_verdicts
from graph.named_graph import named
from graph.place import open_place
from graph.remote.endpoint import Endpoint
from graph.remote.push import Content, push
from graph.remote.store import RemoteStore
from graph.reviewing import Opinion, Recorded, found_judgeable
from graph.verdicts import Verdict, current, written
from ontology.errors import DatasetError
from ontology.iris import Iris


def record_remote_verdict(endpoint: Endpoint, opinion: Opinion) -> Recorded:
    """Keep ``opinion`` in the dataset at ``endpoint``, as graph.reviewing.record_verdict does in a
    folder. DatasetError where no push has filled the endpoint, or another came in between."""
    dataset = open_place(endpoint)
    remote = RemoteStore(endpoint)
    manifest, report = remote.manifest(), dataset.report
    if manifest is None or not report.snapshot:
        raise DatasetError(
            ja=f"{endpoint}: 判定を残せるのは、shisaku push で入れたデータセットだけです。",
            en=f"{endpoint}: only a dataset put there by shisaku push can keep verdicts.")
    iris = Iris(report.base, "")
    store = Store()
    for graph in (iris.findings_graph, iris.derived_graph, iris.verdicts_graph):
        if graph in manifest.graphs:
            store.extend(dataset.store.quads(graph))
    judged = found_judgeable(store, report.base, opinion.finding, str(endpoint))
    verdict = Verdict(judged.iri.removeprefix(report.base), judged.kind, opinion.status,
                      opinion.reviewer, opinion.reviewed_on, opinion.reason)
    verdicts = dataset.verdicts()
    before = current(verdicts).get(verdict.finding)
    if verdict != before:
        verdicts = (*verdicts, verdict)
        grown = judge(store, report.base, verdicts)
        report = replace(
            report, snapshot=snapshot_of(store, report.base, report.unjudged),
            quads=report.quads + grown,
            warnings=without_verdicts(report.warnings) + unplaced(store, report.base, verdicts))
        changed = {name.value: partial(_triples, store, name.value)
                   for name in store.named_graphs() if isinstance(name, NamedNode)}
        files = {REPORT: report_text(report).encode, VERDICTS: written(verdicts).encode}
        push(remote, Content(
            report.snapshot, changed, files,
            {graph: held for graph, held in manifest.graphs.items() if graph not in changed},
            {name: graph for name, graph in manifest.files.items() if name not in files},
            manifest.version))
    return Recorded(verdict, before, judged.label("ja"), judged.label("en"), report)


def _triples(store: Store, graph: str) -> bytes:
    return canonical_ntriples(store.quads_for_pattern(None, None, None, named(graph)))
