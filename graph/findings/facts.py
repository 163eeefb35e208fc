"""What the quads of a dataset say, by subject and predicate, whichever graph said it.

The findings look at reports and listings only, a few thousand facts of a municipality, again and
again: an index of plain strings answers that without a query engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import DCTERMS, OA, ORE, PROV, RDF, RDFS, SHISAKU, SKOS

_READ = frozenset({
    RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.notation, SKOS.broader, SKOS.inScheme,
    PROV.wasQuotedFrom, OA.exact, OA.hasSource, ORE.proxyFor, ORE.proxyIn, ORE.lineage,
    SHISAKU.reportedBy, SHISAKU.reportsOn, SHISAKU.fiscalYear, SHISAKU.phase, SHISAKU.text,
    SHISAKU.mentions, SHISAKU.mentionIn, SHISAKU.mentionOf, SHISAKU.matchedText,
    SHISAKU.homeIn, SHISAKU.crossListedIn,
    SHISAKU.changeKind, SHISAKU.earlier, SHISAKU.later,
    RDFS.label, SHISAKU.value, SHISAKU.unit, SHISAKU.figureKind, SHISAKU.figureIn,
    SHISAKU.figureOf, SHISAKU.order, SHISAKU.speakerRole, SHISAKU.repliesTo,
    SHISAKU.inThread, SHISAKU.inAgendaItem, SHISAKU.namedOnlyIn, SHISAKU.inCharge,
    DCTERMS.isPartOf, DCTERMS.description,
})


def spoken_name(label: str, notation: str | None) -> str:
    """Return how a sentence names a thing: 企画課, or 1-2「町とのつながり」 with its notation."""
    return f"{notation}「{label}」" if notation else label


class Facts:
    """The values of each subject, IRIs and literals alike as plain strings, always sorted."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        values: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        instances: defaultdict[str, set[str]] = defaultdict(set)
        for quad in quads:
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if (predicate in _READ and isinstance(subject, NamedNode)
                    and isinstance(value, NamedNode | Literal)):
                values[subject.value, predicate].add(value.value)
                if predicate == RDF.type:
                    instances[value.value].add(subject.value)
        self._values = {key: tuple(sorted(found)) for key, found in values.items()}
        self._instances = {kind: tuple(sorted(found)) for kind, found in instances.items()}

    def all(self, kind: str) -> tuple[str, ...]:
        """Return the IRIs of all things of the class ``kind``."""
        return self._instances.get(kind, ())

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return every value, none where nothing is said."""
        return self._values.get((subject, predicate), ())

    def value(self, subject: str, predicate: str) -> str | None:
        """Return the first value, None where nothing is said."""
        return next(iter(self.values(subject, predicate)), None)

    def is_a(self, subject: str, kind: str) -> bool:
        """Tell whether ``subject`` has the class ``kind``."""
        return kind in self.values(subject, RDF.type)

    def name(self, subject: str) -> str:
        """Return ``subject`` as a sentence names it; its IRI where it has no label."""
        label = self.value(subject, SKOS.prefLabel)
        notation = self.value(subject, SKOS.notation)
        return spoken_name(label, notation) if label else notation or subject

    def names(self, subjects: Iterable[str]) -> list[str]:
        """Return the names of ``subjects`` in their own order, each once."""
        return sorted({self.name(subject) for subject in subjects})

    def direction_of(self, place: str) -> str | None:
        """Return the direction that ``place`` is or stands below; None above directions."""
        seen: set[str] = set()
        above: str | None = place
        while above is not None and above not in seen:
            if self.is_a(above, SHISAKU.Direction):
                return above
            seen.add(above)
            above = self.value(above, SKOS.broader)
        return None
