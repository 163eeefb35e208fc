"""``/ns``: the vocabulary, as a page for people and as RDF for programs, by Accept or suffix.

Shapes, context and the example town stand below it.
"""

from __future__ import annotations

from typing import cast

from pyoxigraph import RdfFormat, parse, serialize
from starlette.requests import Request
from starlette.responses import Response

from ontology import resources
from ontology.terms import ONTOLOGY, PREFIXES
from shisaku.vocabulary.diagram import HEIGHT, WIDTH, diagram
from shisaku.vocabulary.terms import KINDS, about, examples, terms
from shisaku.web.formats import GRAPH_FORMATS
from shisaku.web.pages.shown import HEADERS, Shown, Table, dataset_of, form_of, respond
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.problems import ProblemError

_GRAPHS = {name: each.media_types[0] for name, each in GRAPH_FORMATS.items()}
_OFFERS = (("text/html", "html"), *((media_type, name) for name, media_type in _GRAPHS.items()),
           ("application/json", "json"), ("text/csv", "csv"), ("application/xhtml+xml", "html"))
PARTS = {"context.jsonld": ("application/ld+json", resources.context),
         "shapes.ttl": ("text/turtle", resources.shapes),
         "examples.ttl": ("text/turtle", resources.example)}
"""What stands below the vocabulary: media type and text."""
_NAMED = {"class": ("クラス", "Classes"),
          "object property": ("物と物を結ぶ性質", "Object properties"),
          "datatype property": ("値をもつ性質", "Datatype properties"), "value": ("値", "Values")}
_OPEN = {**HEADERS, "Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"}


def vocabulary(request: Request) -> Response:
    """Show the vocabulary, or give it as RDF."""
    form, tongue = form_of(request, _OFFERS), tongue_of(request)
    if form in _GRAPHS:
        return Response(_rdf(form), 200, _OPEN, _GRAPHS[form])
    version, told = about()
    return respond(request, dataset_of(request), Shown(
        "vocabulary.html", "語彙" if tongue == "ja" else "Vocabulary",
        {"iri": ONTOLOGY, "version_of_it": version, "told": told[tongue], "forms": _GRAPHS,
         "parts": PARTS, "groups": [(_NAMED[kind][tongue == "en"], [
             term for term in terms() if term.kind == kind]) for kind in KINDS.values()],
         "own": {term.name for term in terms()}, "examples": examples(),
         "diagram": diagram(), "box": (WIDTH, HEIGHT)},
        Table(("name", "kind", "label_ja", "label_en", "comment_ja", "comment_en", "above",
               "domain", "range"),
              [(term.name, term.kind, term.label_ja, term.label_en, term.comment_ja,
                term.comment_en, " ".join(term.above), " ".join(term.domain), " ".join(term.range))
               for term in terms()])))


def vocabulary_part(request: Request) -> Response:
    """Give what stands below the vocabulary; ProblemError (404) for anything else."""
    name = request.path_params["name"]
    if name not in PARTS:
        raise ProblemError(404, "not-found", ja=f"あるもの: {', '.join(PARTS)}",
                           en=f"There are: {', '.join(PARTS)}")
    media_type, text = PARTS[name]
    return Response(text(), 200, _OPEN, media_type)


def _rdf(form: str) -> bytes:
    """Return the vocabulary in ``form``: Turtle as it was written, the others by the engine."""
    text = resources.vocabulary()
    if form == "ttl":
        return text.encode()
    engine = cast(RdfFormat, GRAPH_FORMATS[form].engine)
    return serialize((quad.triple for quad in parse(text, format=RdfFormat.TURTLE)),
                     format=engine, prefixes=PREFIXES) or b""
