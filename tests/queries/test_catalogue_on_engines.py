"""Every question of the catalogue on the two fictional towns, at real engines: the rows that were
found by reading the towns' graph, whatever the engine."""

from functools import partial

import pytest

from graph.canonical import canonical_ntriples
from graph.remote import RemoteStore
from graph.remote.push import Content, push
from graph.store import EmbeddedStore
from queries.answer import Rows
from queries.catalogue import catalogue, question
from queries.runner import run
from tests.engines import Engine
from tests.queries.test_catalogue_answers import CASES, Case, cell, table


@pytest.fixture(scope="module")
def far(engine: Engine, towns: EmbeddedStore) -> RemoteStore:
    def fetched(graph: str) -> bytes:
        return canonical_ntriples(towns.quads(graph))

    graphs = {graph: partial(fetched, graph) for graph in towns.graphs()}
    push(RemoteStore(engine.writable), Content("towns", graphs, {}))
    return RemoteStore(engine.url)


ONE_EACH = list({case.question: case for case in reversed(CASES)}.values())
"""A case for each question: some engines take a second to plan one."""


@pytest.mark.parametrize("case", ONE_EACH, ids=str)
def test_an_engine_gives_the_same(far: RemoteStore, case: Case) -> None:
    answer = run(far, question(case.question), case.parameters)

    assert isinstance(answer, Rows)
    assert table(answer.columns, (map(cell, row) for row in answer.rows)) == case.table


def test_every_question_is_asked() -> None:
    assert len(ONE_EACH) == len(catalogue()) == 33
