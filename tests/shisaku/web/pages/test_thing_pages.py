"""The page of a thing, against what the sample's papers say, line by line."""

from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from tests.shisaku.web.client import served
from tests.shisaku.web.pages.asking import Reader
from tests.shisaku.web.pages.building import build
from tests.shisaku.web.pages.documents import MINUTES, PROGRESS, text_of

STRATEGY = "/id/990001/strategy/unstated"
BASE = "https://w3id.org/shisaku/id/"
SHISAKU = Namespace("https://w3id.org/shisaku/ns#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
LINES = text_of("kirihara_progress.txt").decode().split("\n")
# The list of projects under 1-1 as kirihara_progress.txt prints it, from line 81 on.
LISTED_1_1 = ["高原そば産地づくり事業", "薬草栽培実証事業", "新規就農者受入支援事業",
              "農地利用最適化推進事業", "めん羊増頭支援事業", "羊毛産品開発事業",
              "町有林保育管理事業", "町産材住宅活用促進事業", "木育推進事業"]


def path_of(pages: Reader, name: str, kind: str) -> str:
    """Return where the thing is shown that search finds under ``name``."""
    (row, *_) = [row for row in pages.get("/search.json", {"q": name, "kind": kind}).json()["rows"]
                 if row["name"] == name and "/990001" in row["iri"]]
    return "/id/" + str(row["iri"]).removeprefix(BASE)


def ties(pages: Reader, path: str, section: str) -> list[dict[str, Any]]:
    rows = pages.get(f"{path}.json").json()["rows"]
    return [row for row in rows if row["section"] == section]


def labels(rows: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(row["label"] for row in rows))


def test_a_project_is_listed_at_home_and_again(pages: Reader) -> None:
    rows = ties(pages, path_of(pages, "高原そば産地づくり事業", "Project"), "listings")

    assert next((row["label"].split()[0], row["tags"]) for row in rows) == ("1-1", "")
    assert {(row["label"].split()[0], row["tags"]) for row in rows} == {
        ("1-1", ""), ("1-2", "再掲")}
    assert rows[0]["firstLine"] == 81
    assert all("高原そば産地づくり事業" in LINES[row["firstLine"] - 1] for row in rows)


def test_a_project_tells_where_it_is_at_home_when_it_is_listed_again(pages: Reader) -> None:
    page = pages.get(path_of(pages, "高原そば産地づくり事業", "Project"))

    assert "再掲元: 1-1 高原の恵みを生かした農林畜産業の再興" in page.text


def test_a_project_has_the_departments_whose_reports_name_it(pages: Reader) -> None:
    """学校教育課 joins 森林資源課 in it, as line 331 or so of its report says."""
    rows = ties(pages, path_of(pages, "木育推進事業", "Project"), "departments")

    assert set(labels(rows)) == {"森林資源課", "学校教育課"}
    assert all("木育推進事業" in LINES[row["firstLine"] - 1] for row in rows)


def test_a_project_has_its_reports_by_year_with_its_name_marked(pages: Reader) -> None:
    path = path_of(pages, "薬草栽培実証事業", "Project")
    rows = ties(pages, path, "named-in")

    assert labels(rows) == ["農政畜産課 1-1 令和5年度 実績", "農政畜産課 1-1 令和6年度 予定"]
    assert "当帰など5品目の試験栽培を12戸の農家で行い" in rows[0]["text"]
    assert "<mark>薬草栽培実証事業</mark>" in pages.get(path).html


def test_a_project_has_the_statements_that_name_it(pages: Reader) -> None:
    """The municipality's first answer (line 49 of the minutes) names it."""
    rows = ties(pages, path_of(pages, "薬草栽培実証事業", "Project"), "statements")

    assert labels(rows) == ["発言2 事務局・職員"]
    assert rows[0]["sha256"] == MINUTES
    assert rows[0]["firstLine"] == 49


def test_a_project_has_its_other_spelling(pages: Reader) -> None:
    """The list says めん羊増頭支援事業, the reports say めん羊増頭事業 twice each."""
    found = pages.get("/search.json", {"q": "めん羊増頭"}).json()["rows"]
    (path,) = {"/id/" + row["iri"].removeprefix(BASE) for row in found}

    assert {"めん羊増頭支援事業", "めん羊増頭事業"} <= set(pages.get(path).text.split())


def test_a_department_has_where_it_works_and_what_it_reports(pages: Reader) -> None:
    path = path_of(pages, "農政畜産課", "Department")
    directions, reports = ties(pages, path, "directions"), ties(pages, path, "reports")

    assert [label.split()[0] for label in labels(directions)] == ["1-1", "1-2"]
    assert labels(reports) == [
        "農政畜産課 1-1 令和5年度 実績", "農政畜産課 1-2 令和5年度 実績",
        "農政畜産課 1-1 令和6年度 予定", "農政畜産課 1-2 令和6年度 予定"]
    assert {16, 136} <= {row["firstLine"] for row in reports}


def test_a_department_has_those_that_share_its_projects(pages: Reader) -> None:
    rows = ties(pages, path_of(pages, "森林資源課", "Department"), "shared")

    assert labels(rows) == ["学校教育課"]
    assert "双方の報告にある事業: 木育推進事業" in pages.get(
        path_of(pages, "森林資源課", "Department")).text


def test_a_direction_tells_its_projects_from_those_listed_again(pages: Reader) -> None:
    first = ties(pages, "/id/990001/strategy/unstated/direction/1-1", "projects")
    second = "/id/990001/strategy/unstated/direction/1-2"

    assert [(row["label"], row["firstLine"]) for row in first if row["firstLine"] < 90] == \
        [(name, 81 + place) for place, name in enumerate(LISTED_1_1)]
    assert len(labels(ties(pages, second, "projects"))) == 8
    assert set(labels(ties(pages, second, "again"))) == {
        "羊毛産品開発事業", "高原そば産地づくり事業"}


def test_a_direction_has_its_measures_departments_and_reports(pages: Reader) -> None:
    path = "/id/990001/strategy/unstated/direction/1-1"

    assert [label.split()[0] for label in labels(ties(pages, path, "parts"))] == \
        ["1-1-ア", "1-1-イ", "1-1-ウ"]
    assert set(labels(ties(pages, path, "departments"))) == \
        {"農業委員会事務局", "農政畜産課", "森林資源課"}
    assert len(labels(ties(pages, path, "reports"))) == 6


def test_a_report_has_its_words_what_they_name_and_count(pages: Reader) -> None:
    rows = ties(pages, path_of(pages, "薬草栽培実証事業", "Project"), "named-in")
    path = "/id/" + rows[0]["iri"].removeprefix(BASE)
    named = labels(ties(pages, path, "named"))

    assert {"高原そば産地づくり事業", "薬草栽培実証事業", "羊毛産品開発事業"} <= set(named)
    assert "184ha" in " ".join(labels(ties(pages, path, "figures")))
    assert "<mark>羊毛産品開発事業</mark>" in pages.get(path).html


def test_a_statement_has_what_it_replies_to_and_its_replies(pages: Reader) -> None:
    """The chair asks first (line 41), the municipality answers (line 49)."""
    meeting = path_of(pages, "令和７年度第１回霧原町まち・ひと・しごと創生推進会議", "Meeting")
    answer, question = f"{meeting}/statement/2", f"{meeting}/statement/1"

    assert labels(ties(pages, answer, "replies-to")) == ["発言1 会長・議長"]
    assert labels(ties(pages, question, "replies")) == ["発言2 事務局・職員"]
    assert ties(pages, answer, "replies-to")[0]["firstLine"] == 41
    assert "薬草蒸留所整備調査事業" in pages.get(question).text


def test_a_meeting_has_its_statements_in_order(pages: Reader) -> None:
    meeting = path_of(pages, "令和７年度第１回霧原町まち・ひと・しごと創生推進会議", "Meeting")
    spoken = labels(ties(pages, meeting, "statements"))

    assert [label.split()[0] for label in spoken] == [f"発言{n}" for n in range(1, 15)]


def test_every_tie_has_the_lines_that_say_so(pages: Reader) -> None:
    meeting = path_of(pages, "令和７年度第１回霧原町まち・ひと・しごと創生推進会議", "Meeting")
    for path in (path_of(pages, "薬草栽培実証事業", "Project"),
                 path_of(pages, "企画政策課", "Department"), f"{meeting}/statement/2", meeting,
                 f"{STRATEGY}/direction/2-3", f"{STRATEGY}/goal/1", STRATEGY,
                 f"{STRATEGY}/measure/2-2-u30a2"):
        told = pages.get(f"{path}.json").json()
        assert told["rows"], path
        assert all(row["firstLine"] for row in told["rows"]), path
        assert told["passages"], path


def test_a_source_link_leads_to_the_marked_line(pages: Reader) -> None:
    page = pages.get(path_of(pages, "薬草栽培実証事業", "Project"))
    link = f"/sources/{PROGRESS}?lines=82-82&amp;page=1#L82"

    assert f'href="{link}"' in page.html
    assert "<mark>・薬草栽培実証事業</mark>" in pages.get(
        f"/sources/{PROGRESS}?lines=82-82&page=1").html


@pytest.mark.parametrize(("accept", "media_type"), [
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ("*/*", "text/html"),
    ("text/turtle", "text/turtle"), ("application/ld+json", "application/ld+json"),
    ("application/n-triples", "application/n-triples"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("application/json", "application/json"), ("text/csv", "text/csv"),
    ("text/turtle;q=0.4, application/rdf+xml;q=0.6", "application/rdf+xml"),
])
def test_a_thing_comes_as_it_is_liked(pages: Reader, accept: str, media_type: str) -> None:
    page = pages.get("/id/990001/strategy/unstated/direction/1-1", Accept=accept)

    assert page.reply.media_type == media_type
    assert "Accept" in page.headers["vary"]


def test_what_nobody_offers_is_told(pages: Reader) -> None:
    assert pages.get("/id/990001/strategy/unstated/direction/1-1", Accept="image/png").status == 406


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_every_form_of_rdf_says_the_same(pages: Reader) -> None:
    path = "/id/990001/strategy/unstated/direction/1-1"
    read = {suffix: Graph().parse(data=pages.get(f"{path}.{suffix}").reply.body, format=form)
            for suffix, form in (("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"),
                                 ("jsonld", "json-ld"))}
    turtle, iri = read["ttl"], URIRef(BASE + "990001/strategy/unstated/direction/1-1")

    assert all(set(graph) == set(turtle) for graph in read.values())
    assert (iri, RDF.type, SHISAKU.Direction) in turtle
    assert turtle.value(iri, SKOS.notation) == Literal("1-1")
    assert {str(each) for each in turtle.subjects(RDF.type, SHISAKU.Passage)} == \
        {str(each) for each in turtle.objects(
            iri, URIRef("http://www.w3.org/ns/prov#wasQuotedFrom"))}


def test_the_suffix_html_is_the_page(pages: Reader) -> None:
    page = pages.get("/id/990001/strategy/unstated/direction/1-1.html", Accept="text/turtle")

    assert page.reply.media_type == "text/html"
    assert 'href="/id/990001/strategy/unstated/direction/1-1.ttl"' in page.html


def test_documents_passages_and_findings_have_pages_of_their_own(pages: Reader) -> None:
    document = f"/id/990001/document/{PROGRESS[:16]}"
    (finding, *_) = ties(pages, path_of(pages, "木育推進事業", "Project"), "findings")
    identifier = finding["iri"].rsplit("/", 1)[-1]

    assert pages.get(document).headers["location"] == f"/sources/{PROGRESS}"
    assert pages.get(f"{document}/lines/82-82").headers["location"] == \
        f"/sources/{PROGRESS}?lines=82-82#L82"
    assert pages.get("/id/" + finding["iri"].removeprefix(BASE)).headers["location"] == \
        f"/findings/{identifier}"
    assert pages.get(f"{document}.ttl").reply.media_type == "text/turtle"


@pytest.mark.parametrize("path", [
    "", "nothing", "990001/project/0000000000000000", "990001/project/0000000000000000.ttl",
    '"><img src=x onerror=alert(1)>', "</script><script>alert(1)</script>", "a b", "\x00", "%",
    "x" * 5000, "../../etc/passwd", "990001/", "990001.exe",
])
def test_things_that_are_not_there(pages: Reader, path: str) -> None:
    page = pages.get("/id/" + path)

    assert page.status == 404
    assert page.reply.media_type == "text/html"
    assert "<img" not in page.html
    assert "<script>" not in page.html


@pytest.mark.parametrize("asked", ["section=nothing", "section=reports&from=99999", "from=-1",
                                   "section=reports&from=a", "section=</script>", "lang=xx"])
def test_takes_no_harm_from_what_is_no_section(pages: Reader, asked: str) -> None:
    page = pages.get(f"/id/990001/strategy/unstated/direction/1-1?{asked}")

    assert page.status == 200
    assert "</script>" not in page.html


def test_one_section_alone(pages: Reader) -> None:
    page = pages.get("/id/990001/strategy/unstated/direction/1-1?section=reports")

    assert 'id="reports"' in page.html
    assert 'id="projects"' not in page.html


def test_speaks_english_and_leaves_the_data_japanese(pages: Reader) -> None:
    page = pages.get("/id/990001/strategy/unstated/direction/1-1?lang=en")

    assert "Progress reports by year" in page.text
    assert 'lang="ja">1-1 高原の恵みを生かした農林畜産業の再興</h1>' in page.html


def test_every_kind_of_thing_has_its_page(pages: Reader) -> None:
    """What sources and ties lead to, followed from the municipality and the year on."""
    for path in ("/id/990001", "/id/fiscal-year/2023", "/id/990001/strategy/unstated"):
        told = pages.get(f"{path}.json").json()
        for row in told["rows"][:40]:
            page = pages.get("/id/" + row["iri"].removeprefix(BASE))
            assert page.status in (200, 303), row


def test_names_do_nothing(tmp_path: Path) -> None:
    name = '"><img src=x onerror=alert(1)>事業'
    document = tmp_path / "list.csv"
    document.write_text(f"事業名,基本的方向,所管部署\n\"{name.replace(chr(34), chr(34) * 2)}\",1-1,"
                        "</script><script>alert(2)</script>課\n=cmd|calc事業,1-1,総務課\n",
                        encoding="utf-8")
    build(tmp_path / "data", document)
    with served(tmp_path / "data") as running:
        reader = Reader(running)
        found = reader.get("/search.json", {"q": "事業"}).json()["rows"]
        paths = ["/id/" + row["iri"].removeprefix(BASE) for row in found]
        shown = [reader.get(path).html for path in (*paths, "/id/990001")]
        tables = [reader.get(f"{path}.csv").html for path in ("/id/990001/strategy/unstated",
                                                              *paths)]

    assert len(paths) == 2
    assert not any("<img" in page or "<script" in page for page in shown)
    assert any("&lt;img src=x" in page for page in shown)
    assert not any(",=" in table or "\n=" in table for table in tables)
