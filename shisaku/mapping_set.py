"""Judged pairs as a mapping set in SSSOM/TSV, the Simple Standard for Sharing Ontological Mappings.

https://mapping-commons.github.io/sssom/spec-formats-tsv/, version 1.1, canonical form. A pair of
projects is two subjects of one statement, which a person made or denied:

* an Overlap: skos:relatedMatch; a Duplication: skos:closeMatch;
* a change of name: dcterms:replaces, the later name first.

``predicate_modifier`` is ``Not`` where the person found it wrong. The person is the author and
certain (confidence 1); what the program computed is the similarity score.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from graph.findings.table import FindingRow
from graph.results import Solutions
from graph.store import GraphStore
from ontology.terms import DCTERMS, RDF, SHISAKU, SKOS
from shisaku import __version__

if TYPE_CHECKING:
    from graph.dataset import Dataset

PREFIX = "id"
"""The prefix of the dataset's own things."""
_PREDICATES = {"Overlap": "skos:relatedMatch", "Duplication": "skos:closeMatch"}
_PROPAGATED = ("mapping_date", "similarity_measure")
"""Columns that stand above the table where all rows have the same."""
_PLAIN = re.compile(r"[A-Za-z](?:[\w./+,#-]|:(?! |$)| (?!#))*(?<! )|[0-9]{4}-[0-9]{2}-[0-9]{2}",
                    re.ASCII)
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_RENAMES = f"""SELECT DISTINCT ?change ?new ?newName ?old ?oldName ?status ?reviewer ?day ?reason
    ?confidence ?method WHERE {{
  ?change <{RDF.type}> <{SHISAKU.Change}> ; <{SHISAKU.changeKind}> <{SHISAKU.Renamed}> ;
    <{SHISAKU.later}> ?new ; <{SHISAKU.earlier}> ?old ; <{SHISAKU.status}> ?status ;
    <{SHISAKU.reviewer}> ?reviewer ; <{SHISAKU.reviewedOn}> ?day ; <{SHISAKU.reason}> ?reason ;
    <{SHISAKU.confidence}> ?confidence ; <{SHISAKU.method}> ?method .
  ?new <{SKOS.prefLabel}> ?newName . ?old <{SKOS.prefLabel}> ?oldName }}"""


@dataclass(frozen=True, slots=True, order=True)
class MappingRow:
    """One row; the fields are the standard's slots in its order, "" where there is none."""

    subject_id: str
    subject_label: str
    predicate_id: str
    predicate_modifier: str
    object_id: str
    object_label: str
    mapping_justification: str
    author_label: str
    mapping_date: str
    confidence: str
    similarity_score: str
    similarity_measure: str
    see_also: str
    other: str
    comment: str


def mapping_set_text(
    dataset: Dataset, rows: Iterable[FindingRow], renames: Collection[str]
) -> str:
    """Return the pairs among ``rows`` that persons have judged, and the changes of names that
    they gave one of the statuses ``renames`` (local names)."""
    base = dataset.report.base
    mappings = sorted(chain(_pairs(rows, base), _renames(dataset.store, base, renames)))
    shared = {slot: mappings[0] for slot in _PROPAGATED
              if len({getattr(mapping, slot) for mapping in mappings}) == 1}
    propagated = {slot: getattr(mapping, slot) for slot, mapping in shared.items()}
    prefixes = {"dcterms": DCTERMS.BASE} if any(
        mapping.predicate_id.startswith("dcterms:") for mapping in mappings) else {}
    return _metadata(dataset.report.snapshot, base, prefixes | {PREFIX: base}, propagated) + _table(
        mappings, propagated)


def _metadata(
    snapshot: str, base: str, prefixes: Mapping[str, str], propagated: Mapping[str, str]
) -> str:
    """Return the block of YAML at the start of the file, its slots in the order of the standard."""
    lines = ["curie_map:", *(f"  {prefix}: {yaml_scalar(iri)}" for prefix, iri in prefixes.items())]
    slots = {
        "sssom_version": "1.1",
        "mapping_set_id": f"{base}mappings/{snapshot}",
        "mapping_set_title": "Projects that persons have judged",
        "mapping_set_description":
            "Overlaps, duplications and changes of names proposed by shisaku, confirmed or denied "
            "by persons.",
        "license": "https://w3id.org/sssom/license/unspecified",
        "subject_type": "owl named individual", "object_type": "owl named individual",
        "mapping_tool": "shisaku", "mapping_tool_version": __version__, **propagated}
    lines += [f"{slot}: {yaml_scalar(value)}" for slot, value in slots.items()]
    return "".join(f"#{line}\n" for line in lines)


def yaml_scalar(text: str) -> str:
    """Return ``text`` as a YAML scalar that is read back as the same text."""
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return json.dumps(text, ensure_ascii=False)


def _table(mappings: Sequence[MappingRow], propagated: Mapping[str, str]) -> str:
    """Return header and rows, without the columns that no row needs."""
    found = [asdict(mapping) for mapping in mappings]
    slots = [slot for slot in MappingRow.__annotations__ if slot not in propagated
             and (not found or any(row[slot] for row in found))]
    out = io.StringIO()
    writer = csv.DictWriter(out, slots, delimiter="\t", lineterminator="\n",
                            extrasaction="ignore")
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()


def _pairs(rows: Iterable[FindingRow], base: str) -> Iterator[MappingRow]:
    for row in rows:
        projects = [thing for thing in row.things if thing.kind == "Project"]
        if row.kind in _PREDICATES and row.reviewed_on and len(projects) == 2:
            one, other = sorted(projects, key=lambda thing: thing.iri)
            yield _mapping(
                base, (one.iri, one.name), _PREDICATES[row.kind], (other.iri, other.name),
                (row.status, row.reviewer, row.reviewed_on.isoformat(), row.reason),
                "" if row.score is None else str(row.score),
                ", ".join(map(str, row.details.get("method", ()))), row.iri)


def _renames(store: GraphStore, base: str, statuses: Collection[str]) -> Iterator[MappingRow]:
    result = store.query(_RENAMES)
    if isinstance(result, Solutions):
        for solution in result:
            change, new, new_name, old, old_name, status, *said, confidence, method = (
                term.value if isinstance(term, NamedNode | Literal) else "" for term in solution)
            verdict = status.removeprefix(SHISAKU.BASE), *said
            if verdict[0] in statuses:
                yield _mapping(base, (new, new_name), "dcterms:replaces", (old, old_name), verdict,
                               confidence, method, change)


def _mapping(
    base: str, subject: tuple[str, str], predicate: str, target: tuple[str, str],
    verdict: Sequence[str], score: str, measure: str, judged: str,
) -> MappingRow:
    """Return a row; ``subject`` and ``target`` are IRI and label, ``verdict`` is status, reviewer,
    day and reason."""
    status, reviewer, day, reason = verdict
    return MappingRow(
        subject_id=_curie(subject[0], base), subject_label=subject[1], predicate_id=predicate,
        predicate_modifier="Not" if status == "Rejected" else "",
        object_id=_curie(target[0], base), object_label=target[1],
        mapping_justification="semapv:ManualMappingCuration",
        author_label=reviewer.replace("|", "\\|"), mapping_date=day, confidence="1",
        similarity_score=_number(score), similarity_measure=measure, see_also=judged,
        other=f"status={status}", comment=reason)


def _curie(iri: str, base: str) -> str:
    return f"{PREFIX}:{iri.removeprefix(base)}"


def _number(text: str) -> str:
    """Return a number with at most three decimal places, as the canonical form has them."""
    if not text:
        return ""
    rounded = Decimal(text).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return format((rounded + 0).normalize(), "f")
