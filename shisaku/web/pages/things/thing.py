"""``/id/{path}``: the page of a thing, or the thing as data, by suffix or Accept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match

from graph.dataset import Dataset
from ontology.terms import DCTERMS, OA, SHISAKU
from shisaku.web.formats import GRAPH_FORMATS
from shisaku.web.pages.asked import number
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.links import passage_path
from shisaku.web.pages.naming import fetch_named, ref
from shisaku.web.pages.shown import HEADERS, Shown, Table, dataset_of, form_of, respond
from shisaku.web.pages.things.kinds import sections
from shisaku.web.pages.things.own import own_facts
from shisaku.web.pages.things.rdf import thing_rdf
from shisaku.web.pages.things.section import PAGED, ShownSection, shown, spans
from shisaku.web.pages.things.texts import words_named
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.problems import ProblemError
from shisaku.web.versions import SNAPSHOT

_GRAPH_TYPES = {name: each.media_types[0] for name, each in GRAPH_FORMATS.items()}
_OFFERS = (
    ("text/html", "html"), ("text/turtle", "ttl"), ("application/ld+json", "jsonld"),
    ("application/n-triples", "nt"), ("application/rdf+xml", "rdf"), ("application/json", "json"),
    ("text/csv", "csv"), ("application/xhtml+xml", "html"))
_SUFFIXES = tuple(f".{name}" for name in dict.fromkeys(name for _, name in _OFFERS))
_COLUMNS = ("section", "iri", "kind", "label", "tags", "text", "document", "sha256", "page",
            "firstLine", "lastLine")
_QUERY = """SELECT ?from ?property ?to WHERE {{
  {{ BIND(<{iri}> AS ?from) ?from ?property ?to }}
  UNION {{ BIND(<{iri}> AS ?to) ?from ?property ?to }} }}"""


def thing(request: Request) -> Response:
    """Show the thing whose IRI is the base and the path; ProblemError (404) where the dataset says
    nothing of it."""
    dataset = dataset_of(request)
    facts = Facts(dataset, tongue_of(request))
    iri = _asked(request, facts)
    form = form_of(request, _OFFERS)
    if form in GRAPH_FORMATS:
        return Response(thing_rdf(dataset.store, iri, form), 200, {
            **HEADERS, SNAPSHOT: dataset.report.snapshot, "Vary": "Accept, Accept-Language",
            "Cache-Control": "no-cache"}, _GRAPH_TYPES[form])
    elsewhere = _elsewhere(request, facts, iri) if form == "html" else None
    if elsewhere is not None:
        return RedirectResponse(elsewhere, 303, HEADERS)
    return respond(request, dataset, _page(request, dataset, facts, iri))


def _asked(request: Request, facts: Facts) -> str:
    """Return the IRI that is asked for; what its path ends in may be the form of the answer."""
    path: str = request.path_params["path"]
    whole = facts.base + path
    if _is_known(facts, whole):
        return whole
    suffix = next((each for each in _SUFFIXES if path.endswith(each)), "")
    if suffix and _is_known(facts, whole.removesuffix(suffix)):
        request.path_params["suffix"] = suffix[1:]
        return whole.removesuffix(suffix)
    raise ProblemError(404, "not-found", ja="このデータセットにそのようなものはありません。",
                       en="There is no such thing in this dataset.")


def _is_known(facts: Facts, iri: str) -> bool:
    try:
        facts.fetch([iri])
    except ValueError:  # no IRI can be written like that
        return False
    return bool(facts.predicates(iri))


def _elsewhere(request: Request, facts: Facts, iri: str) -> str | None:
    """Return the page that shows ``iri`` better: a document's text, a finding's evidence."""
    if facts.is_a(iri, SHISAKU.SourceDocument):
        return f"/sources/{facts.one(iri, SHISAKU.sha256)}"
    if facts.is_a(iri, SHISAKU.Passage):
        facts.fetch_through([iri], OA.hasSource)
        place = facts.place(iri)
        return passage_path(place.sha256, place.first, place.last)
    if facts.is_a(iri, SHISAKU.Finding):
        path = f"/findings/{facts.one(iri, DCTERMS.identifier)}"
        return path if _is_routed(request, path) else None
    return None


def _is_routed(request: Request, path: str) -> bool:
    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    return any(route.matches(scope)[0] == Match.FULL for route in request.app.routes)


def _page(request: Request, dataset: Dataset, facts: Facts, iri: str) -> Shown:
    fetch_named(facts, [iri])
    facts.fetch_quotes([iri])
    named = ref(facts, iri)
    text = facts.one(iri, SHISAKU.text)
    only = request.query_params.get("section", "")
    found = shown(facts, sections(facts, iri, named.kind), only,
                  number(request.query_params.get("from", "")))
    return Shown(
        "thing.html", named.label,
        {"thing": named, "said": own_facts(facts, iri), "quotes": facts.quotes(iri),
         "text": spans(text, words_named(facts, iri) if text else ()), "sections": found,
         "only": only, "paged": PAGED, "forms": tuple(GRAPH_FORMATS),
         "types": _GRAPH_TYPES},
        Table(_COLUMNS, list(_rows(found))), _QUERY.format(iri=iri),
        {"thing": _told(named.iri, named.kind, named.label), "passages": [
            _place(quote) for quote in facts.quotes(iri)]})


def _told(iri: str, kind: str, label: str) -> dict[str, str]:
    return {"iri": iri, "kind": kind.removeprefix(SHISAKU.BASE), "label": label}


def _place(quote: Any) -> dict[str, Any]:
    return {"document": quote.document, "sha256": quote.sha256, "page": quote.page or None,
            "firstLine": quote.first, "lastLine": quote.last}


def _rows(found: Sequence[ShownSection]) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each passage of each tie, one without where there is none."""
    for section in found:
        for each in section.rows:
            row = each.row
            told = (section.key, row.ref.iri, row.ref.kind.removeprefix(SHISAKU.BASE),
                    row.ref.label, " | ".join(row.tags), "".join(span.text for span in row.text))
            for quote in each.quotes:
                yield (*told, *_place(quote).values())
            if not each.quotes:
                yield (*told, "", "", None, None, None)
