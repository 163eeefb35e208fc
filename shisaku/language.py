"""The language of messages: Japanese where LANG or --lang says ja, English otherwise."""

import os
import sys


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
    """Return "ja" or "en": --lang on the command line, else LC_ALL, LC_MESSAGES or LANG."""
    variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return _asked() or _known(next(filter(None, variables), "en"))


def page_language() -> str:
    """Return the language that a page is first shown in: Japanese unless --lang asks otherwise."""
    return _asked() or "ja"


def _known(value: str) -> str:
    return "ja" if value.lower().startswith("ja") else "en"


def say(*, ja: str, en: str) -> str:
    """Return the sentence in the chosen language."""
    return ja if chosen() == "ja" else en
