"""The fields of a form that a page of our own sent."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from shisaku.web.problems import ProblemError, bad_request, too_large

LONGEST = 64 * 1024
"""Bytes: two thousand signs of Japanese take eighteen thousand."""
_MOST_FIELDS = 50
_FORM = "application/x-www-form-urlencoded"


def refuse_foreign(request: Request) -> None:
    """Raise ProblemError (403) where the request does not come from a page of this server: its
    Origin, or Sec-Fetch-Site where a browser tells that, names another, or it names none."""
    origin = request.headers.get("origin", "")
    site = request.headers.get("sec-fetch-site", "same-origin")
    if urlsplit(origin).netloc != request.headers.get("host") or site != "same-origin":
        raise ProblemError(
            403, "foreign", ja="このサーバーのページから送られたものではありません。",
            en="This was not sent from a page of this server.")


async def posted_fields(request: Request) -> Mapping[str, str]:
    """Return the fields by name, the last one where a name comes twice; ProblemError where it is
    no form, too large or not UTF-8."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _FORM:
        raise ProblemError(415, "media-type", ja=f"Content-Type は {_FORM} です。",
                           en=f"The Content-Type is {_FORM}.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise too_large(LONGEST, "要求", "request")
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict",
                              max_num_fields=_MOST_FIELDS))
    except (UnicodeDecodeError, ValueError) as error:
        raise bad_request(ja="フォームとして読めません。", en="This is no form.") from error
