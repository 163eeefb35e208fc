"""``/strategy``: goals, directions and measures as a tree, with the projects listed under each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from graph.store import GraphStore
from ontology.terms import DCTERMS, ORE, RDF, SHISAKU, SKOS
from shisaku.web.pages.rows import rows
from shisaku.web.pages.shown import Shown, Table, dataset_of, respond
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.pages.towns import are_many, part_of, towns

_STRATEGIES = f"""SELECT ?strategy ?label ?town ?townLabel (COUNT(DISTINCT ?place) AS ?places)
WHERE {{
  ?strategy <{RDF.type}> <{SHISAKU.Strategy}> ; <{DCTERMS.publisher}> ?town ;
    <{SKOS.prefLabel}> ?label .
  ?town <{SKOS.prefLabel}> ?townLabel .
  OPTIONAL {{ ?place <{SKOS.inScheme}> ?strategy }}
}} GROUP BY ?strategy ?label ?town ?townLabel ORDER BY ?town DESC(?places) ?label"""
_PLACES = f"""SELECT ?strategy ?place ?notation ?label ?parent WHERE {{
  ?place <{SKOS.inScheme}> ?strategy ; <{SKOS.notation}> ?notation .
  OPTIONAL {{ ?place <{SKOS.prefLabel}> ?label }}
  OPTIONAL {{ ?place <{SKOS.broader}> ?parent }} }}"""
_LISTED = f"""SELECT ?strategy ?place ?project ?label ?order ?again WHERE {{
  ?listing <{ORE.proxyIn}> ?place ; <{ORE.proxyFor}> ?project .
  ?place <{SKOS.inScheme}> ?strategy .
  ?project <{SKOS.prefLabel}> ?label .
  OPTIONAL {{ ?listing <{SHISAKU.order}> ?order }}
  BIND(EXISTS {{ ?listing a <{SHISAKU.CrossListing}> }} AS ?again) }}"""
_DEPARTMENTS = f"""SELECT DISTINCT ?place ?department ?label WHERE {{
  ?report <{SHISAKU.reportsOn}> ?place ; <{SHISAKU.reportedBy}> ?department .
  ?department <{SKOS.prefLabel}> ?label }} ORDER BY ?label"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A project in the list of a place; ``again`` where it is marked 再掲."""

    iri: str
    label: str
    again: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A goal, direction or measure with what stands under it."""

    iri: str
    notation: str
    label: str
    listed: tuple[Listed, ...]
    departments: tuple[tuple[str, str], ...]
    below: tuple[Place, ...]

    @property
    def level(self) -> int:
        """0 for a goal, 1 for a direction, 2 for a measure."""
        return self.notation.count("-")


def strategy(request: Request) -> Response:
    """Show the strategy that ``strategy=`` names (an IRI), else the fullest of the first
    municipality; the others as a choice. Of many municipalities ``municipality=`` chooses one (a
    code), and then its strategies are known alone."""
    dataset, tongue = dataset_of(request), tongue_of(request)
    wanted = request.query_params.get("strategy", "")
    known_towns = towns(dataset) if are_many(dataset) else {}
    town = _town(request.query_params.get("municipality", ""),
                 wanted.removeprefix(dataset.report.base).partition("/")[0], known_towns)
    store = part_of(dataset, town)
    known = list(rows(store, _STRATEGIES))
    chosen = next((each for each in known if each[0] == wanted), known[0] if known else None)
    tree = _tree(store, chosen[0]) if chosen else ()
    return respond(request, dataset, Shown(
        "strategy.html", chosen[1] if chosen else ("体系" if tongue == "ja" else "Strategy"),
        {"strategies": known, "chosen": chosen, "tree": tree, "towns": known_towns, "town": town},
        Table(("place", "notation", "label", "project", "projectLabel", "crossListed"),
              [(place.iri, place.notation, place.label, each.iri, each.label, each.again)
               for place in _all(tree) for each in place.listed]), _LISTED))


def _town(code: str, of_strategy: str, known: Mapping[str, str]) -> str:
    """Return the code of the municipality that is chosen among ``known``, else the strategy's, else
    the first; "" where none is to be chosen."""
    return next((each for each in (code, of_strategy) if each in known), next(iter(known), ""))


def _tree(store: GraphStore, iri: str) -> tuple[Place, ...]:
    listed: defaultdict[str, list[tuple[int, Listed]]] = defaultdict(list)
    for _, place, project, label, order, again in rows(store, _LISTED, strategy=iri):
        listed[place].append((int(order or 0), Listed(project, label, again == "true")))
    departments: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for place, department, label in rows(store, _DEPARTMENTS):
        departments[place].append((department, label))
    places = {place: (notation, label, parent) for _, place, notation, label, parent
              in rows(store, _PLACES, strategy=iri)}
    children: defaultdict[str, list[str]] = defaultdict(list)
    for place, (_, _, parent) in places.items():
        children[parent if parent in places else ""].append(place)

    def grown(place: str) -> Place:
        notation, label, _ = places[place]
        under = [each for _, each in sorted(listed[place], key=lambda pair: (pair[0], pair[1].iri))]
        return Place(place, notation, label, tuple(under), tuple(departments[place]),
                     tuple(_in_order(map(grown, children[place]))))

    return tuple(_in_order(map(grown, children[""])))


def _in_order(places: map[Place]) -> list[Place]:
    """Sort by number, 1-10 after 1-9; what is no number sorts as printed."""
    return sorted(places, key=lambda place: [
        (int(part), "") if part.isdecimal() else (10**6, part)
        for part in place.notation.split("-")])


def _all(tree: tuple[Place, ...]) -> list[Place]:
    return [each for place in tree for each in (place, *_all(place.below))]
