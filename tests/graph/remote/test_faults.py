"""An endpoint that is slow, busy, broken or wrong: one clear line, no shorter answer, and nothing
asked twice that may not be."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pyoxigraph import Literal

from graph.remote import Endpoint, RemoteStore
from graph.remote.client import Client
from graph.results import Solutions
from ontology.errors import QueryError, ShisakuError

ROWS = {"head": {"vars": ["x"]}, "results": {"bindings": [
    {"x": {"type": "literal", "value": str(number)}} for number in range(100)]}}
BODY = json.dumps(ROWS).encode()
SETTING = "_".join(("SHISAKU", "ENDPOINT", ""))
JSON = "application/sparql-results+json"
Answer = tuple[int, dict[str, str], bytes]
GOOD: Answer = (200, {"Content-Type": JSON, "Content-Length": str(len(BODY))}, BODY)


@dataclass
class Script:
    """What a server answers, one after the other, the last again and again; ``asked`` are the
    requests that came: method, path, headers, body."""

    answers: list[Answer]
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    wait: float = 0.0


@pytest.fixture
def scripted() -> Iterator[Callable[[Script], str]]:
    """Give a function that serves a script at an address of this machine."""
    servers: list[ThreadingHTTPServer] = []

    def serve(script: Script) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if body == b"query=ASK+%7B%7D":
                    return self._send((200, {"Content-Type": JSON}, b'{"boolean":true}'))
                script.asked.append((self.command, self.path, dict(self.headers), body))
                time.sleep(script.wait)
                place = min(len(script.asked), len(script.answers)) - 1
                return self._send(script.answers[place])

            def do_PUT(self) -> None:
                self.do_POST()

            def _send(self, answer: Answer) -> None:
                status, headers, data = answer
                if status == 0:
                    self.close_connection = True
                    return
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing while tests run."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/query"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def asked(url: str, **settings: float) -> int:
    """Ask the server at ``url`` and return how many rows it gives."""
    endpoint = Endpoint(url, pause=0.01, **settings)  # type: ignore[arg-type]
    found = Client(endpoint).ask("SELECT ?x WHERE { ?s ?p ?x }")
    assert isinstance(found, Solutions)
    return len(list(found))


DROPPED: Answer = (0, {}, b"")
SHORT: Answer = (200, GOOD[1], BODY[:-50])
OPEN_END: Answer = (200, {"Content-Type": JSON}, BODY[:-50])
PAGE: Answer = (200, {"Content-Type": "text/html"}, b"<html>welcome</html>")
FAULTS: dict[str, tuple[Answer, str, int]] = {
    "broken connection": (DROPPED, "does not answer", 4),
    "truncated": (SHORT, "does not answer", 4),
    "truncated, of unknown length": (OPEN_END, "breaks off", 1),
    "a page": (PAGE, "something else than results", 1),
    "other JSON": ((200, {"Content-Type": "application/json"}, b'{"error":1}'),
                   "something else than results", 1),
    "busy": ((503, {"Content-Type": "text/html"}, b"<h1>busy</h1>"), r"\(503\)", 4),
    "too many": ((429, {}, b""), r"\(429\)", 4),
    "bad gateway": ((502, {}, b""), r"\(502\)", 4),
    "fault": ((500, {"Content-Type": "text/html"},
               b"<html><style>h1 {}</style><h1>Out of\nmemory</h1></html>"),
              r'\(500\): "Out of memory"', 1),
    "not allowed": ((401, {}, b""), "check SHISAKU_ENDPOINT_USER", 1),
    "forbidden": ((403, {}, b""), "not allowed", 1),
    "refused": ((400, {}, b"parse error"), 'refused the query: "parse error"', 1),
    "elsewhere": ((307, {"Location": "http://localhost:1/steal"}, b""), "leads to", 1),
}


@pytest.mark.parametrize(("answer", "told", "times"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_in_one_line(
    scripted: Callable[[Script], str], answer: Answer, told: str, times: int
) -> None:
    script = Script([answer])
    with pytest.raises(QueryError, match=told) as caught:
        asked(scripted(script))
    assert "\n" not in caught.value.en + caught.value.ja
    assert len(script.asked) == times


@pytest.mark.parametrize("fault", ["broken connection", "truncated", "busy", "too many"])
def test_a_fault_that_passes_costs_nothing_but_time(
    scripted: Callable[[Script], str], fault: str
) -> None:
    script = Script([FAULTS[fault][0], FAULTS[fault][0], GOOD])
    assert asked(scripted(script)) == 100
    assert len(script.asked) == 3


def test_an_endpoint_is_left_alone_for_as_long_as_it_asks(
    scripted: Callable[[Script], str]
) -> None:
    script = Script([(503, {"Retry-After": "1"}, b""), GOOD])
    started = time.monotonic()
    assert asked(scripted(script)) == 100
    assert time.monotonic() - started >= 1


def test_a_slow_endpoint_is_given_up_and_not_asked_again(
    scripted: Callable[[Script], str]
) -> None:
    script = Script([GOOD], wait=2.5)
    with pytest.raises(QueryError, match="no answer within 1 s"):
        asked(scripted(script), seconds=1)
    assert len(script.asked) == 1


def test_an_update_is_sent_once(scripted: Callable[[Script], str]) -> None:
    script = Script([DROPPED])
    client = Client(Endpoint(scripted(script), pause=0.01))
    with pytest.raises(QueryError, match="does not answer"):
        client.update("MOVE GRAPH <a:a> TO GRAPH <a:b>")
    assert len(script.asked) == 1
    with pytest.raises(QueryError):
        client.write_graph("a:a", iter([b"<a:a> <a:b> <a:c> .\n"]))
    assert len(script.asked) == 5


@pytest.mark.parametrize(("settings", "sent"), [
    ({"USER": "u", "PASSWORD": "geheim"}, "Basic dTpnZWhlaW0="),
    ({"TOKEN": "geheim"}, "Bearer geheim"),
])
def test_credentials_come_from_the_environment_and_stay_there(
    scripted: Callable[[Script], str], monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, str], sent: str,
) -> None:
    from graph.remote import endpoint_set

    for name, value in settings.items():
        monkeypatch.setenv(SETTING + name, value)
    script = Script([GOOD, (401, {}, b"")])
    client = Client(endpoint_set(scripted(script)))
    client.ask("SELECT ?x WHERE { ?s ?p ?x }")
    assert script.asked[0][2]["Authorization"] == sent
    with pytest.raises(QueryError) as caught:
        client.ask("SELECT ?x WHERE { ?s ?p ?x }")
    assert "geheim" not in f"{caught.value.en}{client.endpoint!r}{client.endpoint}"


@pytest.mark.parametrize("settings", [
    {"USER": "u"}, {"PASSWORD": "p"}, {"USER": "u", "PASSWORD": "p", "TOKEN": "t"},
    {"SECONDS": "soon"}, {"ENGINE": "unknown"}, {"TOKEN_FILE": "/nowhere"}])
def test_wrong_settings_are_refused(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]
) -> None:
    from graph.remote import endpoint_set

    for name, value in settings.items():
        monkeypatch.setenv(SETTING + name, value)
    with pytest.raises(ShisakuError, match=SETTING):
        endpoint_set("http://127.0.0.1:9/query")


def test_a_cut_answer_is_asked_for_in_pages(scripted: Callable[[Script], str]) -> None:
    """As Virtuoso cuts: at the most rows that its header names."""
    full = {**GOOD[1], "X-SPARQL-MaxRows": "100"}
    rest = json.dumps({"head": ROWS["head"], "results": {"bindings": [
        {"x": {"type": "literal", "value": "last"}}]}}).encode()
    end = {"Content-Type": JSON, "Content-Length": str(len(rest))}
    script = Script([(200, full, BODY), (200, full, BODY), (200, end, rest)])
    found = Client(Endpoint(scripted(script))).ask("SELECT ?x WHERE { ?s ?p ?x }")
    assert isinstance(found, Solutions)
    rows = [term for (term,) in found]
    assert len(rows) == 101
    assert rows[-1] == Literal("last")
    assert b"LIMIT+100+OFFSET+100" in script.asked[2][3]


def test_a_cut_answer_without_pages_is_an_error(scripted: Callable[[Script], str]) -> None:
    script = Script([(200, {**GOOD[1], "X-SPARQL-MaxRows": "100"}, BODY)])
    store = RemoteStore(Endpoint(scripted(script)))
    with pytest.raises(QueryError, match="cut the answer off after 100"):
        store.client.ask("SELECT ?x WHERE { ?s ?p ?x } LIMIT 500")
