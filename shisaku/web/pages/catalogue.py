"""``/queries`` and ``/queries/{name}``: the questions of the catalogue as forms with their answers.

The query stands beside its answer and opens in the editor with the values that were given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from graph.dataset import Dataset
from graph.part import part_for
from graph.results import Term
from graph.store import GraphStore
from ontology.errors import QueryError
from ontology.terms import RDF, SHISAKU, SKOS
from queries.answer import Answer, Rows
from queries.catalogue import Parameter, Question
from queries.catalogue import question as named_question
from queries.columns import SOURCE, grouped, heading
from queries.gathered import Gathered, gathered
from queries.lookup import CLASSES, look_up
from queries.parameters import bound_terms
from queries.question import MUNICIPALITY, USERS
from queries.table import shown as texts_of
from queries.table import term_text
from shisaku.web.pages.facts import Facts
from shisaku.web.pages.links import passage_path, thing_path
from shisaku.web.pages.naming import fetch_named, ref
from shisaku.web.pages.rows import rows
from shisaku.web.pages.shown import Shown, Table, dataset_of, form_of, respond
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.pages.towns import are_many
from shisaku.web.pages.worked import Worked, worked
from shisaku.web.problems import ProblemError

PAGE = 200
"""Rows shown at once; files have them all."""
MOST_CHOICES = 2_000
USERS_NAMED = {"planner": ("企画する人", "Planner"), "researcher": ("調べる人", "Researcher"),
               "auditor": ("点検する人", "Auditor")}
_DIGESTS = f"""SELECT ?document ?digest WHERE {{
  ?document <{RDF.type}> <{SHISAKU.SourceDocument}> ; <{SHISAKU.sha256}> ?digest }}"""
_CHOICES = f"""SELECT ?kind ?name ?notation WHERE {{
  ?thing <{RDF.type}> ?kind ; <{SKOS.prefLabel}> ?name .
  OPTIONAL {{ ?thing <{SKOS.notation}> ?notation }} }}"""
_YEARS = f"""SELECT ?notation WHERE {{
  ?year <{RDF.type}> <{SHISAKU.FiscalYear}> ; <{SKOS.notation}> ?notation }} ORDER BY ?notation"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an answer: its text, and the address behind it, "" for none."""

    text: str
    link: str


def questions(request: Request) -> Response:
    """Show the catalogue by user."""
    dataset, tongue, known = dataset_of(request), tongue_of(request), known_questions(request)
    by_user = [(USERS_NAMED[user][tongue == "en"],
                [each for each in known if each.user == user]) for user in USERS]
    return respond(request, dataset, Shown(
        "questions.html", "質問" if tongue == "ja" else "Questions", {"by_user": by_user},
        Table(("name", "user", "title", "question"),
              [(each.name, each.user, each.title(tongue), each.question(tongue))
               for each in known])))


def question(request: Request) -> Response:
    """Show one question, and its answer once its parameters are given. A value at fault is told
    beside the form, with status 400."""
    dataset, tongue = dataset_of(request), tongue_of(request)
    asked = _question(request)
    given = {each.name: request.query_params.get(each.name, "") for each in asked.parameters}
    found, fault = _answer(request, dataset, asked, given)
    answer = found.answer if found is not None else None
    if fault is not None and form_of(request) != "html":
        raise fault
    start = _start(request)
    together = isinstance(answer, Gathered)
    page = answer.page(start, PAGE) if isinstance(answer, Gathered) else answer
    table = _table(answer, tongue) if answer is not None else None
    cut = {"cut": True} if found is not None and found.cut else {}
    return respond(request, dataset, Shown(
        "question.html", asked.title(tongue),
        {"asked": asked, "given": given, "fault": fault.message(tongue) if fault else None,
         "choices": {each.name: _choices(dataset, each, given.get("municipality", ""))
                     for each in asked.parameters},
         "headings": _headings(page, tongue), "start": start, "page": PAGE,
         "total": _total(answer, table),
         "cells": _cells(dataset, page, tongue, 0 if together else start), "cut": bool(cut)},
        table, asked.text, cut), 400 if fault and any(given.values()) else 200)


def known_questions(request: Request) -> tuple[Question, ...]:
    """Return the catalogue of the application, with the questions that its operator added."""
    known: tuple[Question, ...] = request.app.state.questions
    return known


def _question(request: Request) -> Question:
    try:
        return named_question(request.path_params["name"], known_questions(request))
    except QueryError as error:
        raise ProblemError(404, "not-found", ja=error.ja, en=error.en) from error


def _total(answer: Answer | Gathered | None, table: Table | None) -> int:
    """Return how many rows the answer has."""
    if isinstance(answer, Gathered):
        return answer.total
    return len(tuple(table.rows)) if table else 0


def _answer(
    request: Request, dataset: Dataset, asked: Question, given: Mapping[str, str]
) -> tuple[Worked | None, QueryError | None]:
    """Return the answer, or what is wrong with what was given."""
    try:
        if asked.within and not any(given.get(each.name) for each in asked.parameters
                                    if each.type in CLASSES):
            bound = bound_terms(dataset.store, asked, given)
            together = gathered(dataset.store, asked, bound)
            if together is not None:
                return Worked(together, cut=False), None
            if are_many(dataset):
                # Asked of all it would keep the server busy for as long as a country takes.
                return None, _choose_one(len(dataset.report.municipalities))
        return worked(request, dataset, asked, given), None
    except QueryError as error:
        return None, error


def _choose_one(number: int) -> QueryError:
    return QueryError(
        ja=f"{number} の自治体があります。自治体を一つ選んでください。"
           "すべてについては shisaku query か SPARQL で尋ねられます。",
        en=f"There are {number} municipalities: choose one. All of them can be asked with "
           "shisaku query, or in SPARQL.")


def _start(request: Request) -> int:
    text = request.query_params.get("from", "0")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _headings(answer: Answer | None, tongue: str) -> list[str]:
    if isinstance(answer, Rows):
        return [heading(stem, tongue) for stem in _groups(answer)]
    return list(texts_of(answer, tongue).headings) if answer is not None else []


def _groups(answer: Rows) -> Mapping[str, Sequence[int]]:
    """Return the columns that belong together, without those that repeat what was asked."""
    return {stem: places for stem, places in grouped(answer.columns).items()
            if answer.bound.isdisjoint(answer.columns[place] for place in places)}


def _cells(
    dataset: Dataset, answer: Answer | None, tongue: str, start: int
) -> list[list[Cell]]:
    if answer is None:
        return []
    texts = texts_of(answer, tongue).rows[start : start + PAGE]
    if not isinstance(answer, Rows):
        return [[Cell(text, "") for text in row] for row in texts]
    digests, base = _digests(dataset), dataset.report.base
    cells = [[Cell(text, _link({answer.columns[place]: row[place] for place in places}, stem,
                               digests, base))
              for text, (stem, places) in zip(shown, _groups(answer).items(), strict=True)]
             for shown, row in zip(texts, answer.rows[start : start + PAGE], strict=True)]
    return _labelled(dataset, tongue, cells)


def _labelled(dataset: Dataset, tongue: str, cells: list[list[Cell]]) -> list[list[Cell]]:
    """Return ``cells`` where a thing that the answer has no name for bears its own."""
    facts, start = Facts(dataset, tongue), "/id/"
    bare = {cell.link: facts.base + unquote(cell.link.removeprefix(start)) for row in cells
            for cell in row if cell.link.startswith(start) and cell.text.startswith("…/")}
    fetch_named(facts, bare.values())
    return [[Cell(ref(facts, bare[cell.link]).label, cell.link) if cell.link in bare else cell
             for cell in row] for row in cells]


def _link(terms: Mapping[str, Term | None], stem: str, digests: Mapping[str, str],
          base: str) -> str:
    """Return the address of the thing or the passage that some columns tell of."""
    told = {name: term_text(term, "en") if name != stem else getattr(term, "value", "")
            for name, term in terms.items()}
    if stem == SOURCE:
        digest = digests.get(getattr(terms.get("document"), "value", ""), "")
        first, last, page = (told.get(name, "") for name in ("firstLine", "lastLine", "page"))
        if digest and first and last:
            return passage_path(digest, int(first), int(last), int(page) if page else None)
        return f"/sources/{digest}" if digest else ""
    iri = told.get(stem, "")
    return thing_path(base, iri) if iri.startswith(base) else ""


def _table(answer: Answer | Gathered, tongue: str) -> Table:
    if isinstance(answer, Gathered):
        return Table(answer.columns, (row for page in answer.pages() for row in _values(page)),
                     long=True)
    if isinstance(answer, Rows):
        return Table(answer.columns, list(_values(answer)))
    told = texts_of(answer, tongue)
    return Table(tuple(each or "answer" for each in told.headings), told.rows)


def _values(answer: Rows) -> Iterator[list[str | None]]:
    for row in answer.rows:
        yield [getattr(term, "value", "") if term is not None else None for term in row]


@lru_cache(maxsize=2)
def _digests(dataset: Dataset) -> Mapping[str, str]:
    return dict(_pair(row) for row in rows(dataset.store, _DIGESTS))


def _pair(row: tuple[str, ...]) -> tuple[str, str]:
    return row[0], row[1]


@lru_cache(maxsize=64)
def _choices(
    dataset: Dataset, parameter: Parameter, municipality: str
) -> tuple[tuple[str, str], ...]:
    """Return what a parameter may be, where that is a few things: the value and its name. Of many
    municipalities only the chosen one's things are told."""
    if parameter.type == "fiscal-year":
        return tuple((notation, "") for notation, in rows(dataset.store, _YEARS))
    kind = CLASSES.get(parameter.type)
    if kind is None:
        return ()
    if parameter.type == MUNICIPALITY:
        names = {entry.municipality_name for entry in dataset.report.sources}
        return tuple((name, "") for name in sorted(names)[:MOST_CHOICES])
    store: GraphStore = dataset.store
    if are_many(dataset):
        if not municipality:
            return ()
        store = _part(dataset, municipality)
        if store is dataset.store:
            return ()
    found = sorted({(notation, name) for _, name, notation in rows(store, _CHOICES, kind=kind)})
    return tuple((notation, name) if notation else (name, "")
                 for notation, name in found[:MOST_CHOICES])


def _part(dataset: Dataset, municipality: str) -> GraphStore:
    """Return what is said of the municipality that a person names, everything where there is no
    such one."""
    try:
        return part_for(dataset.store, (look_up(dataset.store, MUNICIPALITY, municipality),))
    except QueryError:
        return dataset.store
