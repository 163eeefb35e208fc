"""Measures against published figures, against the definitions written out, and by hand."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network import Share, Standing, Tie, TieKind
from graph.network.measures import standings

Weights = dict[tuple[str, str], Fraction]
NODES = "abcdef"


def tie(one: str, other: str, weight: Fraction, kind: TieKind = TieKind.DIRECTION) -> Tie:
    first, second = sorted((one, other))
    return Tie(first, second, (Share(kind, "x", weight, ()),))


def of(weights: Weights, departments: Sequence[str] = NODES) -> dict[str, Standing]:
    ties = [tie(*ends, weight) for ends, weight in weights.items()]
    return {each.department: each for each in standings(departments, ties)}


def test_the_families_of_florence() -> None:
    """Betweenness and degree as M. O. Jackson prints them (Social and Economic Networks, 2008,
    section 1.2.1), after Padgett and Ansell's data of marriages; Pucci has no tie and is left
    out there."""
    marriages = {(one, other): Fraction(1) for one, other in nx.florentine_families_graph().edges}
    families = sorted({family for ends in marriages for family in ends})
    found = of(marriages, families)

    assert len(families) == 15
    assert (found["Medici"].degree, found["Strozzi"].degree, found["Guadagni"].degree) == (6, 4, 4)
    assert [round(found[name].betweenness, 3) for name in ("Medici", "Strozzi", "Guadagni")] == [
        0.522, 0.103, 0.255]


def test_two_groups_and_one_between() -> None:
    """a b c and d e f hang together by three things each; c has a third of its ties with d."""
    weights = {("a", "b"): Fraction(3), ("a", "c"): Fraction(3), ("b", "c"): Fraction(3),
               ("d", "e"): Fraction(3), ("d", "f"): Fraction(3), ("e", "f"): Fraction(3),
               ("c", "d"): Fraction(3)}
    found = of(weights)

    assert {name: found[name].community for name in NODES} == {
        "a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2}
    assert found["a"].participation == 0
    assert found["c"].participation == Fraction(4, 9)
    # c lies on all paths from a, b to d, e, f: 6 of the 10 pairs of others
    assert found["a"].betweenness == 0
    assert found["c"].betweenness == pytest.approx(0.6)
    assert {name for name in NODES if found[name].cut} == {"c", "d"}
    assert {name for name in NODES if found[name].bridge} == {"c", "d"}


def test_a_connector_between_three_groups() -> None:
    """g shares its ties evenly among three triangles: participation 2/3, and others join too."""
    corners = [f"{letter}{number}" for letter in "pqr" for number in range(3)]
    weights = {ends: Fraction(5) for ends in combinations(corners, 2) if ends[0][0] == ends[1][0]}
    weights |= {(name, "z"): Fraction(1) for name in ("p0", "p1", "q0", "q1", "r0", "r1")}
    weights |= {("p2", "q2"): Fraction(1), ("q2", "r2"): Fraction(1)}
    found = of(weights, [*corners, "z"])

    # z is in the community of one triangle, so its own third of the ties stays within
    assert found["z"].participation == Fraction(2, 3)
    assert not found["z"].cut
    assert {name for name, each in found.items() if each.bridge} == {"z"}


def test_a_short_way_leads_over_strong_ties() -> None:
    """From a to c: 1/(1/3) = 3 directly, 1/1 + 1/1 = 2 over b. Rounded, 1/3 + 1/3 + 1/3 and 1
    would not be the same length."""
    assert of({("a", "b"): Fraction(1), ("b", "c"): Fraction(1), ("a", "c"): Fraction(1, 3)},
              "abc")["b"].betweenness == 1
    equal = of({("a", "b"): Fraction(10), ("b", "c"): Fraction(10), ("c", "d"): Fraction(10),
                ("a", "d"): Fraction(10, 3)}, "abcd")
    # a–d: directly and over b, c, half each; a–c and b–d: over b, c
    assert equal["b"].betweenness == pytest.approx((1 + Fraction(1, 2)) / 3)


def test_nothing_is_told_of_a_department_without_ties() -> None:
    lonely = of({("a", "b"): Fraction(1)}, "abc")["c"]

    assert lonely.weighted_degree == 0
    assert (lonely.degree, lonely.betweenness) == (0, 0)
    assert (lonely.community, lonely.participation, lonely.bridge) == (None, None, False)


def test_a_tie_without_weight_counts_in_the_degrees_alone() -> None:
    ties = [tie("a", "b", Fraction(1)), tie("b", "c", Fraction(0), TieKind.JOINT)]
    found = {each.department: each for each in standings("abc", ties)}

    assert [(found[name].degree, found[name].close_degree) for name in "abc"] == [
        (1, 0), (2, 1), (1, 1)]
    assert found["c"].weighted_degree == 0
    assert (found["c"].community, found["b"].cut) == (None, False)


def test_no_departments_have_no_standing() -> None:
    assert standings([], []) == ()


weightings = st.dictionaries(
    st.sampled_from(list(combinations(NODES, 2))),
    st.sampled_from([Fraction(1, number) for number in (1, 2, 3, 4)] + [Fraction(5, 6)]))


@settings(deadline=None, max_examples=200)
@given(weights=weightings, order=st.permutations(NODES))
def test_definitions_written_out(weights: Weights, order: list[str]) -> None:
    """Every path is walked, every department taken away: a second way to the same figures."""
    found = of(weights, order)
    around = {name: {next(iter({*ends} - {name})): weight for ends, weight in weights.items()
                     if name in ends} for name in NODES}

    for name in NODES:
        assert found[name].degree == len(around[name])
        assert found[name].weighted_degree == sum(around[name].values())
        assert found[name].betweenness == pytest.approx(float(betweenness(name, around)))
        assert found[name].cut == is_cut(name, around)
        assert found[name].participation == participation(name, around, found)


def betweenness(name: str, around: dict[str, dict[str, Fraction]]) -> Fraction:
    pairs = list(combinations([other for other in NODES if other != name], 2))
    return sum((over(name, *pair, around) for pair in pairs), Fraction(0)) / len(pairs)


def over(name: str, one: str, other: str, around: dict[str, dict[str, Fraction]]) -> Fraction:
    """The share of the shortest paths from ``one`` to ``other`` that lead over ``name``."""
    paths = list(walk((one,), other, around))
    lengths = [sum(1 / around[here][there] for here, there in pairwise(path)) for path in paths]
    short = [path for path, length in zip(paths, lengths, strict=True) if length == min(lengths)]
    return Fraction(sum(name in path for path in short), len(short)) if short else Fraction(0)


def walk(
    path: tuple[str, ...], goal: str, around: dict[str, dict[str, Fraction]]
) -> list[tuple[str, ...]]:
    if path[-1] == goal:
        return [path]
    return [found for step in around[path[-1]] if step not in path
            for found in walk((*path, step), goal, around)]


def is_cut(name: str, around: dict[str, dict[str, Fraction]]) -> bool:
    """Some two neighbours reach each other over ``name`` alone."""
    without = {one: {other: weight for other, weight in ties.items() if other != name}
               for one, ties in around.items() if one != name}
    return any(not walk((one,), other, without) for one, other in combinations(around[name], 2))


def participation(
    name: str, around: dict[str, dict[str, Fraction]], found: dict[str, Standing]
) -> Fraction | None:
    total = sum(around[name].values(), Fraction(0))
    communities = {found[other].community for other in around[name]}
    shares = [sum((weight for other, weight in around[name].items()
                   if found[other].community == community), Fraction(0)) / total
              for community in communities]
    return 1 - sum((share**2 for share in shares), Fraction(0)) if total else None
