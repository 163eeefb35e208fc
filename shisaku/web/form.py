"""The plain page of ``/sparql``: a form that works without JavaScript, with what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ontology.terms import PREFIXES
from queries.catalogue import Question
from queries.question import USERS
from shisaku.web.formats import GRAPH_FORMATS, ROW_FORMATS
from shisaku.web.pages.catalogue import USERS_NAMED, known_questions
from shisaku.web.pages.shown import HEADERS, POLICY, Shown, dataset_of, html_of
from shisaku.web.pages.tongue import remember, tongue_of
from shisaku.web.problem_response import retry_header
from shisaku.web.problems import TITLES, ProblemError
from shisaku.web.sparql_request import SparqlRequest
from shisaku.web.workers.worker import Answer

MOST_SHOWN = 1000
"""Rows that the page shows; files have them all."""
LONGEST_SHOWN = 200_000
"""Bytes of a graph that the page shows."""
_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The editor's own parts set styles in the page; scripts are as strict as everywhere."""
EXAMPLE = f"""PREFIX shisaku: <{PREFIXES['shisaku']}>
PREFIX skos: <{PREFIXES['skos']}>
SELECT ?project ?label WHERE {{
  ?project a shisaku:Project ; skos:prefLabel ?label
}} ORDER BY ?label LIMIT 20
"""


class Cell(NamedTuple):
    """A term as the table shows it; ``language`` is the literal's own tag."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the page shows of an answer: a graph, a truth, or rows."""

    snapshot: str
    notices: tuple[str, ...]
    turtle: str | None = None
    truth: bool | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


def form_page(request: Request) -> Response:
    """Return the page with an example to begin with."""
    return _page(request, 200, {}, query=EXAMPLE)


def answer_page(request: Request, answer: Answer, asked: SparqlRequest,
                headers: Mapping[str, str]) -> Response:
    """Return the page with ``answer``, which is in JSON or Turtle, below the query."""
    with answer.body:
        result = _result(answer, tongue_of(request))
    return _page(request, 200, headers, query=asked.text, kept=_kept(asked), result=result)


def problem_page(request: Request, problem: ProblemError) -> Response:
    """Return the page with what is wrong below the query of the address."""
    tongue = tongue_of(request)
    told = {"title": TITLES[problem.kind][tongue == "en"], "detail": problem.message(tongue)}
    return _page(request, problem.status, retry_header(problem), problem=told,
                 query=request.query_params.get("query", ""))


def _page(request: Request, status: int, headers: Mapping[str, str], **shown: Any) -> Response:
    tongue = tongue_of(request)
    values = {"kept": (), "result": None, "problem": None, "row_formats": ROW_FORMATS,
              "graph_formats": GRAPH_FORMATS,
              "examples": _examples(known_questions(request), tongue)} | shown
    page = html_of(request, dataset_of(request), Shown("sparql.html", "SPARQL", values))
    own = {**HEADERS, "Content-Security-Policy": _POLICY, "Content-Language": tongue,
           "Vary": "Accept, Accept-Language"}
    response = HTMLResponse(page, status, {**headers, **own})
    remember(request, response)
    return response


def _examples(
    known: Sequence[Question], tongue: str
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the questions ``known`` that need no value: by user, title and text without
    its header."""
    return [(USERS_NAMED[user][tongue == "en"],
             [(each.title(tongue), each.text.partition("\n\n")[2]) for each in known
              if each.user == user and not any(part.required for part in each.parameters)])
            for user in USERS]


def _kept(asked: SparqlRequest) -> list[tuple[str, str]]:
    """Return what the next query keeps from this one."""
    return [("default-graph-uri", each) for each in asked.default_graphs] + \
        [("named-graph-uri", each) for each in asked.named_graphs]


def _result(answer: Answer, tongue: str) -> Result:
    cut = (_notice(tongue, ja="答えが多すぎるため、途中までです。",
                   en="The answer is too long: this is its first part."),) if answer.cut else ()
    if answer.is_graph:
        turtle = answer.body.read(LONGEST_SHOWN).decode(errors="ignore")
        part = (_notice(tongue, ja="先頭だけを表示しています。全体はファイルで保存できます。",
                        en="Only the beginning is shown; save it as a file to have all."),
                ) if answer.size > LONGEST_SHOWN else ()
        return Result(answer.snapshot, cut + part, turtle=turtle)
    told = json.loads(answer.body.read())
    if "boolean" in told:
        return Result(answer.snapshot, cut, truth=told["boolean"])
    columns, bindings = tuple(told["head"]["vars"]), told["results"]["bindings"]
    count = (_notice(tongue, ja=f"{len(bindings)} 行", en=f"{len(bindings)} rows"),)
    part = (_notice(tongue, ja=f"先頭の {MOST_SHOWN} 行だけを表示しています。",
                    en=f"Only the first {MOST_SHOWN} rows are shown."),
            ) if len(bindings) > MOST_SHOWN else ()
    rows = tuple(tuple(_cell(row.get(column)) for column in columns)
                 for row in bindings[:MOST_SHOWN])
    return Result(answer.snapshot, count + cut + part, columns=columns, rows=rows)


def _notice(tongue: str, *, ja: str, en: str) -> str:
    return en if tongue == "en" else ja


def _cell(term: Mapping[str, Any] | None) -> Cell:
    if term is None:
        return Cell("", "")
    value = term["value"]
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Cell(f"_:{text}" if term["type"] == "bnode" else text, term.get("xml:lang", ""))
