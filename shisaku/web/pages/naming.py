"""What a thing is called on a page. Reports, listings and statements have no name of their own:
they are called by what they tie together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ontology.terms import ORE, RDF, RDFS, SHISAKU, SKOS
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.kinds import PAGED, label_of
from viz.words import fiscal_year

_THROUGH = (SHISAKU.reportedBy, SHISAKU.reportsOn, SHISAKU.fiscalYear, ORE.proxyFor, ORE.proxyIn)
_KINDS = (*PAGED, SHISAKU.NamedPlan, SHISAKU.Material, SHISAKU.Evaluation, SHISAKU.Mention,
          SHISAKU.Passage, SHISAKU.DepartmentChange, SHISAKU.Change)


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing as a page links to it; ``kind`` is the IRI of its class, "" where it has none of
    ours. ``japanese`` tells whether the label is data in Japanese."""

    iri: str
    label: str
    kind: str
    kind_label: str
    japanese: bool = True


def fetch_named(facts: Facts, iris: Iterable[str]) -> None:
    """Fetch all that the names of ``iris`` are made of."""
    facts.fetch_through(iris, *_THROUGH)


def kind_of(facts: Facts, iri: str) -> str:
    """Return the class of ours that ``iri`` is shown as, "" where it has none."""
    types = set(facts.all(iri, RDF.type))
    return next((kind for kind in _KINDS if kind in types), "")


def ref(facts: Facts, iri: str) -> Ref:
    """Return ``iri`` with its name; fetch_named first."""
    kind = kind_of(facts, iri)
    own = kind in (SHISAKU.Finding, SHISAKU.Change, SHISAKU.DepartmentChange)
    return Ref(iri, _label(facts, iri, kind), kind, label_of(kind).in_(facts.tongue) if kind
               else "", facts.tongue == "ja" or not own)


def year_label(facts: Facts, iri: str) -> str:
    """Return 令和5年度, or FY2023 on an English page; "" where ``iri`` is no fiscal year."""
    return fiscal_year(facts.one(iri, SKOS.notation))[facts.tongue == "en"]


def value_label(facts: Facts, term: str) -> str:
    """Return the name of one of our values to choose from (実績, 議長, 目標値)."""
    return label_of(term).in_(facts.tongue) if term else ""


def _label(facts: Facts, iri: str, kind: str) -> str:
    match kind:
        case SHISAKU.ProgressReport:
            return _report(facts, iri)
        case SHISAKU.Listing:
            return _listing(facts, iri)
        case SHISAKU.Statement:
            return _statement(facts, iri)
        case SHISAKU.Figure:
            return " ".join(filter(None, (facts.one(iri, RDFS.label), amount(facts, iri))))
        case SHISAKU.Evaluation:
            return f"{facts.one(iri, RDFS.label)} {facts.one(iri, SHISAKU.grade)}".strip()
        case SHISAKU.FiscalYear:
            return year_label(facts, iri)
        case SHISAKU.SourceDocument:
            return facts.one(iri, SHISAKU.fileName)
        case SHISAKU.Mention:
            return facts.one(iri, SHISAKU.matchedText)
        case _:
            return _named(facts, iri)


def _named(facts: Facts, iri: str) -> str:
    """Return notation and label; the end of the IRI where there is neither."""
    said = facts.one(iri, SKOS.prefLabel) or facts.one(iri, RDFS.label)
    told = " ".join(filter(None, (facts.one(iri, SKOS.notation), said)))
    return told or iri.rsplit("/", 1)[-1]


def amount(facts: Facts, figure: str) -> str:
    """Return value and unit of a figure, 12000 as 12,000."""
    value = facts.one(figure, SHISAKU.value)
    return f"{Decimal(value):,f}{facts.one(figure, SHISAKU.unit)}" if value else ""


def _report(facts: Facts, iri: str) -> str:
    departments = "・".join(_named(facts, each) for each in facts.all(iri, SHISAKU.reportedBy))
    place = facts.one(facts.one(iri, SHISAKU.reportsOn), SKOS.notation)
    return " ".join(filter(None, (departments, place, when(facts, iri))))


def when(facts: Facts, iri: str) -> str:
    """Return fiscal year and phase of a report: 令和5年度 実績."""
    return " ".join(filter(None, (year_label(facts, facts.one(iri, SHISAKU.fiscalYear)),
                                  value_label(facts, facts.one(iri, SHISAKU.phase)))))


def _listing(facts: Facts, iri: str) -> str:
    place = facts.one(facts.one(iri, ORE.proxyIn), SKOS.notation)
    name = _named(facts, facts.one(iri, ORE.proxyFor))
    return f"{name} {place}".strip()


def _statement(facts: Facts, iri: str) -> str:
    number, role = facts.one(iri, SHISAKU.order), facts.one(iri, SHISAKU.speakerRole)
    told = f"Statement {number}" if facts.tongue == "en" else f"発言{number}"
    return " ".join(filter(None, (told, value_label(facts, role))))
