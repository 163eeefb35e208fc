"""IRIs from keys, against values computed here with hashlib and against the model's pattern."""

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.iris import DEFAULT_BASE, Iris, key_digest, slug

TOWN = "https://w3id.org/shisaku/id/990001"
SHA256 = "0123456789abcdef" * 4
SEPARATOR = "\x1f"


def digest(*parts: str) -> str:
    return hashlib.sha256(SEPARATOR.join(parts).encode("utf-8")).hexdigest()[:16]


IRIS = Iris(DEFAULT_BASE, "990001")
MEETING = f"{TOWN}/meeting/{digest('推進会議')}-2024-1"

GOLDEN = [
    (IRIS.municipality, TOWN),
    (IRIS.strategy(2), f"{TOWN}/strategy/2"),
    (IRIS.strategy(None), f"{TOWN}/strategy/unstated"),
    (IRIS.goal(2, "1"), f"{TOWN}/strategy/2/goal/1"),
    (IRIS.direction(2, "1-3"), f"{TOWN}/strategy/2/direction/1-3"),
    (IRIS.measure(2, "1-3-ア"), f"{TOWN}/strategy/2/measure/1-3-u30a2"),
    (IRIS.measure(2, "2-1-1"), f"{TOWN}/strategy/2/measure/2-1-1"),
    (IRIS.project("霧の里まつり"), f"{TOWN}/project/{digest('霧の里まつり')}"),
    (IRIS.department("企画課"), f"{TOWN}/department/{digest('企画課')}"),
    (IRIS.named_plan("健康づくり計画"), f"{TOWN}/plan/{digest('健康づくり計画')}"),
    (IRIS.listing("p", "d"), f"{TOWN}/listing/{digest('p', 'd')}"),
    (IRIS.report(SHA256, "k"), f"{TOWN}/report/{digest(SHA256, 'k')}"),
    (IRIS.figure("r", 1), f"{TOWN}/figure/{digest('r', '1')}"),
    (IRIS.mention("r", "p", "窓口"), f"{TOWN}/mention/{digest('r', 'p', '窓口')}"),
    (IRIS.meeting("推進会議", 2024, 1), MEETING),
    (IRIS.agenda_item(MEETING, "3(2)"), f"{MEETING}/agenda/3-2"),
    (IRIS.material(MEETING, "4"), f"{MEETING}/material/4"),
    (IRIS.statement(MEETING, 12), f"{MEETING}/statement/12"),
    (IRIS.document(SHA256), f"{TOWN}/document/0123456789abcdef"),
    (IRIS.document_graph(SHA256), f"{TOWN}/document/0123456789abcdef/graph"),
    (IRIS.passage(SHA256, 3, 5), f"{TOWN}/document/0123456789abcdef/lines/3-5"),
    (IRIS.passage(SHA256, 3, 5, (1, 0)), f"{TOWN}/document/0123456789abcdef/lines/3.1-5.0"),
    (IRIS.fiscal_year(2023), "https://w3id.org/shisaku/id/fiscal-year/2023"),
    (IRIS.derived_graph, "https://w3id.org/shisaku/id/graph/derived"),
    (IRIS.findings_graph, "https://w3id.org/shisaku/id/graph/findings"),
    (IRIS.verdicts_graph, "https://w3id.org/shisaku/id/graph/verdicts"),
]

SLUGS = [
    ("1-3", "1-3"),
    ("ア", "u30a2"),
    ("ｱ", "u30a2"),
    ("１", "1"),
    ("①", "1"),
    ("⾦", "u91d1"),
    ("a.b", "au2eb"),
    ("Ⅲ", "III"),
]

ASCII_IRI = re.compile(r"https://w3id\.org/shisaku/id/[0-9A-Za-z/.-]+")
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def test_number_of_cases() -> None:
    assert (len(GOLDEN), len(SLUGS)) == (26, 8)


@pytest.mark.parametrize(("iri", "expected"), GOLDEN)
def test_golden_iris(iri: str, expected: str) -> None:
    assert iri == expected


@pytest.mark.parametrize(("mark", "expected"), SLUGS)
def test_golden_slugs(mark: str, expected: str) -> None:
    assert slug(mark) == expected


def test_digest_of_a_value_known_from_elsewhere() -> None:
    # The first 16 digits of the SHA-256 of "abc" (FIPS 180-2, appendix B.1).
    assert key_digest("abc") == "ba7816bf8f01cfea"


def test_boundaries_of_the_parts_count() -> None:
    assert key_digest("ab", "c") != key_digest("a", "bc")


def test_next_years_spelling_meets_this_years() -> None:
    assert IRIS.project("移住相談窓口（再掲）") == IRIS.project("移住相談\n窓⼝")


def test_base_can_be_set() -> None:
    assert Iris("https://example.org/id/", "990001").goal(2, "1") == (
        "https://example.org/id/990001/strategy/2/goal/1"
    )


@given(TEXT)
def test_iris_are_ascii(text: str) -> None:
    made = [
        IRIS.project(text), IRIS.department(text), IRIS.measure(2, f"1-1-{text}"),
        IRIS.listing(text, text), IRIS.report(SHA256, text), IRIS.mention(text, text, text),
        IRIS.meeting(text, 2024, 1), IRIS.material(MEETING, f"1{text}"),
        IRIS.agenda_item(MEETING, f"1{text}"),
    ]
    assert [iri for iri in made if not ASCII_IRI.fullmatch(iri)] == []


@given(TEXT, TEXT)
def test_iris_follow_the_normalised_name_alone(one: str, other: str) -> None:
    again = Iris(DEFAULT_BASE, "990001")
    assert again.project(one) == IRIS.project(one)
    assert IRIS.project(f" {one}\n") == IRIS.project(one)
    assert IRIS.department(other) != IRIS.project(other)
