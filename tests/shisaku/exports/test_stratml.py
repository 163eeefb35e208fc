"""Strategies in StratML, held to the published rules and read back by lxml."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from pyoxigraph import Quad

from graph.dataset import Dataset
from graph.named_graph import NamedGraph
from graph.store import EmbeddedStore
from ontology.errors import QueryError
from ontology.iris import Iris
from ontology.terms import DCTERMS, RDF, SHISAKU, SKOS
from shisaku.exports.stratml import PARTS, chosen_plan, plans, stratml

Gold = Callable[[str], list[dict[str, str]]]
SPACES = {"1": "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
          "2": "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"}
TOWN = Iris("https://example.org/id/", "990001")


def rules(part: str) -> etree.DTD:
    text = Path(__file__).with_name(f"stratml_part{part}.dtd").read_text(encoding="utf-8")
    return etree.DTD(io.StringIO(text))


def texts(root: etree._Element, path: str, part: str) -> list[str]:
    return [each.text or "" for each in root.iterfind(path, {"": SPACES[part]})]


def document(sample: Dataset, name: str, part: str) -> etree._Element:
    return etree.fromstring(stratml(chosen_plan(plans(sample.store), name), part))


def objective(root: etree._Element, notation: str) -> etree._Element:
    (found,) = [each for each in root.iterfind(".//Objective", {"": SPACES["2"]})
                if texts(each, "SequenceIndicator", "2") == [notation]]
    return found


@pytest.mark.parametrize("part", PARTS)
def test_the_sample_keeps_the_rules(sample: Dataset, part: str) -> None:
    dtd, found = rules(part), plans(sample.store)

    assert len(found) == 2
    for plan in found:
        root = etree.fromstring(stratml(plan, part))
        assert etree.QName(root).namespace == SPACES[part]
        assert dtd.validate(root), dtd.error_log
        marks = texts(root, ".//Identifier", part)
        assert len(marks) == len(set(marks))
        assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", mark, re.ASCII) for mark in marks)
        for name in ("StartDate", "EndDate"):
            assert all(map(date.fromisoformat, texts(root, f".//{name}", part)))
        assert all(Decimal(number).is_finite()
                   for number in texts(root, ".//NumberOfUnits", part))
        assert texts(root, ".//Source", part) == [plan.iri]


BREAKS = [
    (".//Goal/Name", "1"), (".//Goal/Description", "1"), ("StrategicPlanCore", "1"), ("Name", "2"),
    (".//PerformanceIndicator/UnitOfMeasurement", "2"), (".//Role/Name", "2"),
]


@pytest.mark.parametrize(("path", "part"), BREAKS)
def test_the_rules_refuse_what_lacks_an_element(sample: Dataset, path: str, part: str) -> None:
    root = document(sample, "霧原町総合戦略", part)
    gone = root.find(path, {"": SPACES[part]})
    assert gone is not None
    above = gone.getparent()
    assert above is not None
    above.remove(gone)

    assert not rules(part).validate(root)


def test_the_rules_refuse_another_order(sample: Dataset) -> None:
    root = document(sample, "霧原町総合戦略", "2")
    root.insert(0, root[-1])

    assert not rules("2").validate(root)


@pytest.mark.parametrize("part", PARTS)
def test_goals_and_objectives_are_those_of_the_document(
    sample: Dataset, gold: Gold, part: str
) -> None:
    root = document(sample, "霧原町総合戦略", part)
    printed = gold("sample_strategy")
    goals = {row["notation"]: row["label"] for row in printed if row["kind"] == "goal"}
    below = [(row["notation"], row["label"]) for row in printed if row["kind"] != "goal"]

    assert len(goals) == 2
    assert dict(zip(texts(root, ".//Goal/SequenceIndicator", part),
                    texts(root, ".//Goal/Name", part), strict=True)) == goals
    assert list(zip(texts(root, ".//Objective/SequenceIndicator", part),
                    texts(root, ".//Objective/Name", part), strict=True)) == sorted(below)


def test_departments_and_projects_stand_with_their_direction(sample: Dataset, gold: Gold) -> None:
    root = document(sample, "霧原町総合戦略", "2")
    direction = objective(root, "1-1")
    reported = {name for row in gold("sample_reports") if row["direction"] == "1-1"
                for name in row["departments"].split(";")}
    listed = {row["name"] for row in gold("sample_listings") if row["direction"] == "1-1"}
    (told,) = texts(direction, "OtherInformation", "2")

    assert set(texts(direction, "Stakeholder/Name", "2")) == reported
    assert set(texts(direction, ".//RoleType", "2")) == {"Performer"}
    assert {name.replace(" ", "") for name in told.removeprefix("事業: ").split("、")} == {
        name.replace(" ", "") for name in listed}


def test_targets_and_results_of_one_indicator(sample: Dataset) -> None:
    """Lines 16–20 of the sample's report: 作付面積, 184 ha in 2023, 200 ha planned for 2024."""
    root = document(sample, "霧原町総合戦略", "2")
    (indicator,) = [each for each in objective(root, "1-1").iterfind(
        "PerformanceIndicator", {"": SPACES["2"]})
                    if texts(each, "MeasurementDimension", "2") == ["作付面積"]]

    assert texts(indicator, "UnitOfMeasurement", "2") == ["ha"]
    assert texts(indicator, ".//TargetResult/*", "2") == ["2024-04-01", "2025-03-31", "200"]
    assert texts(indicator, ".//ActualResult/*", "2") == ["2023-04-01", "2024-03-31", "184"]


def test_one_strategy_must_be_chosen(sample: Dataset) -> None:
    found = plans(sample.store)

    assert chosen_plan(found, found[0].iri) == chosen_plan(found, found[0].name) == found[0]
    assert chosen_plan(found[:1], None) == found[0]
    for wanted in (None, "第9期"):
        with pytest.raises(QueryError, match="霧原町総合戦略"):
            chosen_plan(found, wanted)


def hostile() -> list[Quad]:
    graph = NamedGraph("https://example.org/graph")
    strategy, goal, stray = TOWN.strategy(1), TOWN.goal(1, "1"), TOWN.direction(1, "7-1")
    return [
        graph.link(strategy, RDF.type, SHISAKU.Strategy),
        graph.japanese(strategy, SKOS.prefLabel, "<b>戦略</b> & \x00\x0b]]>"),
        graph.link(strategy, DCTERMS.publisher, TOWN.municipality),
        graph.link(goal, RDF.type, SHISAKU.Goal), graph.link(goal, SKOS.inScheme, strategy),
        graph.plain(goal, SKOS.notation, "1"), graph.japanese(goal, SKOS.prefLabel, "\ufffe目標"),
        graph.link(stray, RDF.type, SHISAKU.Direction), graph.link(stray, SKOS.inScheme, strategy),
        graph.plain(stray, SKOS.notation, "7-1"),
    ]


@pytest.mark.parametrize("part", PARTS)
def test_a_name_that_is_code_stays_a_name(part: str) -> None:
    (plan,) = plans(EmbeddedStore.of(hostile()))
    root = etree.fromstring(stratml(plan, part))

    assert rules(part).validate(root)
    assert texts(root, "Name", part) == ["<b>戦略</b> & ␀␋]]>"]
    assert texts(root, ".//Goal/Name", part) == ["\N{REPLACEMENT CHARACTER}目標"]


def test_a_direction_without_a_goal_is_given_to_none() -> None:
    (plan,) = plans(EmbeddedStore.of(hostile()))

    assert [below for _, below in plan.goals] == [()]


def test_number_of_cases() -> None:
    assert (len(BREAKS), len(PARTS)) == (6, 2)
