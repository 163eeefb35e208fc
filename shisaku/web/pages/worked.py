"""A question of the catalogue answered by a worker: what it may cost is bounded as for any query,
whoever wrote it and whatever values are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from anyio import from_thread
from starlette.requests import Request

from graph.dataset import Dataset
from queries.answer import Answer, answer_read
from queries.catalogue import Question
from queries.gathered import Gathered
from queries.parameters import bound_terms
from shisaku.web.workers import question as worker_question
from shisaku.web.workers.pool import Pool


@dataclass(frozen=True, slots=True)
class Worked:
    """An answer; ``cut`` is true where it has only as many rows as one answer may have."""

    answer: Answer | Gathered
    cut: bool


def worked(request: Request, dataset: Dataset, asked: Question,
           given: Mapping[str, str]) -> Worked:
    """Return the answer to ``asked`` with the values ``given``, of ``dataset`` and no later one.
    Called outside of the event loop. QueryError where a value is at fault, ProblemError where the
    question is not answered within the limits."""
    bound = bound_terms(dataset.store, asked, given)
    pool: Pool = request.app.state.pool
    question = worker_question.Question(
        asked.text, rows="json", graph="nt", bound=worker_question.told(bound),
        within=asked.within)
    answer = from_thread.run(pool.ask, question.to_json(),
                             lambda snapshot: snapshot == dataset.report.snapshot)
    with answer.body:
        return Worked(answer_read(answer.body.read(), answer.is_graph, bound), answer.cut)
