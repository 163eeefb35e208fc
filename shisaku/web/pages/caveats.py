"""``/caveats``: what the program could not read or is not sure of, and how often it is right.

The ledger, the build report and the confidence of each reading tell; nothing here is estimated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from ontology.terms import OA, PROV, RDF, SHISAKU
from shisaku.web.pages.kinds import label_of
from shisaku.web.pages.reading_words import METHODS, reason_label
from shisaku.web.pages.rows import rows
from shisaku.web.pages.shown import Shown, Table, dataset_of, respond
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.pages.towns import are_many, part_of, towns
from shisaku.web.pages.unread import Unread, unread

Rows = tuple[tuple[str, ...], ...]
SHOWN = 100
"""So many lines and readings of each kind are shown; SPARQL and ledger.csv have all."""
_BY_METHOD = """SELECT ?method (COUNT(?thing) AS ?number) (MIN(?sure) AS ?least)
  (AVG(?sure) AS ?mean) WHERE {{
  ?thing <{said}> ?method ; <{confidence}> ?sure }} GROUP BY ?method ORDER BY ?method"""
_UNSURE = """SELECT ?what ?method ?sure ?document ?page ?first ?last ?text WHERE {{
  ?thing <{kind}> ?what ; <{said}> ?method ; <{confidence}> ?sure ; <{quoted}> ?passage .
  FILTER(?sure < 1)
  ?passage <{source}> ?source ; <{first}> ?first ; <{last}> ?last .
  ?source <{sha256}> ?document .
  OPTIONAL {{ ?passage <{page}> ?page }}
  OPTIONAL {{ ?passage <{exact}> ?text }} }} ORDER BY ?sure ?document ?first LIMIT {most}"""
_FIGURES = f"""SELECT ?document (COUNT(DISTINCT ?figure) AS ?number) WHERE {{
  ?figure <{RDF.type}> <{SHISAKU.Figure}> ; <{PROV.wasQuotedFrom}>/<{OA.hasSource}> ?source .
  ?source <{SHISAKU.fileName}> ?document .
  OPTIONAL {{ ?figure <{SHISAKU.fiscalYear}> ?year }} FILTER(!BOUND(?year))
}} GROUP BY ?document ORDER BY ?document"""
_TERMS = {"confidence": SHISAKU.confidence, "quoted": PROV.wasQuotedFrom, "source": OA.hasSource,
          "first": SHISAKU.firstLine, "last": SHISAKU.lastLine, "sha256": SHISAKU.sha256,
          "page": SHISAKU.page, "exact": OA.exact}
MENTIONS = _BY_METHOD.format(said=SHISAKU.matchMethod, **_TERMS)
REPORTS = _BY_METHOD.format(said=SHISAKU.attributionMethod, **_TERMS)
_UNSURE_MENTIONS = _UNSURE.format(kind=SHISAKU.matchedText, said=SHISAKU.matchMethod, most=SHOWN,
                                  **_TERMS)
_UNSURE_REPORTS = _UNSURE.format(kind=SHISAKU.phase, said=SHISAKU.attributionMethod, most=SHOWN,
                                 **_TERMS)


def caveats(request: Request) -> Response:
    """Show what was not read, what is unsure, what the shapes say, and what was measured; of many
    municipalities, the readings of the one that ``municipality=`` chooses (a code), else the
    first's."""
    dataset, tongue = dataset_of(request), tongue_of(request)
    known = towns(dataset) if are_many(dataset) else {}
    town = request.query_params.get("municipality", "")
    town = town if town in known else next(iter(known), "")
    account = unread(dataset, town)
    mentions, reports, unsure_mentions, unsure_reports, figures = _readings(dataset, town)
    return respond(request, dataset, Shown(
        "caveats.html", "読み取りの限界" if tongue == "ja" else "Caveats",
        {"report": dataset.report, "account": account, "shown": SHOWN,
         "mentions": mentions, "reports": reports, "methods": METHODS,
         "reason_label": lambda reason: reason_label(reason, tongue),
         "unsure_mentions": unsure_mentions,
         "unsure_reports": unsure_reports,
         "figures": figures, "measured": measured(), "towns": known, "town": town,
         "kind_label": lambda name: label_of(SHISAKU.term(name)).in_(tongue)},
        Table(("part", "what", "number", "of"), list(_told(account, mentions, reports))
              + [("validation", severity, number, "")
                 for severity, number in dataset.report.validation.items()]
              + [("warning", warning, 1, "") for warning in dataset.report.warnings]),
        MENTIONS))


@lru_cache(maxsize=4)
def _readings(dataset: Dataset, town: str) -> tuple[Rows, ...]:
    """Adding up looks at every name and report, and is the same until a build or verdict."""
    store = part_of(dataset, town)
    return tuple(tuple(rows(store, query)) for query in (
        MENTIONS, REPORTS, _UNSURE_MENTIONS, _UNSURE_REPORTS, _FIGURES))


def _told(account: Unread, *readings: Rows) -> Iterator[tuple[Any, ...]]:
    for each in account.documents:
        yield "lines unexplained", each.name, each.unexplained, each.lines
    for reason, lines in account.reasons:
        yield "lines passed over", reason, lines, ""
    for part, found in zip(("mentions", "reports"), readings, strict=True):
        for method, number, least, _ in found:
            yield f"{part} by method", method, int(number), f"least confidence {least}"


@cache
def measured() -> dict[str, Any]:
    """Return how often findings were right (``measured.toml``)."""
    text = files("shisaku.web.pages").joinpath("measured.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
