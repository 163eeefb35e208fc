"""The one root of every error a user can meet, so that each front end words it in one place.

Tree::

    ShisakuError            the input or the request is at fault (exit status 1)
    ├── DocumentError       a document cannot be read or understood
    │   └── UnknownMunicipalityError    it does not tell whose it is
    ├── DatasetError        a dataset folder is missing, broken or in use
    └── QueryError          a query, its name or a parameter is wrong
        └── QuerySyntaxError    its text is not SPARQL; says at which line and column
"""

from collections.abc import Callable
from functools import partial
from typing import Any


class ShisakuError(Exception):
    """Says in one line what is wrong, where, and what to do, in both languages.

    ``ja`` and ``en`` are whole sentences that already name the place (file, page, line or row).
    """

    def __init__(self, *, ja: str, en: str) -> None:
        super().__init__(en)
        self.ja = ja
        self.en = en

    def __reduce__(self) -> tuple[Callable[[], "ShisakuError"], tuple[Any, ...]]:
        """Let the error pass from one process to another with both sentences."""
        return partial(type(self), ja=self.ja, en=self.en), ()

    def message(self, language: str) -> str:
        """Return the sentence in ``language`` ("ja", anything else gives English)."""
        return self.ja if language == "ja" else self.en


class DocumentError(ShisakuError):
    """A source document cannot be read or understood."""


class UnknownMunicipalityError(DocumentError):
    """A source document does not tell clearly whose it is."""


class DatasetError(ShisakuError):
    """A dataset folder is missing, broken or in use."""


class QueryError(ShisakuError):
    """A query, its name or one of its parameters is wrong."""


class QuerySyntaxError(QueryError):
    """The text of a query is not SPARQL; ``line`` and ``column`` are counted from 1."""

    def __init__(self, *, ja: str, en: str, line: int, column: int) -> None:
        super().__init__(ja=ja, en=en)
        self.line = line
        self.column = column

    def __reduce__(self) -> tuple[Callable[[], "ShisakuError"], tuple[Any, ...]]:
        """Let the error pass from one process to another with its place."""
        return partial(type(self), ja=self.ja, en=self.en, line=self.line, column=self.column), ()
