"""Answers as other programs and as people read them.

The expected texts follow the SPARQL 1.1 recommendations for JSON, XML, CSV and TSV results.
"""

import json
from importlib.resources import files

import pytest
from pyoxigraph import RdfFormat, parse
from rich.console import Console

from graph.store import EmbeddedStore
from ontology.errors import QueryError
from queries.answer import Answer
from queries.catalogue import catalogue, question
from queries.columns import grouped, heading, stem
from queries.results import FORMATS, written
from queries.runner import run
from queries.table import plain_lines, rich_table, short_iri, shown

ROWS = """
SELECT ?iri ?word ?number ?none {
  VALUES (?iri ?word ?number ?none) {
    (<urn:a:b> "a, \\"b\\"\\nc"@ja 1.5 UNDEF) (UNDEF "=1+1" true UNDEF)
  }
}"""
TRIPLES = 'CONSTRUCT { <urn:a:s> <http://www.w3.org/2004/02/skos/core#prefLabel> "名"@ja } {}'
SPARQL = "http://www.w3.org/2005/sparql-results#"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture
def nothing() -> EmbeddedStore:
    return EmbeddedStore.of(())


def text(store: EmbeddedStore, query: str, form: str) -> str:
    return written(run(store, query), form).decode()


def test_json(nothing: EmbeddedStore) -> None:
    assert json.loads(text(nothing, ROWS, "json")) == {
        "head": {"vars": ["iri", "word", "number", "none"]},
        "results": {"bindings": [
            {"iri": {"type": "uri", "value": "urn:a:b"},
             "word": {"type": "literal", "value": 'a, "b"\nc', "xml:lang": "ja"},
             "number": {"type": "literal", "value": "1.5", "datatype": f"{XSD}decimal"}},
            {"word": {"type": "literal", "value": "=1+1"},
             "number": {"type": "literal", "value": "true", "datatype": f"{XSD}boolean"}},
        ]}}


def test_csv(nothing: EmbeddedStore) -> None:
    assert text(nothing, ROWS, "csv") == (
        'iri,word,number,none\r\nurn:a:b,"a, ""b""\nc",1.5,\r\n,=1+1,true,\r\n')


def test_tsv(nothing: EmbeddedStore) -> None:
    assert text(nothing, ROWS, "tsv") == (
        '?iri\t?word\t?number\t?none\n<urn:a:b>\t"a, \\"b\\"\\nc"@ja\t1.5\t\n\t"=1+1"\ttrue\t\n')


def test_xml(nothing: EmbeddedStore) -> None:
    found = text(nothing, ROWS, "xml")

    assert f'<sparql xmlns="{SPARQL}">' in found
    assert '<variable name="none"/>' in found
    assert '<binding name="iri"><uri>urn:a:b</uri></binding>' in found


@pytest.mark.parametrize(("form", "expected"), [
    ("json", '{"head":{},"boolean":true}'), ("csv", "true"), ("tsv", "true"),
    ("xml", "<boolean>true</boolean>"), ("table", "yes"),
])
def test_truth(nothing: EmbeddedStore, form: str, expected: str) -> None:
    assert expected in text(nothing, "ASK {}", form)


@pytest.mark.parametrize(("form", "parsed"), [
    ("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)])
def test_graphs(nothing: EmbeddedStore, form: str, parsed: RdfFormat) -> None:
    found = text(nothing, TRIPLES, form)

    assert [str(quad.triple) for quad in parse(found, format=parsed)] == [
        '<urn:a:s> <http://www.w3.org/2004/02/skos/core#prefLabel> "名"@ja']
    assert "名" in found
    assert ("skos:prefLabel" in found) == (form == "ttl")


UNFIT = (
    (ROWS, "ttl", "choose one of: table, json, csv, tsv, xml"),
    (ROWS, "jsonld", "choose one of: table, json, csv, tsv, xml"),
    ("ASK {}", "nt", "choose one of: table, json, csv, tsv, xml"),
    (TRIPLES, "csv", "choose one of: table, ttl, nt, jsonld"),
    (TRIPLES, "json", "choose one of: table, ttl, nt, jsonld"),
    (ROWS, "xlsx", "There is no format xlsx; choose one of: " + ", ".join(FORMATS)),
)


@pytest.mark.parametrize(("query", "form", "told"), UNFIT)
def test_a_format_that_does_not_fit_is_told(
    nothing: EmbeddedStore, query: str, form: str, told: str
) -> None:
    with pytest.raises(QueryError) as fault:
        text(nothing, query, form)

    assert told in str(fault.value)
    assert form in fault.value.ja


def answer(towns: EmbeddedStore, name: str, **given: str) -> Answer:
    return run(towns, question(name), given)


def test_a_table_in_japanese(towns: EmbeddedStore) -> None:
    found = shown(answer(towns, "listings-of-project", project="朝市開催事業"), "ja")

    assert found.headings == ("自治体", "掲載先", "印刷どおりの名称", "再掲", "掲載元", "出典")
    assert found.rows == (
        ("霧原町", "1-2 観光を伸ばす", "朝市開催事業", "いいえ", "", "senryaku.txt 1ページ 9～9行"),
        ("霧原町", "1-10-ア 店を開く人を支える", "朝市開催事業（再掲）", "はい", "1-2",
         "senryaku.txt 1ページ 15～15行"),
        ("霧原町", "2-1 移り住む人を迎える", "朝市開催事業［再掲］", "はい", "1-2",
         "senryaku.txt 2ページ 27～27行"))


def test_a_table_in_english(towns: EmbeddedStore) -> None:
    found = shown(answer(towns, "questions-and-answers",
                         meeting="令和6年度第1回霧原町総合戦略推進会議"), "en")

    assert found.headings == ("municipality", "agenda item", "thread", "statement", "order",
                              "role", "answers", "text", "passages", "source")
    assert found.rows[2] == ("霧原町", "3(1) 総合戦略の進捗について", "2", "…/statement/3", "3",
                             "official", "2", "移住相談事業の実績は50件です。", "1",
                             "gijiroku.txt lines 9–9")


def test_plain_text_is_aligned_and_keeps_a_row_on_its_line(towns: EmbeddedStore) -> None:
    found = answer(towns, "reports-of-department", department="企画課", year="R5",
                   municipality="霧原町")

    assert "".join(plain_lines(lambda: [found], "ja")).splitlines() == [
        f"報告区分  掲載先  進捗報告     本文{' ' * 57}確信度  出典箇所数  出典",
        "実績      2-1     …/report/r4  移住相談事業で45件の相談に応じた。 朝市開催事業に出店した。"
        "  0.9     1           shinchoku.txt 2ページ 33～35行",
    ]


def test_a_terminal_is_not_obeyed_what_documents_say(nothing: EmbeddedStore) -> None:
    found = run(nothing, 'SELECT ("[red]\\u001b[2J\\u202e" AS ?x) {}')
    console = Console(width=60, force_terminal=True)
    with console.capture() as captured:
        console.print(rich_table(found, "en"))

    assert shown(found, "en").rows == (("[red]\ufffd[2J\ufffd",),)
    assert "[red]\ufffd[2J\ufffd" in captured.get()


def test_a_table_for_a_terminal(towns: EmbeddedStore) -> None:
    console = Console(width=100, force_terminal=False)
    with console.capture() as captured:
        console.print(rich_table(answer(towns, "dangling-cross-listings"), "ja"))

    assert "森の学校事業［再掲］" in captured.get()


@pytest.mark.parametrize(("query", "expected"), [
    ("ASK { ?s ?p ?o }", (("いいえ",),)),
    (TRIPLES, (("urn:a:s", "skos:prefLabel", "名"),)),
    ("SELECT ?x { VALUES ?x { UNDEF } }", (("",),)),
])
def test_other_answers_as_tables(
    nothing: EmbeddedStore, query: str, expected: tuple[tuple[str, ...], ...]
) -> None:
    assert shown(run(nothing, query), "ja").rows == expected


@pytest.mark.parametrize(("iri", "short"), [
    ("https://w3id.org/shisaku/ns#Goal", "shisaku:Goal"),
    ("https://w3id.org/shisaku/id/990001/project/ichiba", "…/project/ichiba"),
    ("https://w3id.org/shisaku/id/990001", "…/id/990001"),
    ("https://example.org/", "https://example.org/"),
    ("urn:a:b", "urn:a:b"),
])
def test_iris_are_shortened(iri: str, short: str) -> None:
    assert short_iri(iri) == short


def test_every_column_of_the_catalogue_has_a_heading(towns: EmbeddedStore) -> None:
    columns = {column for each in catalogue()
               for column in getattr(run(towns, f"{each.text} LIMIT 0"), "columns", ())}
    text = files("queries").joinpath("columns.csv").read_text(encoding="utf-8")
    headings = [line.split(",")[0] for line in text.splitlines()[1:]]

    assert {stem(column) for column in columns} == set(headings)
    assert [column for column in columns if heading(column, "ja") == stem(column)] == []
    assert [column for column in columns if not heading(column, "en").isascii()] == []


def test_what_belongs_together_is_one_column() -> None:
    columns = ("page", "project", "directionLabel", "projectLabel", "file", "directionNotation",
               "Label")

    assert grouped(columns) == {
        "source": [0, 4], "project": [1, 3], "direction": [2, 5], "Label": [6]}
    assert heading("somethingElse", "ja") == "somethingElse"
