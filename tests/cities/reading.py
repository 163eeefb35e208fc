"""What a built dataset says, asked for by SPARQL as any other program would ask."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from tests.cities.expected import Key, Truth
from tests.cities.truth import Statement

PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX ore: <http://www.openarchives.org/ore/terms/>
PREFIX shisaku: <https://w3id.org/shisaku/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
OUTLINE = """
SELECT DISTINCT ?kind ?notation ?label ?description WHERE {
  VALUES ?kind { shisaku:Goal shisaku:Direction shisaku:Measure }
  ?thing a ?kind ; skos:notation ?notation ; skos:inScheme|skos:broader ?above .
  OPTIONAL { ?thing skos:prefLabel ?label } OPTIONAL { ?thing dcterms:description ?description }
}"""
LISTINGS = """
SELECT ?listing ?name ?place (BOUND(?mark) AS ?cross) WHERE {
  ?listing ore:proxyFor/skos:prefLabel ?name ; ore:proxyIn/skos:notation ?place .
  OPTIONAL { ?listing a shisaku:CrossListing . BIND (true AS ?mark) }
}"""
REPORTS = """
SELECT ?report ?department ?place ?year ?phase ?text WHERE {
  ?report shisaku:reportedBy/skos:prefLabel ?department ; shisaku:text ?text ;
    shisaku:reportsOn/skos:notation ?place ; shisaku:fiscalYear/skos:notation ?year ;
    shisaku:phase ?phase .
} ORDER BY ?report"""
MENTIONS = """
SELECT DISTINCT ?report ?name WHERE {
  ?report a shisaku:ProgressReport ; shisaku:mentions ?project .
  ?project a shisaku:Project ; skos:prefLabel ?name .
  OPTIONAL { ?mention shisaku:mentionIn ?report ; shisaku:mentionOf ?project ;
    shisaku:matchMethod ?method }
  FILTER (!BOUND(?method) || ?method = "exact")
}"""
AMOUNTS = """
SELECT ?name ?place ?kind ?year ?value WHERE {
  { ?figure shisaku:figureIn ?listing ; shisaku:figureKind ?kind ; shisaku:value ?value .
    OPTIONAL { ?figure shisaku:fiscalYear/skos:notation ?year } }
  UNION { ?evaluation shisaku:evaluationIn ?listing ; shisaku:grade ?value .
    BIND (shisaku:Evaluation AS ?kind) }
  ?listing ore:proxyFor/skos:prefLabel ?name ; ore:proxyIn/skos:notation ?place .
}"""
IN_CHARGE = """
SELECT DISTINCT ?name ?place ?department WHERE {
  ?listing ore:proxyFor/skos:prefLabel ?name ; ore:proxyIn/skos:notation ?place ;
    shisaku:inCharge/skos:prefLabel ?department .
}"""
STATEMENTS = """
SELECT DISTINCT ?order ?role ?text ?answers WHERE {
  ?statement shisaku:order ?order ; shisaku:speakerRole ?role ; shisaku:text ?text .
  OPTIONAL { ?statement shisaku:repliesTo/shisaku:order ?answers }
} ORDER BY ?order"""

Amount = tuple[str, str, str, str, str]
"""Project, place, kind (of a figure, or Evaluation), fiscal year or "", value."""


def _rows(store: Store, query: str) -> list[dict[str, str]]:
    solutions = store.query(PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    found = []
    for solution in solutions:
        row = {}
        for name in names:
            term = solution[name]
            if isinstance(term, Literal | NamedNode):
                row[name] = term.value
        found.append(row)
    return found


def direction_of(notation: str) -> str:
    """Return the notation of the direction in which a place stands."""
    return "-".join(notation.split("-")[:2])


def told(dataset: Path) -> tuple[Truth, set[tuple[Key, str]]]:
    """Return what the dataset tells in the words of the truth, and (report, project named)."""
    store = Store.read_only(str(dataset / "store"))
    outline, descriptions = [], {}
    for row in _rows(store, OUTLINE):
        outline.append((row["kind"].rpartition("#")[2], row["notation"], row.get("label", "")))
        if "description" in row:
            descriptions[row["notation"]] = row["description"]
    listings = tuple((row["name"], row["place"], row["cross"] == "true")
                     for row in _rows(store, LISTINGS))
    departments: dict[str, set[str]] = {}
    places: dict[str, tuple[str, int, str, str]] = {}
    for row in _rows(store, REPORTS):
        departments.setdefault(row["report"], set()).add(row["department"])
        places[row["report"]] = (direction_of(row["place"]), int(row["year"].removeprefix("FY")),
                                 row["phase"].rpartition("#")[2], row["text"])
    keys: dict[str, Key] = {}
    reports: dict[Key, str] = {}
    for report, (place, year, phase, text) in places.items():
        key = (frozenset(departments[report]), place, year, phase)
        keys[report] = key
        reports[key] = "\n".join(filter(None, (reports.get(key, ""), text)))
    mentions = {(keys[row["report"]], row["name"]) for row in _rows(store, MENTIONS)
                if row["report"] in keys}
    return Truth(tuple(outline), descriptions, listings, reports), mentions


def spoken(dataset: Path) -> tuple[Statement, ...]:
    """Return the statements of the dataset's one meeting, in their order."""
    store = Store.read_only(str(dataset / "store"))
    return tuple(
        Statement("", row["role"].rpartition("#")[2], row["text"],
                  int(row["answers"]) if "answers" in row else None)
        for row in sorted(_rows(store, STATEMENTS), key=lambda row: int(row["order"]))
    )


def amounts(dataset: Path) -> tuple[Amount, ...]:
    """Return the figures and grades that stand in listings."""
    store = Store.read_only(str(dataset / "store"))
    return tuple(
        (row["name"], row["place"], row["kind"].rpartition("#")[2],
         row.get("year", "").removeprefix("FY"), row["value"].removesuffix(".0"))
        for row in _rows(store, AMOUNTS)
    )


def in_charge(dataset: Path) -> tuple[tuple[str, str, str], ...]:
    """Return (project, place, department) for each department that a list names."""
    store = Store.read_only(str(dataset / "store"))
    return tuple((row["name"], row["place"], row["department"])
                 for row in _rows(store, IN_CHARGE))
