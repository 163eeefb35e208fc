"""The way in for people at a terminal: errors become one line, output is UTF-8 everywhere."""

import io
import sys
from itertools import islice

from ontology.errors import ShisakuError
from shisaku.language import chosen, say


def main() -> None:
    """Run the command line; exit status 0 done, 1 the input is at fault, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from shisaku.cli import app

    try:
        app(args=_language_first(sys.argv[1:]))
    except ShisakuError as error:
        if "--debug" in sys.argv[1:]:
            raise
        print(f"shisaku: {error.message(chosen())}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        print(say(ja="shisaku: 中断しました。", en="shisaku: interrupted."), file=sys.stderr)
        sys.exit(1)


def _language_first(arguments: list[str]) -> list[str]:
    """Return ``arguments`` with --lang before the command: it holds for all, so it may stand
    behind one, too."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    moved: list[str] = []
    rest: list[str] = []
    words = iter(arguments[:end])
    for word in words:
        value = list(islice(words, 1)) if word == "--lang" else []
        if value or word.startswith("--lang="):
            moved += [word, *value]
        else:
            rest.append(word)
    return [*moved, *rest, *arguments[end:]]


if __name__ == "__main__":
    main()
