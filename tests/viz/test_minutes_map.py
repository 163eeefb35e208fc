"""The minutes map, counted by hand in the meeting below."""

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from graph.results import Solutions
from graph.store import EmbeddedStore
from ontology.errors import QueryError
from viz.maps import build_network
from viz.network import NodeKind, TieKind
from viz.page import render

# A member asks about 木育教室, an official of 観光室 answers, the chair adds something; then
# another member says something that nobody answers.
MEETING = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix shisaku: <https://w3id.org/shisaku/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://w3id.org/shisaku/id/990001/> .
:minutes-graph {
  :minutes a shisaku:SourceDocument ; shisaku:fileName "議事録.txt" ; shisaku:sha256 "cc33" .
  :meeting a shisaku:Meeting ; skos:prefLabel "第1回会議"@ja .
  :s1 shisaku:order 1 ; shisaku:speakerRole shisaku:Member ; shisaku:inThread :s1 ;
    shisaku:text "木育教室事業は何回開いたのですか、来年も続けるのでしょうか。"@ja ;
    prov:wasQuotedFrom [ oa:hasSource :minutes ; shisaku:firstLine 3 ; shisaku:lastLine 4 ;
      oa:exact "木育教室事業は…" ] .
  :s2 shisaku:order 2 ; shisaku:speakerRole shisaku:Official ; shisaku:inThread :s1 ;
    shisaku:repliesTo :s1 ; shisaku:text "観光室が3回開いた。"@ja ;
    prov:wasQuotedFrom [ oa:hasSource :minutes ; shisaku:firstLine 5 ; shisaku:lastLine 5 ;
      oa:exact "観光室が3回開いた。" ] .
  :s3 shisaku:order 3 ; shisaku:speakerRole shisaku:Chair ; shisaku:inThread :s1 ;
    shisaku:text "続けてほしい。"@ja ;
    prov:wasQuotedFrom [ oa:hasSource :minutes ; shisaku:firstLine 6 ; shisaku:lastLine 6 ;
      oa:exact "続けてほしい。" ] .
  :s4 shisaku:order 4 ; shisaku:speakerRole shisaku:Member ; shisaku:inThread :s4 ;
    shisaku:text "港の話もしたい。"@ja ;
    prov:wasQuotedFrom [ oa:hasSource :minutes ; shisaku:firstLine 7 ; shisaku:lastLine 7 ;
      oa:exact "港の話もしたい。" ] .
  :s1 a shisaku:Statement ; dcterms:isPartOf :meeting ; shisaku:mentions :woodwork .
  :s2 a shisaku:Statement ; dcterms:isPartOf :meeting ; shisaku:mentions :tourism .
  :s3 a shisaku:Statement ; dcterms:isPartOf :meeting .
  :s4 a shisaku:Statement ; dcterms:isPartOf :meeting .
  :n20 a shisaku:Mention ; shisaku:mentionIn :s1 ; shisaku:mentionOf :woodwork ;
    shisaku:confidence 1.0 ; prov:wasQuotedFrom [ oa:hasSource :minutes ; shisaku:firstLine 3 ;
      shisaku:lastLine 3 ; oa:exact "木育教室事業" ] .
  :n21 a shisaku:Mention ; shisaku:mentionIn :s2 ; shisaku:mentionOf :tourism ;
    shisaku:confidence 1.0 ; prov:wasQuotedFrom [ oa:hasSource :minutes ; shisaku:firstLine 5 ;
      shisaku:lastLine 5 ; oa:exact "観光室" ] .
}
"""


PREFIXES = """PREFIX s: <https://w3id.org/shisaku/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
OF_MEETING = "?one dcterms:isPartOf/skos:prefLabel '第1回会議'@ja ."
COUNTS = {
    TieKind.REPLIES: f"""SELECT (COUNT(DISTINCT *) AS ?n) {{
      {OF_MEETING} ?one s:repliesTo ?other }}""",
    TieKind.THREAD: f"""SELECT (COUNT(DISTINCT ?one) AS ?n) {{
      {OF_MEETING} ?one s:inThread ?first FILTER(?one != ?first)
      FILTER NOT EXISTS {{ ?one s:repliesTo ?other }} }}""",
    TieKind.NAMES: f"""SELECT (COUNT(DISTINCT *) AS ?n) {{
      {OF_MEETING} ?one s:mentions ?thing }}""",
}


@pytest.fixture(scope="module")
def meeting() -> EmbeddedStore:
    town = (Path(__file__).parent / "kirihara.trig").read_bytes()
    return EmbeddedStore.of([quad for text in (town, MEETING.encode())
                             for quad in parse(text, format=RdfFormat.TRIG)])


def test_meeting_shows_who_asks_answers_and_names_what(meeting: EmbeddedStore) -> None:
    network = build_network("minutes", meeting, {"meeting": "第1回会議"})
    names = {node.iri: node.name for node in network.nodes}
    ties = {(names[edge.source], edge.kind, names[edge.target]) for edge in network.edges}
    asked = "1 木育教室事業は何回開いたのですか、来年も続け…"

    assert Counter(node.kind for node in network.nodes) == {
        NodeKind.MEMBER: 2, NodeKind.OFFICIAL: 1, NodeKind.CHAIR: 1, NodeKind.PROJECT: 1,
        NodeKind.DEPARTMENT: 1}
    assert ties == {
        ("2 観光室が3回開いた。", TieKind.REPLIES, asked),
        ("3 続けてほしい。", TieKind.THREAD, asked),
        (asked, TieKind.NAMES, "木育教室事業"),
        ("2 観光室が3回開いた。", TieKind.NAMES, "観光室")}
    (reply,) = [edge for edge in network.edges if edge.kind is TieKind.REPLIES]
    assert {(item.document, item.first_line, item.last_line) for item in reply.evidence} == {
        ("議事録.txt", 3, 4), ("議事録.txt", 5, 5)}


@pytest.mark.parametrize(("kind", "query"), COUNTS.items())
def test_counts_are_those_of_a_query(meeting: EmbeddedStore, kind: TieKind, query: str) -> None:
    network = build_network("minutes", meeting, {"meeting": "第1回会議"})
    found = meeting.query(PREFIXES + query)
    assert isinstance(found, Solutions)
    ((count,),) = found

    assert sum(edge.kind is kind for edge in network.edges) == int(count.value) > 0  # type: ignore[union-attr]
    assert len(COUNTS) == 3


def test_project_shows_the_threads_that_name_it(meeting: EmbeddedStore) -> None:
    network = build_network("minutes", meeting, {"project": "木育教室事業"})

    assert network.title_ja == "議事のやりとりマップ：木育教室事業"
    assert {node.notation for node in network.nodes if node.notation} == {"1", "2", "3"}
    assert "議事録.txt 3–4行" in render(network)


@pytest.mark.parametrize("params", [{"meeting": "第2回会議"}, {"project": "港まつり事業"}, {}])
def test_what_there_is_not_is_told(meeting: EmbeddedStore, params: dict[str, str]) -> None:
    with pytest.raises(QueryError) as raised:
        build_network("minutes", meeting, params)

    assert any(word in raised.value.ja for word in ("第1回会議", "木育教室事業", "meeting"))
