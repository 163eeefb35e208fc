"""What people give as parameters: names in any spelling, years in any calendar, and attacks."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.store import EmbeddedStore
from ontology.errors import QueryError
from ontology.terms import DCTERMS, RDF, SHISAKU, SKOS, XSD
from queries.answer import Rows
from queries.catalogue import question
from queries.lookup import look_up
from queries.parameters import LONGEST_VALUE, bound_terms, guessed_terms
from queries.runner import run

BASE = "https://w3id.org/shisaku/id/"
KIRIHARA, SHIOMI = NamedNode(f"{BASE}990001"), NamedNode(f"{BASE}990002")

NAMES = (
    ("department", "商工観光課", None, "990001/department/shoko"),
    ("department", " 商工 観光課 ", None, "990001/department/shoko"),
    ("department", f"{BASE}990001/department/shoko", None, "990001/department/shoko"),
    ("department", f"<{BASE}990001/department/shoko>", None, "990001/department/shoko"),
    ("department", "企画課", KIRIHARA, "990001/department/kikaku"),
    ("department", "企画課", SHIOMI, "990002/department/kikaku"),
    ("project", "新規就農者支援事業", None, "990001/project/noka"),
    ("project", "新規就農支援事業【再掲】", None, "990001/project/noka"),
    ("project", "灯台ﾗｲﾄｱｯﾌﾟ事業", None, "990002/project/todai"),
    ("project", "霧の駅構想", None, "990001/project/kyoten"),
    ("direction", "2-1", None, "990001/strategy/2/direction/2-1"),
    ("direction", "２－１", None, "990001/strategy/2/direction/2-1"),
    ("direction", "1‐10", None, "990001/strategy/2/direction/1-10"),
    ("direction", "1-1", SHIOMI, "990002/strategy/1/direction/1-1"),
    ("direction", "観光を伸ばす", None, "990001/strategy/2/direction/1-2"),
    ("direction", "移住の促進", None, "990001/strategy/2/direction/2-1"),
    ("municipality", "霧原町", None, "990001"),
    ("municipality", "990002", None, "990002"),
    ("meeting", "令和６年度第１回霧原町総合戦略推進会議", None, "990001/meeting/suishin-2024-1"),
    ("fiscal-year", "2023", None, "fiscal-year/2023"),
    ("fiscal-year", "FY2023", None, "fiscal-year/2023"),
    ("fiscal-year", "fy2023", None, "fiscal-year/2023"),
    ("fiscal-year", "R5", None, "fiscal-year/2023"),
    ("fiscal-year", "r5", None, "fiscal-year/2023"),
    ("fiscal-year", "R5年度", None, "fiscal-year/2023"),
    ("fiscal-year", "令和5年度", None, "fiscal-year/2023"),
    ("fiscal-year", "令和５年度", None, "fiscal-year/2023"),
    ("fiscal-year", "令和 ５ 年", None, "fiscal-year/2023"),
    ("fiscal-year", f"{BASE}fiscal-year/2022", None, "fiscal-year/2022"),
)


@pytest.mark.parametrize(("kind", "wanted", "municipality", "iri"), NAMES)
def test_a_name_finds_its_thing(
    towns: EmbeddedStore, kind: str, wanted: str, municipality: NamedNode | None, iri: str
) -> None:
    assert look_up(towns, kind, wanted, municipality).value == BASE + iri


NAMELESS: tuple[tuple[str, str, str, list[str]], ...] = (
    ("department", "企画課", "There are 2", ["[霧原町]", "[汐見村]", "990002/department/kikaku>"]),
    ("direction", "1-1", "There are 2", ["農業を伸ばす", "漁業を伸ばす"]),
    ("department", "商工課", "There is no department", ["Similar: 商工観光課"]),
    ("department", "水道局", "There is no department", ["There are: ", "農政課"]),
    ("department", f"{BASE}990001/project/ichiba", "There is no department", []),
    ("project", "", "There is no project", ["and 4 more"]),
    ("direction", "9-9", "There is no direction", ["1-1 農業を伸ばす"]),
    ("municipality", "霧原市", "There is no municipality", ["990001 霧原町"]),
    ("fiscal-year", "2031", "There is no fiscal year", ["FY2022 / FY2023 / FY2024"]),
    ("fiscal-year", "令和", "is no fiscal year", ["R5"]),
    ("fiscal-year", "5", "is no fiscal year", []),
    ("fiscal-year", "2023-01", "is no fiscal year", []),
    ("fiscal-year", "FY2023; DROP ALL", "is no fiscal year", []),
)


@pytest.mark.parametrize(("kind", "wanted", "told", "named"), NAMELESS)
def test_a_name_that_does_not_do_is_told_what_there_is(
    towns: EmbeddedStore, kind: str, wanted: str, told: str, named: list[str]
) -> None:
    with pytest.raises(QueryError) as fault:
        look_up(towns, kind, wanted)

    assert told in str(fault.value)
    assert wanted in fault.value.ja
    for each in named:
        assert each in str(fault.value)


def test_a_graph_without_any_says_so() -> None:
    with pytest.raises(QueryError, match="none at all"):
        look_up(EmbeddedStore.of(()), "meeting", "推進会議")


HOSTILE = (
    '"><script>alert(1)</script>', "} UNION { ?s ?p ?o", "' OR '1'='1", 'a"b', "a\nb", "a\\", "<",
    "?project", "#", '"@ja', "\u202e", "\x00", "}} #", "𠮷野",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_words_are_only_words(towns: EmbeddedStore, value: str) -> None:
    asked = question("texts-with-words")
    found = run(towns, asked, {"words": value})

    assert bound_terms(towns, asked, {"words": value})["words"] == Literal(value)
    assert isinstance(found, Rows)
    assert found.rows == ()


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_words_are_found_where_they_stand(value: str) -> None:
    document, passage, text, town = (NamedNode(f"{BASE}{name}") for name in "dptm")
    facts = (
        (text, RDF.type, NamedNode(SHISAKU.Statement)), (text, SHISAKU.text, Literal(f"…{value}…")),
        (text, "http://www.w3.org/ns/prov#wasQuotedFrom", passage),
        (passage, "http://www.w3.org/ns/oa#hasSource", document),
        (passage, SHISAKU.firstLine, Literal(1)), (passage, SHISAKU.lastLine, Literal(2)),
        (document, SHISAKU.fileName, Literal("a.txt")), (document, DCTERMS.publisher, town),
        (town, SKOS.prefLabel, Literal("町", language="ja")))
    store = EmbeddedStore.of(Quad(subject, NamedNode(predicate), target, document)
                             for subject, predicate, target in facts)
    found = run(store, question("texts-with-words"), {"words": value})

    assert isinstance(found, Rows)
    assert len(found.rows) == 1


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["department", "year", "municipality"])
def test_hostile_names_name_nothing(towns: EmbeddedStore, name: str, value: str) -> None:
    given = {"department": "農政課", name: value}
    with pytest.raises(QueryError):
        run(towns, question("reports-of-department"), given)


WRONG: tuple[tuple[str, dict[str, str], str], ...] = (
    ("cross-listed-projects", {"minimum": "two"}, "give a whole number"),
    ("cross-listed-projects", {"minimum": "1.5"}, "give a whole number"),
    ("cross-listed-projects", {"minimum": "9" * 40}, "give a whole number"),
    ("uncertain-mentions", {"threshold": "0,9"}, "give a number"),
    ("uncertain-mentions", {"threshold": "1e3"}, "give a number"),
    ("uncertain-mentions", {"threshold": "NaN"}, "give a number"),
    ("passages-of-thing", {"thing": "report/r1"}, "give an IRI"),
    ("passages-of-thing", {"thing": "<a b>"}, "give an IRI"),
    ("passages-of-thing", {"thing": 'https://a/"> <b'}, "give an IRI"),
    ("passages-of-thing", {}, "needs thing"),
    ("passages-of-thing", {"thing": "  "}, "needs thing"),
    ("meetings", {"town": "霧原町"}, "has no parameter town; it has: municipality"),
    ("texts-with-words", {"words": "\udce3"}, "is no text"),
    ("texts-with-words", {"words": "あ" * (LONGEST_VALUE + 1)}, "too long"),
)


@pytest.mark.parametrize(("name", "given", "told"), WRONG)
def test_a_wrong_value_is_told(
    towns: EmbeddedStore, name: str, given: dict[str, str], told: str
) -> None:
    with pytest.raises(QueryError) as fault:
        run(towns, question(name), given)

    assert told in str(fault.value)


def test_a_blank_value_counts_as_none(towns: EmbeddedStore) -> None:
    asked = question("cross-listed-projects")

    assert bound_terms(towns, asked, {"municipality": " ", "minimum": ""}) == {
        "minimum": Literal(1)}
    assert bound_terms(towns, asked, {"minimum": "２"}) == {"minimum": Literal(2)}


GUESSES = (
    ("https://example.org/a", NamedNode("https://example.org/a")),
    ("<urn:a:b>", NamedNode("urn:a:b")),
    ("urn:a:b", NamedNode("urn:a:b")),
    ("企画課", Literal("企画課")),
    ("2023", Literal("2023")),
    ("a < b", Literal("a < b")),
    ('"企画課"@ja', Literal("企画課", language="ja")),
    (f'"5"^^<{XSD.integer}>', Literal("5", datatype=NamedNode(XSD.integer))),
    ("http://exa mple.org", Literal("http://exa mple.org")),
    ('"plain"', Literal("plain")),
)


@pytest.mark.parametrize(("value", "term"), GUESSES)
def test_the_kind_of_a_value_is_told_by_its_form(value: str, term: NamedNode | Literal) -> None:
    assert guessed_terms({"?x": value}) == {"x": term}


NO_GUESSES = (
    ("x", '"a" . <urn:a:b> <urn:a:b> "c"'), ("x", '"a'), ("x", '"a"@'), ("x", '"a"\n"b"'),
    ("x", "<http://a/{}>"), ("x", 'http://a/"'), ("x y", "a"), ("", "a"),
    ("x", "\udc80"), ("1 } #", "a"),
)


@pytest.mark.parametrize(("name", "value"), NO_GUESSES)
def test_a_form_that_is_none_is_told(name: str, value: str) -> None:
    with pytest.raises(QueryError):
        guessed_terms({name: value})
