"""Which of several media types or languages a client likes best (RFC 9110, 12.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

Offer = TypeVar("Offer")


def best(accept: str, offers: Iterable[tuple[str, Offer]]) -> tuple[str, Offer] | None:
    """Return the offer whose media type ``accept`` rates highest, the earlier one where several
    are rated alike; None where it takes none of them. A blank ``accept`` takes anything."""
    ranges = list(_ranges(accept or "*/*"))
    rated = [(_quality(media_type, ranges), -place, media_type, offer)
             for place, (media_type, offer) in enumerate(offers)]
    quality, _, media_type, offer = max(rated, key=lambda each: each[:2])
    return (media_type, offer) if quality > 0 else None


def language(accept_language: str) -> str:
    """Return "ja" or "en", whichever is liked better; Japanese where that is left open."""
    liked = {"ja": 0.0, "en": 0.0}
    for name, quality in _ranges(accept_language):
        main = name.partition("-")[0]
        for each in liked:
            if main in (each, "*"):
                liked[each] = max(liked[each], quality)
    return "en" if liked["en"] > liked["ja"] else "ja"


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """Return what the most specific range that fits says."""
    whole = f"{media_type.partition('/')[0]}/*"
    for wanted in (media_type, whole, "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    """Yield each range without its parameters, and its quality; a broken quality counts as 0."""
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if not name:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                quality = _number(value.strip())
        yield name, quality


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0.0 <= value <= 1.0 else 0.0
