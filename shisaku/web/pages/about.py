"""``/about``: what the data is, what it was made of, and how to take it away."""

from __future__ import annotations

from pyoxigraph import RdfFormat, serialize
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ontology.terms import SHISAKU
from shisaku.exports.description import MEDIA_TYPES, PREFIXES
from shisaku.exports.stratml import plans
from shisaku.exports.tables import TABLES
from shisaku.web.pages.description import Place, description
from shisaku.web.pages.kinds import label_of
from shisaku.web.pages.reading_words import FORMS
from shisaku.web.pages.shown import HEADERS, Shown, Table, dataset_of, form_of, respond
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.pages.towns import are_many
from shisaku.web.versions import SNAPSHOT

_GRAPHS = {"ttl": (RdfFormat.TURTLE, MEDIA_TYPES["ttl"]),
           "jsonld": (RdfFormat.JSON_LD, MEDIA_TYPES["jsonld"])}
_OFFERS = (("text/html", "html"), ("application/json", "json"), ("text/csv", "csv"),
           *((media_type, suffix) for suffix, (_, media_type) in _GRAPHS.items()))


def about(request: Request) -> Response:
    """Show sources, counts and downloads; the same as DCAT and VoID in Turtle or JSON-LD."""
    dataset, tongue = dataset_of(request), tongue_of(request)
    form = form_of(request, _OFFERS)
    report = dataset.report
    if form in _GRAPHS:
        engine, media_type = _GRAPHS[form]
        told = serialize(description(report, Place(str(request.base_url))), format=engine,
                         prefixes=PREFIXES)
        return Response(told, 200, {**HEADERS, SNAPSHOT: report.snapshot}, media_type)
    counts = [(name, label_of(SHISAKU.term(name)).in_(tongue), number)
              for name, number in report.counts.items()]
    return respond(request, dataset, Shown(
        "about.html", "このデータ" if tongue == "ja" else "About the data",
        {"report": report, "counts": counts, "forms": FORMS, "files": MEDIA_TYPES,
         "tables": [name for name in TABLES if report.counts.get(name)],
         "plans": () if are_many(dataset) else plans(dataset.store)},
        Table(("document", "sha256", "form", "municipalityCode", "municipality", "title", "pages",
               "lines"),
              [(each.name, each.sha256, each.form, each.municipality_code, each.municipality_name,
                each.title, each.pages, each.lines) for each in report.sources])))


def void(request: Request) -> Response:
    """Lead a crawler from the well-known address to the description."""
    return RedirectResponse("/about.ttl", 302)
