"""The language of messages: Japanese where LANG or --lang says ja, English otherwise."""

import os
import sys


def chosen() -> str:
    """Return "ja" or "en": --lang on the command line, else LC_ALL, LC_MESSAGES or LANG."""
    arguments = sys.argv[1:]
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
        if argument == "--lang" and index + 1 < len(arguments):
            return _known(arguments[index + 1])
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return _known(os.environ[variable])
    return "en"


def _known(value: str) -> str:
    return "ja" if value.lower().startswith("ja") else "en"


def say(*, ja: str, en: str) -> str:
    """Return the sentence in the chosen language."""
    return ja if chosen() == "ja" else en
