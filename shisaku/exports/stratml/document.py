"""A strategy as StratML: Part 1 (the plan) or Part 2 (with indicators, targets and results).

Sources: ISO 17469-1:2015, schema StrategicPlanISOVersion20140401; Part 2, schema
PerformancePlanOrReport20160216. The element order is the schemas'; what documents do not say (a
vision, a mission, values) is left out, and nothing is made up: a goal without a description has
an empty one, because the schemas require it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from shisaku.exports.stratml.plan import Measured, Place, Plan
from shisaku.xml_text import xml_text

PARTS = ("1", "2")
_SPACES = {"1": "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
           "2": "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"}
_CAVEAT = ("公表資料から自動で読み取ったもので、誤りがありえます。IRI から出典を確かめてください。 "
           "Read from published documents by a program: it can be wrong; follow the IRI to the "
           "lines of the documents.")
_RESULTS = {"Target": "TargetResult", "Actual": "ActualResult", "Baseline": "ActualResult"}
"""What a figure is in StratML; budgets and settlements are no results there."""


def stratml(plan: Plan, part: str = "2") -> bytes:
    """Return ``plan`` as an XML document of StratML Part ``part`` (of PARTS)."""
    root = (Element("StrategicPlan", xmlns=_SPACES["1"]) if part == "1" else
            Element("PerformancePlanOrReport", xmlns=_SPACES["2"], Type="Strategic_Plan"))
    _add(root, "Name", plan.name)
    _add(root, "OtherInformation", _CAVEAT)
    core = SubElement(root, "StrategicPlanCore")
    organization = SubElement(core, "Organization")
    _add(organization, "Name", plan.municipality)
    _add(organization, "Identifier", _identifier(f"{plan.iri}#organization"))
    _add(organization, "Description", f"全国地方公共団体コード {plan.code}" if plan.code else "")
    for goal, below in plan.goals:
        element = _place(core, "Goal", goal, part)
        for place in below:
            objective = _place(element, "Objective", place, part)
            if part == "2":
                _add_indicators(objective, place)
    administrative = SubElement(root, "AdministrativeInformation")
    if part == "2":
        _add(administrative, "Identifier", _identifier(plan.iri))
    _add(administrative, "Source", plan.iri)
    indent(root)
    text: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return text + b"\n"


def _place(above: Element, name: str, place: Place, part: str) -> Element:
    element = SubElement(above, name)
    _add(element, "Name", place.name)
    SubElement(element, "Description").text = xml_text(place.text)
    _add(element, "Identifier", _identifier(place.iri))
    _add(element, "SequenceIndicator", place.notation)
    for worker in place.workers:
        stakeholder = SubElement(element, "Stakeholder", StakeholderTypeType="Organization")
        _add(stakeholder, "Name", worker)
        if part == "2":
            role = SubElement(stakeholder, "Role")
            _add(role, "Name", "所管部署")
            _add(role, "RoleType", "Performer")
    _add(element, "OtherInformation", f"事業: {'、'.join(place.listed)}" if place.listed else "")
    return element


def _add_indicators(objective: Element, place: Place) -> None:
    told = sorted((figure for figure in place.figures if figure.kind in _RESULTS),
                  key=lambda figure: (figure.label, figure.unit))
    for (label, unit), figures in groupby(told, key=lambda figure: (figure.label, figure.unit)):
        indicator = SubElement(objective, "PerformanceIndicator",
                               PerformanceIndicatorType="Quantitative")
        SubElement(indicator, "MeasurementDimension").text = xml_text(label)
        SubElement(indicator, "UnitOfMeasurement").text = xml_text(unit)
        instance = SubElement(indicator, "MeasurementInstance")
        for figure in _ordered(figures):
            result = SubElement(instance, _RESULTS[figure.kind])
            _add(result, "StartDate", figure.first)
            _add(result, "EndDate", figure.last)
            _add(result, "NumberOfUnits", figure.value)
            _add(result, "Description", "基準値 baseline" if figure.kind == "Baseline" else "")


def _ordered(figures: Iterable[Measured]) -> Iterator[Measured]:
    """Yield targets before results, the earlier first, each once: two reports may tell the same."""
    yield from dict.fromkeys(sorted(figures, key=lambda figure: (
        _RESULTS[figure.kind] != "TargetResult", figure.first, figure.last, figure.kind,
        figure.value)))


def _add(above: Element, name: str, text: str) -> None:
    """Add an element, unless there is nothing to say."""
    if text:
        SubElement(above, name).text = xml_text(text)


def _identifier(iri: str) -> str:
    """Return a name that XML takes for an identifier, always the same for ``iri``."""
    return f"_{uuid.uuid5(uuid.NAMESPACE_URL, iri)}"
