"""Comparing few pairs finds what comparing all finds, and hostile plans end soon."""

from __future__ import annotations

import time
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from graph.assembly import graph_quads
from graph.findings import findings_quads
from graph.findings.overlap.candidates import candidates
from graph.findings.overlap.likeness import Plan
from graph.findings.overlap.profiles import Profile
from graph.findings.settings import settings
from ontology.terms import SHISAKU

if TYPE_CHECKING:
    from tests.graph.findings.conftest import ReadingOf

LIMITS = settings().overlaps
BASE = "https://example.org/id/"
WORDS = ("子育て", "世帯", "高齢者", "観光", "農業", "相談", "補助", "推進", "事業", "研修", "バス",
         "空き家", "若者", "まつり", "の", "A", "")
texts = st.lists(st.sampled_from(WORDS), max_size=5).map("".join)


def profile(project: str, name: str, told: list[str]) -> Profile:
    return Profile(project, name, (), tuple(told), frozenset(), frozenset(), frozenset(),
                   frozenset(), frozenset(), frozenset(), (), ())


plans = st.lists(st.tuples(texts, st.lists(texts, max_size=2)), max_size=12).map(
    lambda told: [profile(f"p{place:02}", *each) for place, each in enumerate(told)])


@how(deadline=None, max_examples=300)
@given(every=plans, least=st.floats(0.05, 1))
def test_few_comparisons_find_what_all_find(every: list[Profile], least: float) -> None:
    plan, projects = Plan(every, LIMITS), [each.project for each in every]
    few = candidates(projects, plan, least, len(every) + 1)

    assert not few.untold
    assert [pair for pair in few.pairs
            if plan.alike(*(projects[place] for place in pair)).score >= least] == [
        (one, two) for one, two in combinations(range(len(projects)), 2)
        if plan.alike(projects[one], projects[two]).score >= least]


@how(deadline=None, max_examples=200)
@given(every=plans, most=st.integers(1, 4))
def test_the_most_alike_are_told_and_the_others_counted(every: list[Profile], most: int) -> None:
    plan, projects = Plan(every, LIMITS), [each.project for each in every]
    whole = candidates(projects, plan, 0.1, len(every) + 1).pairs
    few = candidates(projects, plan, 0.1, most)
    of_all, told = (Counter(place for pair in pairs for place in pair)
                    for pairs in (whole, few.pairs))

    assert set(few.pairs) <= set(whole)
    assert {place: of_all[place] - told[place] for place in of_all
            if of_all[place] > told[place]} == few.untold
    for place, number in of_all.items():
        assert told[place] >= min(number, most)
        scores = {pair: plan.alike(*(projects[end] for end in pair)).score
                  for pair in whole if place in pair}
        best = sorted(scores.values(), reverse=True)[:most]
        assert sorted((scores[pair] for pair in few.pairs if place in pair),
                      reverse=True)[: len(best)] == pytest.approx(best)


def hostile(number: int, groups: int) -> str:
    """A plan of so many projects, in groups of which each shares its words."""
    words = [one + two for one, two in combinations(WORDS[:-3], 2)]
    return "\n".join(f"1-1 ・{words[place % groups]}第{place}号事業" for place in range(number))


@pytest.mark.parametrize("groups", [1, 12])
def test_a_plan_of_like_projects_ends_soon_and_says_what_it_leaves_out(
    reading_of: ReadingOf, groups: int
) -> None:
    quads = list(graph_quads([reading_of(hostile(2_000, groups))], BASE))
    start = time.process_time()
    found = list(findings_quads(quads, BASE))
    took = time.process_time() - start
    pairs = [quad.subject for quad in found if quad.object.value == SHISAKU.Overlap]  # type: ignore[union-attr]

    assert took < 30
    assert len(pairs) <= 2_000 * LIMITS.most
    if pairs:
        assert any(quad.predicate.value == SHISAKU.untoldPairs for quad in found)
