"""Addresses within the application: of a thing, of a passage, of this page in another form."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.requests import Request


def thing_path(base: str, iri: str) -> str:
    """Return the path of the page of ``iri``; the IRI itself where it is not below ``base``."""
    return f"/id/{quote(iri[len(base):], safe='/')}" if iri.startswith(base) else iri


def passage_path(sha256: str, first: int, last: int, page: int | None = None) -> str:
    """Return where a document's text opens with lines ``first``–``last`` (1-based) marked; for a
    document with pages of their own lines, on ``page``."""
    asked = {"lines": f"{first}-{last}"} | ({"page": str(page)} if page else {})
    return f"/sources/{sha256}?{urlencode(asked)}#L{first}"


def this_page(request: Request, **changed: str | None) -> str:
    """Return the address of this page with some of what it asks changed; None takes it away."""
    asked = [(name, value) for name, value in request.query_params.multi_items()
             if name not in changed]
    asked += [(name, value) for name, value in changed.items() if value is not None]
    return f"{request.url.path}?{urlencode(asked)}" if asked else request.url.path
