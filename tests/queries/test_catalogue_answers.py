"""Every question of the catalogue on two fictional towns, in two engines.

The expected rows stand in expected_answers.toml and were found by reading kirihara.trig. The
second engine gets the parameters as a VALUES clause at the head of the WHERE, which is what
binding them means by the standard.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode
from rdflib import Dataset
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node, URIRef

from graph.remote import RemoteStore
from graph.results import Term
from graph.store import EmbeddedStore
from ontology.terms import XSD
from queries.answer import Rows
from queries.catalogue import catalogue, question
from queries.parameters import bound_terms
from queries.runner import run

Cell = tuple[str, str, str] | None
"""Kind ("iri" or "literal"), value and data type of a term."""


@dataclass(frozen=True)
class Case:
    """A question of the catalogue, what it is told, and the table it must answer."""

    question: str
    parameters: dict[str, str]
    table: list[list[str]]

    def __str__(self) -> str:
        return " ".join((self.question, *self.parameters.values()))


def read_cases() -> list[Case]:
    text = Path(__file__).with_name("expected_answers.toml").read_text(encoding="utf-8")
    return [Case(case["question"], case.get("parameters", {}),
                 [line.split(" | ") for line in case["table"].strip().splitlines()])
            for case in tomllib.loads(text)["case"]]


CASES = read_cases()


def brief(cell: Cell) -> str:
    """Return a cell as the tables write it."""
    if cell is None:
        return "-"
    kind, value, datatype = cell
    if kind == "iri":
        return (value.replace("https://w3id.org/shisaku/ns#", "shisaku:")
                .removeprefix("https://w3id.org/shisaku/id/").removeprefix("990001/"))
    return format(float(value), "g") if datatype == XSD.decimal else value.replace("\n", "⏎")


def table(columns: Iterable[str], rows: Iterable[Iterable[Cell]]) -> list[list[str]]:
    return [list(columns), *([brief(cell) for cell in row] for row in rows)]


def cell(term: Term | None) -> Cell:
    if isinstance(term, NamedNode):
        return "iri", term.value, ""
    return ("literal", term.value, term.datatype.value) if isinstance(term, Literal) else None


def rdflib_cell(term: Node | None) -> Cell:
    if isinstance(term, URIRef):
        return "iri", str(term), ""
    return ("literal", str(term), str(term.datatype)) if isinstance(term, RdflibLiteral) else None


def in_rdflib(dataset: Dataset, text: str, bound: dict[str, Term]) -> list[list[str]]:
    names = " ".join(f"?{name}" for name in bound)
    values = f"VALUES ({names}) {{ ({' '.join(map(str, bound.values()))}) }}" if bound else ""
    head, where, tail = text.partition("\nWHERE {\n")
    assert where
    answer = dataset.query(f"{head}{where}{values}\n{tail}")
    columns = [str(variable) for variable in answer.vars or ()]
    return table(columns, (
        [rdflib_cell(row[place]) for place in range(len(columns))]
        for row in answer if isinstance(row, tuple)))


def test_every_question_has_its_answer() -> None:
    assert len(CASES) == 48
    assert {case.question for case in CASES} == {each.name for each in catalogue()}
    assert len(catalogue()) == 33


@pytest.mark.parametrize("case", CASES, ids=str)
def test_answer(towns: EmbeddedStore, case: Case) -> None:
    answer = run(towns, question(case.question), case.parameters)

    assert isinstance(answer, Rows)
    assert table(answer.columns, (map(cell, row) for row in answer.rows)) == case.table


# rdflib warns of its own use of what it has deprecated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("case", CASES, ids=str)
def test_second_engine_agrees(
    towns: EmbeddedStore, towns_in_rdflib: Dataset, case: Case
) -> None:
    asked = question(case.question)
    bound = bound_terms(towns, asked, case.parameters)

    assert in_rdflib(towns_in_rdflib, asked.text, bound) == case.table


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_endpoint_gives_the_same(towns_endpoint: RemoteStore, case: Case) -> None:
    answer = run(towns_endpoint, question(case.question), case.parameters)

    assert isinstance(answer, Rows)
    assert table(answer.columns, (map(cell, row) for row in answer.rows)) == case.table


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_row_but_a_count_names_its_place(case: Case) -> None:
    counting = {"cross-listed-projects", "department-pairs-sharing-projects",
                "department-pairs-in-directions", "strategy-tree", "counts-by-municipality",
                "documents"}
    place = {"document", "file", "page", "firstLine", "lastLine"}

    assert place <= set(case.table[0]) or case.question in counting
