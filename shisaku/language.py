"""The language of messages: Japanese where LANG or --lang says ja, English otherwise."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_SPOKEN: ContextVar[str | None] = ContextVar("language", default=None)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Choose "ja" or "en" for what runs in the block: a server answers each in his own."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def _asked() -> str | None:
    """Return what --lang on the command line says, or None."""
    arguments = sys.argv[1:]
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
        if argument == "--lang" and index + 1 < len(arguments):
            return _known(arguments[index + 1])
    return None


def chosen() -> str:
    """Return "ja" or "en": as ``speaking`` says, else --lang on the command line, else LC_ALL,
    LC_MESSAGES or LANG."""
    variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return _SPOKEN.get() or _asked() or _known(next(filter(None, variables), "en"))


def page_language() -> str:
    """Return the language that a page is first shown in: Japanese unless --lang asks otherwise."""
    return _asked() or "ja"


def _known(value: str) -> str:
    return "ja" if value.lower().startswith("ja") else "en"


def say(*, ja: str, en: str) -> str:
    """Return the sentence in the chosen language."""
    return ja if chosen() == "ja" else en
