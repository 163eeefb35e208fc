"""One request to an endpoint: within its time, repeated where that does no harm, its faults told.

A request may be repeated where asking twice is like asking once: queries, and writes that put the
same triples to the same place. What may not is tried once, for nobody knows whether the engine
has carried out what it did not answer.
"""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    Request,
    build_opener,
    install_opener,
)

from graph.remote.endpoint import PASSWORD, TOKEN, USER, Endpoint
from ontology.errors import QueryError

LARGEST_ANSWER = 256 * 1024 * 1024
"""An answer of more bytes is refused."""
LONGEST_PAUSE = 30.0
"""Seconds that an endpoint may ask to be left alone before the next try."""
_LATER = (429, 502, 503)
_CHUNK = 256 * 1024
_LONGEST_REASON = 200
_TAGS = re.compile(r"(?s)<(?:style|script)\b.*?</(?:style|script)>|<[^<>]{0,500}>")
_BODY = re.compile(r"""Response:\s*(b(?:'[^']*(?:\\'[^']*)*'|"[^"]*"))\s*$""")
"""Where SPARQLWrapper puts the body of an error, as Python writes bytes."""
_passwords = HTTPPasswordMgrWithDefaultRealm()


class UnansweredError(QueryError):
    """The endpoint did not answer; whether it did what was asked is not known."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the bytes, and the headers by their lower-case names."""

    body: bytes
    headers: Mapping[str, str]

    @property
    def media_type(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class _SamePlace(HTTPRedirectHandler):
    """Follows no redirect to another host: credentials would go there, too."""

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str,
                         headers: HTTPMessage, newurl: str) -> Request | None:
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if (before.scheme, before.netloc) != (after.scheme, after.netloc):
            raise HTTPError(req.full_url, code, f"leads to {after.scheme}://{after.netloc}",
                            headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opening() -> Any:
    return build_opener(_SamePlace, HTTPDigestAuthHandler(_passwords))


def know(endpoint: Endpoint, addresses: tuple[str, ...]) -> None:
    """Let the password of ``endpoint`` be used at ``addresses`` where they ask for a digest; also
    by SPARQLWrapper, which asks through the opener that is installed."""
    install_opener(_opening())
    for address in addresses:
        _passwords.add_password(None, address, endpoint.user, endpoint.password)


def ready() -> None:
    """Let SPARQLWrapper ask through an opener that keeps credentials to their host."""
    install_opener(_opening())


def opened(request: Request, seconds: float) -> Any:
    """Open ``request`` as SPARQLWrapper does."""
    return _opening().open(request, timeout=seconds)


def answered(endpoint: Endpoint, ask: Callable[[], Any], *, repeatable: bool) -> Reply:
    """Return what ``ask`` opens, read to its end; QueryError that says what went wrong.

    UnansweredError where it is not known whether the request was carried out.
    """
    tries = endpoint.tries if repeatable else 1
    pause = endpoint.pause
    for left in reversed(range(tries)):
        started = time.monotonic()
        try:
            return _read(ask(), started + endpoint.seconds)
        except (HTTPException, OSError, _wrapper_error()) as error:
            status, headers = _status(error)
            if left == 0 or not _may_pass(error, status):
                raise _told(endpoint, error, status) from error
            asked = headers.get("Retry-After", "") if headers else ""
            time.sleep(min(max(pause, float(asked) if asked.isdecimal() else 0.0), LONGEST_PAUSE))
            pause *= 2
    raise AssertionError("the last try returns or raises")


def _read(response: Any, deadline: float) -> Reply:
    with response:
        pieces, size = [], 0
        while piece := response.read(_CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST_ANSWER:
                raise QueryError(ja="答えが大きすぎます。LIMIT で絞ってください。",
                                 en="the answer is too large; narrow it with LIMIT.")
            if time.monotonic() > deadline:
                raise TimeoutError
        headers = {name.lower(): value for name, value in response.headers.items()}
        length = headers.get("content-length", "")
        if length.isdecimal() and size < int(length):
            raise ConnectionResetError("the answer ended early")
        return Reply(b"".join(pieces), headers)


def _wrapper_error() -> type[Exception]:
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    found: type[Exception] = SPARQLWrapperException
    return found


def _status(error: BaseException) -> tuple[int | None, Message | None]:
    """Return the status of HTTP behind ``error`` and its headers, and close what it holds."""
    for fault in (error, error.__context__):
        if isinstance(fault, HTTPError):
            fault.close()
            return fault.code, fault.headers
    return None, None


def _may_pass(error: Exception, status: int | None) -> bool:
    if status is not None:
        return status in _LATER
    reason = error.reason if isinstance(error, URLError) else error
    return not isinstance(reason, TimeoutError) and isinstance(
        reason, ConnectionError | HTTPException)


def _told(endpoint: Endpoint, error: Exception, status: int | None) -> QueryError:
    """Return what ``error`` means to who asked."""
    url, reason = endpoint.url, _reason(error)
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return UnansweredError(
            ja=f"{url}: {endpoint.seconds:g} 秒以内に答えがありません。絞って聞くか、"
            "SHISAKU_ENDPOINT_SECONDS を大きくしてください。",
            en=f"{url}: no answer within {endpoint.seconds:g} s; ask for less, or raise "
            "SHISAKU_ENDPOINT_SECONDS.")
    if status is None:
        return UnansweredError(
            ja=f"{url}: エンドポイントが答えません: {reason}",
            en=f"{url}: the endpoint does not answer: {reason}")
    if status in (401, 403):
        return QueryError(
            ja=f"{url}: 許可されていません（{status}）。{USER} と {PASSWORD} か {TOKEN} を"
            "確かめてください。",
            en=f"{url}: not allowed ({status}); check {USER} and {PASSWORD}, or {TOKEN}.")
    if status == 400:
        return QueryError(
            ja=f"{url}: エンドポイントがクエリを拒みました: {reason}",
            en=f"{url}: the endpoint refused the query: {reason}")
    fault = UnansweredError if status >= 500 else QueryError
    return fault(
        ja=f"{url}: エンドポイントが答えません（{status}）: {reason}",
        en=f"{url}: the endpoint does not answer ({status}): {reason}")


def _reason(error: Exception) -> str:
    """Return what went wrong on one line, without the tags of an error page."""
    text = str(error.reason if isinstance(error, HTTPError | URLError) else error)
    body = _BODY.search(text)
    if body is not None:
        text = ast.literal_eval(body[1]).decode(errors="replace")
    text = " ".join(_TAGS.sub(" ", text[:20_000]).split())
    text = "".join(sign for sign in text if sign.isprintable())
    return f'"{text[:_LONGEST_REASON]}"' if text else type(error).__name__
