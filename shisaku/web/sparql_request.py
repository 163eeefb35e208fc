"""What a client asks by the SPARQL 1.1 Protocol: a query and its dataset, in any of three forms.

Beside the protocol's own parameters these are understood: ``snapshot`` (the answer may come from
that state of the data only), ``format`` (goes before Accept), ``lang`` (of messages). Any other is
passed over, as clients send names of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from shisaku.web.limits import Limits
from shisaku.web.problems import ProblemError, bad_request, too_large

FORM, DIRECT, UPDATE = (
    "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update")
_MOST_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """``format`` is "" where Accept decides; ``snapshots`` is empty where any will do."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    snapshots: tuple[str, ...]
    format: str


async def read_request(request: Request, limits: Limits) -> SparqlRequest | None:
    """Return what ``request`` asks, None where a GET has no query; ProblemError where the protocol
    refuses it."""
    fields = _fields(request.scope["query_string"])
    if request.method == "POST":
        fields += await _posted(request, limits)
    if any(name == "update" for name, _ in fields):
        raise _read_only()
    queries = [value for name, value in fields if name == "query"]
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise bad_request(
            ja=f"query は一つだけ必要ですが、{len(queries)} 個ありました。",
            en=f"There must be exactly one query; there were {len(queries)}.")
    if len(queries[0].encode(errors="surrogatepass")) > limits.query:
        raise too_large(limits.query, "クエリ", "query")

    def values(wanted: str) -> tuple[str, ...]:
        return tuple(value for name, value in fields if name == wanted)

    return SparqlRequest(queries[0], values("default-graph-uri"), values("named-graph-uri"),
                         values("snapshot"), (*values("format"), "")[0])


async def _posted(request: Request, limits: Limits) -> list[tuple[str, str]]:
    """Return the fields of a form; a query that is posted directly is a field as well."""
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    kind = kind.strip()
    if kind == UPDATE:
        raise _read_only()
    if kind not in (FORM, DIRECT):
        raise ProblemError(
            415, "media-type",
            ja=f"POST の Content-Type は {FORM} か {DIRECT} です。",
            en=f"The Content-Type of a POST is {FORM} or {DIRECT}.")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise ProblemError(415, "media-type", ja=f"文字コードは UTF-8 です（{charset} でした）。",
                      en=f"The charset is UTF-8 (it was {charset}).")
    body = await _body(request, limits)
    return _fields(body) if kind == FORM else [("query", _decoded(body))]


async def _body(request: Request, limits: Limits) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limits.request:
            raise too_large(limits.request, "要求", "request")
    return bytes(body)


def _fields(raw: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_decoded(raw), keep_blank_values=True, errors="strict",
                         max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise _not_utf8() from error
    except ValueError as error:
        raise bad_request(ja=f"項目が多すぎます（上限 {_MOST_FIELDS}）。",
                          en=f"There are too many fields (at most {_MOST_FIELDS}).") from error


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _not_utf8() -> ProblemError:
    return bad_request(ja="UTF-8 として読めません。", en="The request is not UTF-8.")


def _read_only() -> ProblemError:
    return ProblemError(403, "read-only", ja="更新は受け付けません。読み取り専用です。",
                   en="Updates are refused: this endpoint is read only.")
