"""The front of the house: command line, settings, the pipeline that joins the other rooms, and
``shisaku.open`` for who works in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from shisaku.research import Opened

__all__ = ["__version__", "open"]
__version__ = "0.1.0"


def open(place: str | Path, *, queries: str | Path | None = None,
         language: str | None = None) -> Opened:
    """Open a dataset folder, or the SPARQL endpoint at an http(s) address, to ask it.

    ``queries`` is a folder of one's own questions, ``language`` "ja" or "en" (that of the
    environment unless given). DatasetError where there is no dataset, QueryError for wrong
    questions; an endpoint is not asked before the first question.
    """
    # The command line starts quicker without what only this needs.
    from shisaku.research import Opened

    return Opened.at(place, queries, language)
