"""What is refused before the engine sees it, in every disguise, and what is not."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph.results import Solutions
from graph.store import EmbeddedStore
from ontology.errors import QueryError
from queries.guard import DEEPEST, LONGEST, LONGEST_LIST, MOST_JOINTS, guard

# Port 1 is one that the engine never opens, and SILENT swallows its refusal: what is a SERVICE to
# the engine is answered, and nothing is sent.
AWAY = "<http://127.0.0.1:1/>"

SERVICES = (
    f"SELECT * {{ SERVICE SILENT {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ service silent {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ SeRvIcE\tSiLeNt\n{AWAY}{{?s ?p ?o}} }}",
    f"SELECT*{{SERVICE SILENT{AWAY}{{?s ?p ?o}}}}",
    f"SELECT*{{SERVICESILENT{AWAY}{{?s ?p ?o}}}}",
    f"SELECT * {{ SERVICE#{{\nSILENT # >\n{AWAY}#\n{{ ?s ?p ?o }} }}",
    f"PREFIX a: {AWAY} SELECT * {{ SERVICE SILENT a:{{ ?s ?p ?o }} }}",
    f"PREFIX : {AWAY} SELECT * {{ SERVICE SILENT : {{ ?s ?p ?o }} }}",
    f"SELECT * {{ VALUES ?a {{ {AWAY} }} SERVICE SILENT ?a {{ ?s ?p ?o }} }}",
    f"SELECT * {{ VALUES ?a {{ {AWAY} }} SERVICE SILENT $a{{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?x ?y true.SERVICE SILENT {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?x ?y trueSERVICE SILENT {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?x ?y 3SERVICE SILENT {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?x ?y 'a'SERVICE SILENT {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?x ?y ?z FILTER(?z<'>')SERVICE SILENT {AWAY} {{?s ?p ?o}} FILTER(?z='>') }}",
    f"SELECT * {{ ?x ?y ?z FILTER(?z<'>\\'')SERVICE SILENT {AWAY} {{?s ?p ?o}} FILTER(?z='\\'') }}",
    f"PREFIX : {AWAY} SELECT * {{ ?x ?y ?z FILTER(?z<9)SERVICE#>\nSILENT : {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?x ?y ?z FILTER(?z<9)SERVICE SILENT {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?x ?y '' FILTER(?x != '''#''') SERVICE SILENT {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?x ?y \"#\" . SERVICE SILENT {AWAY} {{ ?s ?p ?o }} }}",
    f"PREFIX a: <http://a/> SELECT * {{ ?x a:it\\'s ?z . SERVICE SILENT {AWAY} {{ ?s ?p ?o }}"
    f" ?x a:it\\'s ?z }}",
    f"ASK {{ {{ SELECT * {{ OPTIONAL {{ SERVICE SILENT {AWAY} {{ ?s ?p ?o }} }} }} }} }}",
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE SILENT {AWAY} {{ ?s ?p ?o }} }}",
    f"ASK {{ FILTER EXISTS {{ SERVICE SILENT {AWAY} {{ ?s ?p ?o }} }} }}",
    f"ASK {{ MINUS {{ GRAPH ?g {{ SERVICE SILENT {AWAY} {{ ?s ?p ?o }} }} }} }}",
)


@pytest.mark.parametrize("text", SERVICES)
def test_service_is_refused_in_every_disguise(text: str) -> None:
    EmbeddedStore.of(()).query(text)  # the engine takes it for a query

    with pytest.raises(QueryError, match="SERVICE is refused"):
        guard(text)


@pytest.mark.parametrize("text", [
    f"SELECT * {{ \\u0053ERVICE SILENT {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?s ?p ?o \\u000a SERVIC\\U00000045 {AWAY} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?s ?p 'a\\u0027 SERVICE {AWAY} {{ ?s ?p ?o }} }}",
])
def test_service_behind_code_points_is_refused(text: str) -> None:
    """Oxigraph takes none of these; an endpoint that follows the standard would."""
    with pytest.raises(QueryError, match="SERVICE is refused"):
        guard(text)


ALLOWED = (
    "SELECT ?service { ?service a <https://example.org/service> }",
    "SELECT * { ?s <http://example.org/service#x> ?o }",
    "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>\nSELECT * { ?s a sd:Service }",
    "PREFIX x: <http://example.org/service#>\nSELECT * { GRAPH x:service { ?service ?p ?o } }",
    'SELECT * { ?s ?p "SERVICE <http://example.org/> { ?s ?p ?o }" }',
    "SELECT * { ?s ?p '''\nSERVICE <http://example.org/> { ?s ?p ?o }''' }",
    "# SERVICE <http://example.org/> { ?s ?p ?o }\nSELECT * { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
    "SELECT * { ?s ?p ?o FILTER(CONTAINS(?o, '(((((')) }",
    'SELECT * { ?s ?p "' + "(" * 1000 + '" } # ' + "{" * 1000,
    "SELECT * { VALUES ?x { " + "<http://example.org/a-long/path/of.many-parts> " * 1900 + "} }",
    "SELECT * { ?s ?p ?o FILTER(?o IN (" + ", ".join("1" * 400) + ")) }",
    "ASK " + "{" * DEEPEST + "}" * DEEPEST,
    "ASK { }" + " " * (LONGEST - 7),
    "PREFIX insert: <http://example.org/> SELECT * { ?s insert:delete ?o }",
    "# INSERT DATA\nBASE <http://example.org/> prefix a: <b> \n ask { ?s a:drop ?o }",
    "DESCRIBE <http://example.org/a>",
)


@pytest.mark.parametrize("text", ALLOWED, ids=lambda text: text[:40])
def test_what_harms_nobody_passes(text: str) -> None:
    guard(text)
    EmbeddedStore.of(()).query(text.replace("ASK " + "{" * DEEPEST + "}" * DEEPEST, "ASK {}"))


@pytest.mark.parametrize("text", [
    "INSERT DATA { <urn:a:a> <urn:a:b> <urn:a:c> }", "delete where { ?s ?p ?o }",
    "LOAD <http://example.org/>", "CLEAR ALL", "DROP ALL", "CREATE GRAPH <urn:a:a>",
    "COPY DEFAULT TO <urn:a:a>", "MOVE DEFAULT TO <urn:a:a>", "ADD DEFAULT TO <urn:a:a>",
    "WITH <urn:a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "PREFIX a: <http://example.org/> # a\nINSERT DATA { a:a a:b a:c }",
    "base<http://example.org/>prefix:<b>insert data { :a :b :c }",
])
def test_an_update_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="only SELECT, ASK, CONSTRUCT and DESCRIBE"):
        guard(text)


Grown = Callable[[int], str]
GROWTHS: dict[str, tuple[int, Grown]] = {
    "braces": (DEEPEST, lambda n: "ASK " + "{" * n + "}" * n),
    "brackets": (DEEPEST - 1, lambda n: "ASK { FILTER" + "(" * n + "true" + ")" * n + "}"),
    "blank nodes": (DEEPEST - 1, lambda n: "ASK { ?s <p> " + "[<p> " * n + "?o" + "]" * n + "}"),
    "subselects": (DEEPEST - 1, lambda n: "ASK " + "{SELECT * " * n + "{?a ?b ?c}" + "}" * n),
    "exists": (DEEPEST - 1, lambda n: "ASK {" + "FILTER EXISTS {?a ?b ?c " * n + "}" * n + "}"),
    "calls": (DEEPEST - 2, lambda n: "ASK {BIND(" + "STR(" * n + "'a'" + ")" * n + " AS ?x)}"),
    "negations": (MOST_JOINTS - 2, lambda n: "ASK {FILTER(" + "!" * n + "true)}"),
    "alternatives": (MOST_JOINTS // 2, lambda n: f"ASK {{FILTER({'||'.join(['true'] * n)})}}"),
    "sums": (MOST_JOINTS - 2, lambda n: f"ASK {{FILTER({'+'.join(['1'] * n)} = 1)}}"),
    "unions": (MOST_JOINTS - 1, lambda n: f"ASK {{{'UNION'.join(['{}'] * n)}}}"),
    "differences": (MOST_JOINTS - 1, lambda n: "ASK {" + "MINUS{?a ?b ?c}" * n + "}"),
    "assignments": (MOST_JOINTS - 1,
                    lambda n: "ASK {" + "".join(f"BIND(1 AS ?b{i})" for i in range(n)) + "}"),
    "filters": (MOST_JOINTS - 1, lambda n: "ASK {" + "FILTER(?a)" * n + "}"),
    "patterns": (MOST_JOINTS - 1, lambda n: "ASK {" + "<urn:a:a> <urn:a:b> <urn:a:c>." * n + "}"),
    "paths": (MOST_JOINTS, lambda n: "ASK {?a " + "|".join(["<http://a/p>"] * n) + " ?c}"),
    "members": (LONGEST_LIST, lambda n: "ASK {?a ?b (" + "1 " * n + ")}"),
}


@pytest.mark.parametrize("kind", GROWTHS)
def test_what_would_overrun_the_stack_is_refused(kind: str) -> None:
    largest, grown = GROWTHS[kind]

    guard(grown(largest))
    for size in (largest + 1, 2_000, 12_000):
        with pytest.raises(QueryError, match="The query is refused"):
            guard(grown(size))


ENGINE = """
import sys, threading
from pyoxigraph import Store
def ask():
    list([Store().query(sys.stdin.read(), base_iri="http://example.org/")])
    print("answered")
threading.stack_size(2 * 1024 * 1024)
thread = threading.Thread(target=ask)
thread.start()
thread.join()
"""


@pytest.mark.parametrize("kind", GROWTHS)
def test_the_engine_survives_the_largest_that_passes(kind: str) -> None:
    largest, grown = GROWTHS[kind]
    ended = subprocess.run([sys.executable, "-c", ENGINE], input=grown(largest), text=True,
                           capture_output=True, timeout=60, check=False)

    assert (ended.stdout, ended.returncode) == ("answered\n", 0)


@pytest.mark.parametrize(("text", "told"), [
    ("ASK { }" + " " * LONGEST, "102407 bytes"),
    ("ASK { } # " + "あ" * (LONGEST // 3), "bytes"),
    ("ASK " + "{" * (DEEPEST + 1) + "}" * (DEEPEST + 1), "nest too deep"),
    ("ASK { ?z ?z ?z FILTER(?z<'>')" + "{" * 300 + "}" * 300 + "FILTER(?z='>')}", "too deep"),
    ("ASK " + "{ #" + "}" * 900 + "\n" + "{" * 300 + "}" * 301, "nest too deep"),
    ("ASK {" + "?a<?b||" * 300, "too many"),
])
def test_a_refusal_says_what_is_too_much(text: str, told: str) -> None:
    with pytest.raises(QueryError, match=told) as fault:
        guard(text)
    assert "受け付けられません" in fault.value.ja


@given(st.text(alphabet="ab{}()[]<>'\"\\#\n ?:.;,|&=!ESRVICesrvic1u0\u3042", max_size=120))
def test_any_text_is_passed_or_refused(text: str) -> None:
    with suppress(QueryError):
        guard(text)


PIECES = st.lists(st.sampled_from((
    "FILTER(?z<", "'>'", ")", "#", ">", "\n", "FILTER(?z!='", "'", '"', "\\'", "?z", "<", "<a>",
    "'\\''", "''", "'''", "OPTIONAL{", "}", "?x ?y ?z.", "<=", "9", "a:b", "<urn:a>", " ",
    "BIND(1<2 AS ?k)",
)), max_size=7).map("".join)
ONE_FACT = EmbeddedStore.of([Quad(
    NamedNode("urn:a:a"), NamedNode("urn:a:b"), Literal("!"), NamedNode("urn:a:g"))])


@settings(max_examples=2_000, deadline=None)
@given(PIECES, PIECES)
@example("FILTER(?z<'>')", "FILTER(?z!='>')")
@example("OPTIONAL{", "}FILTER(?z<9)")
def test_a_service_that_the_engine_finds_is_refused(before: str, after: str) -> None:
    """Whatever stands around it. The engine shows that it found one by its own complaint."""
    text = f"PREFIX a: <urn:a:> SELECT * {{ ?x ?y ?z {before}SERVICE ?n {{ ?s ?p ?o }} {after} }}"
    if calls_service(text):
        with pytest.raises(QueryError, match="SERVICE is refused"):
            guard(text)


def calls_service(text: str) -> bool:
    try:
        answer = ONE_FACT.query(text)
        assert isinstance(answer, Solutions)
        list(answer)
    except QueryError as fault:
        return "service name is unbound" in str(fault)
    return False


def test_the_engine_shows_that_it_found_a_service() -> None:
    assert calls_service("SELECT * { ?x ?y ?z FILTER(?z<'>')SERVICE ?n { ?s ?p ?o } }")
    assert not calls_service("SELECT * { ?x ?y ?z FILTER(?z<'>SERVICE ?n { ?s ?p ?o }') }")
