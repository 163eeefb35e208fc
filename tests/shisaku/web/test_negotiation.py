"""In which format, language and form an answer or a problem comes back."""

import json
from html.parser import HTMLParser

import pytest

from shisaku.web.accept import best, language
from tests.shisaku.web.client import Server

SELECT = "SELECT ?s ?label { ?s <http://example.org/label> ?label } ORDER BY ?s LIMIT 4"
CONSTRUCT = f"CONSTRUCT {{ ?s <http://example.org/label> ?label }} {SELECT[SELECT.index('{'):]}"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"

# RFC 9110, 12.5.1: the most specific range counts, then its quality; our own order among equals.
ACCEPTS = [
    ("", "a/x"), ("*/*", "a/x"), ("a/*", "a/x"), ("b/z", "b/z"), ("A/Y", "a/y"),
    ("a/x;q=0.4, a/y;q=0.5", "a/y"), ("a/*;q=0.9, a/x;q=0.1", "a/y"), ("*/*, a/x;q=0", "a/y"),
    ("b/*;q=0.3, a/*;q=0.2", "b/z"), ("a/y;level=1", "a/y"), ("c/c, b/z;q=0.001", "b/z"),
    ("c/c", None), ("a/x;q=0", None), ("*/*;q=0", None), ("a/x;q=two", None), (" , ,a/y", "a/y"),
]


@pytest.mark.parametrize(("accept", "chosen"), ACCEPTS)
def test_best(accept: str, chosen: str | None) -> None:
    found = best(accept, [("a/x", 1), ("a/y", 2), ("b/z", 3)])

    assert (found and found[0]) == chosen


@pytest.mark.parametrize(("accept", "tongue"), [
    ("", "ja"), ("en", "en"), ("en-GB,ja;q=0.5", "en"), ("fr", "ja"), ("ja,en;q=0.9", "ja"),
    ("*", "ja"), ("en;q=0.1", "en"), ("de, en;q=0.8, ja;q=0.2", "en")])
def test_language(accept: str, tongue: str) -> None:
    assert language(accept) == tongue


@pytest.mark.parametrize(("query", "accept", "media_type"), [
    (SELECT, "*/*", JSON), (SELECT, JSON, JSON), (SELECT, "application/json", "application/json"),
    (SELECT, XML, XML), (SELECT, "application/xml", "application/xml"),
    (SELECT, "text/csv", "text/csv"), (SELECT, "text/*", "text/csv"),
    (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
    (SELECT, f"{JSON};q=0.2, {XML};q=0.8, text/csv;q=0.5", XML),
    (SELECT, f"text/turtle, {XML};q=0.1", XML), (SELECT, BROWSER, "text/html"),
    ("ASK {}", "*/*", JSON), ("ASK {}", XML, XML),
    (CONSTRUCT, "*/*", "text/turtle"),
    (CONSTRUCT, "application/n-triples", "application/n-triples"),
    (CONSTRUCT, "application/ld+json", "application/ld+json"),
    (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
    (CONSTRUCT, f"{JSON}, application/rdf+xml;q=0.4, text/turtle;q=0.3", "application/rdf+xml"),
    ("DESCRIBE <http://example.org/1>", "application/json", "application/json"),
    (SELECT, "image/png", None), (CONSTRUCT, "text/csv", None), (SELECT, "text/turtle", None),
])
def test_format(server: Server, query: str, accept: str, media_type: str | None) -> None:
    reply = server.ask(query, accept)

    assert (reply.status, reply.media_type) == (
        (200, media_type) if media_type else (406, "application/problem+json"))
    assert "accept" in reply.headers["vary"].lower()


@pytest.mark.parametrize(("query", "name", "media_type"), [
    (SELECT, "csv", "text/csv"), (SELECT, "XML", XML), (SELECT, "ttl", JSON),
    (CONSTRUCT, "xml", "application/rdf+xml"), (CONSTRUCT, "nt", "application/n-triples"),
    (CONSTRUCT, "json-ld", "application/ld+json"), (SELECT, "unheard-of", JSON)])
def test_format_by_name(server: Server, query: str, name: str, media_type: str) -> None:
    assert server.ask(query, format=name).media_type == media_type


def test_messages_in_the_language_that_is_liked(server: Server) -> None:
    said = [json.loads(server.ask("ASK {", headers={"Accept-Language": liked}, lang=named).text)
            for liked, named in (("ja", ""), ("en", ""), ("ja", "en"))]

    assert ["構文" in each["detail"] for each in said] == [True, False, False]
    assert [each["title"] for each in said[1:]] == ["The query is not SPARQL"] * 2
    assert said[0]["type"] == said[1]["type"] == "https://w3id.org/shisaku/problem/syntax"


def test_a_problem_as_plain_text(server: Server) -> None:
    reply = server.ask("ASK {", "text/plain", lang="en")

    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert reply.text.startswith("The query is not SPARQL\nSPARQL syntax, line 1, column 6")


def test_addresses_that_are_not_there(server: Server) -> None:
    reply = server.send("GET", "/nowhere")

    assert (reply.status, reply.media_type) == (404, "application/problem+json")


OWN_SCRIPTS = ["/vendor/yasgui.min.js", "/static/editor.js"]


class Page(HTMLParser):
    """What a person without JavaScript has before them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_browser_gets_a_form_that_works_by_itself(server: Server) -> None:
    reply = server.send("GET", "/sparql", {"Accept": BROWSER, "Accept-Language": "ja"})
    page = Page(reply.text)

    assert reply.media_type == "text/html"
    assert page.of("html") == [{"lang": "ja"}]
    assert {"method": "get", "action": "/sparql"} in page.of("form")
    assert {field["name"] for field in page.of("textarea")} == {"query"}
    yasgui, editor = OWN_SCRIPTS
    assert [each["src"] for each in page.of("script")] == [yasgui, "/static/editor-ja.js", editor]
    assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_the_form_answers_with_a_table(server: Server) -> None:
    reply = server.ask(SELECT, BROWSER)
    page = Page(reply.text)

    assert len(page.of("tr")) == 5
    assert page.of("td")[1] == {"lang": "ja"}
    assert "</result> },{1" in page.words
    assert reply.headers["shisaku-snapshot"] in page.words


@pytest.mark.parametrize(("query", "shown"), [
    ("ASK {}", "true"), ("ASK { FILTER(false) }", "false"), (CONSTRUCT, "@prefix"),
    ("SELECT (BNODE('x') AS ?b) (<<( <a:a> <a:b> 1 )>> AS ?t) {}", "_:")])
def test_the_form_answers_with_whatever_comes(server: Server, query: str, shown: str) -> None:
    assert any(shown in words for words in Page(server.ask(query, BROWSER).text).words)


def test_the_form_shows_what_is_wrong_and_keeps_the_query(server: Server) -> None:
    reply = server.ask("ASK { </textarea><script>alert(1)</script>", BROWSER, lang="en")
    page = Page(reply.text)

    assert (reply.status, reply.media_type) == (400, "text/html")
    assert [each.get("src") for each in page.of("script")] == OWN_SCRIPTS
    assert "The query is not SPARQL" in page.words
    assert any("<script>alert(1)</script>" in words for words in page.words)
