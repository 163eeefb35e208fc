"""SHACL: does a graph have the form that queries rely on, and what should a person look at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse

from graph.canonical import sorted_turtle
from graph.rdflib_graph import rdflib_graph
from graph.shapes import join_classes, shapes_graph

if TYPE_CHECKING:
    import rdflib

_SHACL = "http://www.w3.org/ns/shacl#"
_SEVERITIES = {"Violation": "違反", "Warning": "注意", "Info": "参考"}


@dataclass(frozen=True, slots=True)
class Violation:
    """One result: ``severity`` is Violation, Warning or Info, ``focus`` the IRI of the node,
    ``path`` an IRI or a property path in SPARQL's form ("" where the shape has none), ``value``
    the value at fault or None."""

    severity: str
    focus: str
    path: str
    message_ja: str
    message_en: str
    value: str | None

    def sort_key(self) -> tuple[int, str, str, str, str]:
        """The gravest first, then by node, path, message and value."""
        severity = list(_SEVERITIES).index(self.severity)
        return (severity, self.focus, self.path, self.message_en, self.value or "")


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """All results, sorted; ``ntriples`` is the report of the SHACL engine itself."""

    violations: tuple[Violation, ...]
    ntriples: bytes

    @property
    def conforms(self) -> bool:
        """True where nothing graver than a warning was found."""
        return self.counts["Violation"] == 0

    @property
    def counts(self) -> Mapping[str, int]:
        """The number of results of each severity."""
        found = [violation.severity for violation in self.violations]
        return {severity: found.count(severity) for severity in _SEVERITIES}

    def to_json(self) -> str:
        """Return the results as JSON."""
        results = [asdict(violation) for violation in self.violations]
        report = {"conforms": self.conforms, "counts": self.counts, "results": results}
        return json.dumps(report, ensure_ascii=False, indent=2) + "\n"

    def to_text(self, language: str) -> str:
        """Return one line for each result and one with the sums, in ``language`` (ja or en)."""
        lines = [self._line(violation, language) for violation in self.violations]
        sums = (f"{_severity(name, language)} {number}" for name, number in self.counts.items())
        return "\n".join((*lines, ", ".join(sums))) + "\n"

    def _line(self, violation: Violation, language: str) -> str:
        message = violation.message_ja if language == "ja" else violation.message_en
        parts = [_severity(violation.severity, language), violation.focus, violation.path, message]
        if violation.value:
            parts.append(f"[{violation.value}]")
        return " ".join(filter(None, parts))

    def to_turtle(self) -> bytes:
        """Return the engine's report as Turtle, the same for the same results."""
        report = Dataset(parse(self.ntriples, RdfFormat.N_TRIPLES))
        report.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return sorted_turtle(report)


def _severity(name: str, language: str) -> str:
    return _SEVERITIES[name] if language == "ja" else name


def validate(quads: Iterable[Quad], shapes: str | None = None) -> ValidationReport:
    """Check the union of ``quads`` against ``shapes`` (Turtle; the packaged shapes unless given).

    The vocabulary's graph should be among the quads: sub-classes are read from it.
    """
    from rdflib import SH

    data = rdflib_graph(quads)
    results = _results(data, shapes)
    violations = [_violation(results, result) for result in results.objects(None, SH.result)]
    return ValidationReport(tuple(sorted(violations, key=Violation.sort_key)),
                            results.serialize(format="nt", encoding="utf-8"))


def validate_parts(parts: Iterable[tuple[str, Iterable[Quad]]]) -> ValidationReport:
    """Check a dataset part by part, one in memory at a time: what of it is about each municipality,
    and what that has in common with others, is with it. Each part comes with the start of the IRIs
    that are its own; what is found of others is told once.
    """
    from rdflib import SH

    told: set[str] = set()
    violations: list[Violation] = []
    joined = _empty_report()
    for own, quads in parts:
        others = set()
        results = _results(rdflib_graph(quads), None)
        for result in results.objects(None, SH.result):
            found = _violation(results, result)
            if found.focus in told:
                continue
            if not found.focus.startswith(own):
                others.add(found.focus)
            violations.append(found)
            _add_result(joined, results, result)
        told |= others
    return ValidationReport(tuple(sorted(violations, key=Violation.sort_key)),
                            joined.serialize(format="nt", encoding="utf-8"))


def _empty_report() -> rdflib.Graph:
    """Return what the engine reports of nothing."""
    import rdflib

    return _reported(rdflib.Graph(), shapes_graph())


def _add_result(report: rdflib.Graph, results: rdflib.Graph, result: rdflib.term.Node) -> None:
    """Let ``report`` have a ``result`` of ``results``."""
    from rdflib import RDF, SH, Literal

    (head,) = report.subjects(RDF.type, SH.ValidationReport)
    report.set((head, SH.conforms, Literal(False)))
    report.add((head, SH.result, result))
    for triple in results.cbd(result):
        report.add(triple)


def _results(data: rdflib.Graph, shapes: str | None) -> rdflib.Graph:
    """Return the engine's report; by the shapes as they are written where those that are read
    otherwise find something."""
    from rdflib import SH

    quick = shapes_graph(shapes)
    joined = join_classes(quick, data)
    results = _reported(data, quick)
    if any((None, SH.sourceShape, shape) in results for shape in joined):
        return _reported(data, shapes_graph(shapes))
    return results


def _reported(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    import pyshacl
    import rdflib

    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    if not isinstance(results, rdflib.Graph):
        raise TypeError(f"the SHACL engine failed: {results!r}")
    return results


def _violation(results: rdflib.Graph, result: rdflib.term.Node) -> Violation:
    from rdflib import SH, Literal

    messages = {message.language: str(message)
                for message in results.objects(result, SH.resultMessage)
                if isinstance(message, Literal)}
    any_message = min(messages.values(), default="")
    path = results.value(result, SH.resultPath)
    value = results.value(result, SH.value)
    return Violation(
        severity=str(results.value(result, SH.resultSeverity)).removeprefix(_SHACL),
        focus=str(results.value(result, SH.focusNode)),
        path="" if path is None else _path(results, path),
        message_ja=messages.get("ja", any_message),
        message_en=messages.get("en", any_message),
        value=None if value is None else str(value),
    )


def _path(results: rdflib.Graph, path: rdflib.term.Node) -> str:
    """Return an IRI as it is, and a path of several steps as SPARQL writes it."""
    from rdflib import URIRef

    return str(path) if isinstance(path, URIRef) else _steps(results, path)


def _steps(results: rdflib.Graph, path: rdflib.term.Node) -> str:
    from rdflib import SH, URIRef
    from rdflib.collection import Collection

    if isinstance(path, URIRef):
        return f"<{path}>"
    inverse = results.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{_steps(results, inverse)}"
    alternatives = results.value(path, SH.alternativePath)
    separator, steps = ("/", path) if alternatives is None else ("|", alternatives)
    return f"({separator.join(_steps(results, step) for step in Collection(results, steps))})"
