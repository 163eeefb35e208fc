"""What is looked at in a person's SPARQL before an engine sees it.

The engine follows ``SERVICE`` out into the network, and a query that nests deeply or chains many
operators overruns its stack and ends the process (measured with a stack of 2 MB: from 600 joined
patterns, 270 members of a collection, 1,600 operators, 700 braces). Its grammar takes "<" for the
start of an IRI or for "less than" by context, so that a text can hide from a simple tokeniser
what it shows to the engine. Here every reading is followed at once: each place that is code in
any of them is looked at, with the greatest depth and length that any of them gives. (After "less
than" no scheme:// can stand, nor a ">" before ")", "&", ",", a string or a comment.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ontology.errors import QueryError

LONGEST = 100 * 1024
"""Bytes of a query."""

DEEPEST = 200
"""Brackets open at a time."""

MOST_JOINTS = 500
"""Brackets, operators and separators in all: each may be one more level of the engine's tree."""

LONGEST_LIST = 100
"""Words in round brackets without a comma: an RDF collection, a pattern for each member."""

_OPEN, _CLOSE, _JOINTS = "([{", ")]}", ".;,|/^!+-*=&<>"
_SKIP = r"(?:\s|\#[^\n\r]*+)*+"
_SPACE = re.compile(r"\s+")
_PLAIN = re.compile(r"""[^\s"'\#<\\()\[\]{}.;,|/^!+\-*=&>?$sS]+""")
"""Signs that change nothing: each reading passes over a run of them at once."""
_COMMENT = re.compile(r"#[^\n\r]*")
_IRI = re.compile(r'<[^\x00-\x20<>"{}|^`\\]*(?:\\[uU][^\x00-\x20<>"{}|^`\\]*)*>')
_SURELY_IRI = re.compile(r"<(?:[A-Za-z][\w.+-]*://|[^>)&,'#]*>)")
_STRINGS = tuple(re.compile(pattern, re.DOTALL) for pattern in (
    r'"{3}(?:"{0,2}(?:[^"\\]|\\.))*+"{3}', r"'{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}",
    r'"(?:[^"\\\n\r]|\\.)*+"', r"'(?:[^'\\\n\r]|\\.)*+'"))
_SERVICE = re.compile(
    rf"service{_SKIP}(?:silent{_SKIP})?"
    rf"(?:<[^>]*>|[?$]\w+|[^\s{{}}()<>\"'?$#]*:[^\s{{}}()<>\"]*){_SKIP}\{{", re.IGNORECASE)
_FORM = re.compile(
    rf"{_SKIP}(?:(?:base|prefix{_SKIP}[^\s:<]*:){_SKIP}<[^>]*>{_SKIP})*+(?P<word>[a-z]+)",
    re.IGNORECASE)
_UPDATES = frozenset(
    ("insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"))
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U000([01][0-9A-Fa-f]{4})")


class _Reach(NamedTuple):
    """The most that any reading of the text up to a place gives."""

    depth: int
    joints: int
    words: int


def guard(text: str) -> None:
    """Raise QueryError where ``text`` is too long, nests too deep, calls ``SERVICE`` or updates."""
    size = len(text.encode(errors="surrogatepass"))
    if size > LONGEST:
        raise _too_much(f"{size} バイトは長すぎます", f"it has {size} bytes", LONGEST)
    form = _FORM.match(text)
    if form is not None and form["word"].lower() in _UPDATES:
        raise QueryError(
            ja=f"{form['word'].upper()} は使えません。"
               "できるのは SELECT・ASK・CONSTRUCT・DESCRIBE だけです。",
            en=f"{form['word'].upper()} is refused: only SELECT, ASK, CONSTRUCT and DESCRIBE "
               "are answered here.")
    _follow(text)
    unescaped = _unescaped(text)
    if unescaped != text:
        _follow(unescaped)


def _unescaped(text: str) -> str:
    """Return ``text`` as an engine reads it that resolves code point escapes first."""
    def character(escape: re.Match[str]) -> str:
        code = int(escape[1] or escape[2], 16)
        return chr(code) if code <= 0x10FFFF else escape[0]

    return _ESCAPE.sub(character, text)


def _follow(text: str) -> None:
    """Follow every reading of ``text`` and refuse what any of them shows."""
    reaches: list[_Reach | None] = [None] * (len(text) + 2)
    reaches[0] = _Reach(0, 0, 0)
    for place in range(len(text)):
        reach = reaches[place]
        if reach is None:
            continue
        if text[place] in "sS" and _SERVICE.match(text, place):
            raise QueryError(
                ja="SERVICE は使えません。問い合わせは外部へ接続しません。"
                   "（service という名の接頭辞は変えてください。）",
                en="SERVICE is refused: a query reaches no other server. (A prefix called "
                   "service needs another name.)")
        for end, after in _steps(text, place, reach):
            _refuse_excess(after)
            other = reaches[end]
            reaches[end] = after if other is None else _Reach(*map(max, other, after))


def _refuse_excess(reach: _Reach) -> None:
    if reach.depth > DEEPEST:
        raise _too_much("括弧の入れ子が深すぎます", "its brackets nest too deep", DEEPEST)
    if reach.joints > MOST_JOINTS:
        raise _too_much(
            "括弧・演算子・区切りが多すぎます。値の一覧は VALUES ?x { … } に書いてください",
            "it has too many brackets, operators and separators; list values in VALUES ?x { … }",
            MOST_JOINTS)


def _steps(text: str, place: int, reach: _Reach) -> Iterator[tuple[int, _Reach]]:
    """Yield where each reading goes on from ``place``, and what it has reached there."""
    sign, after = text[place], place + 1
    depth, joints, words = reach
    if sign in "\"'":
        for pattern in _STRINGS:
            if string := pattern.match(text, place):
                yield string.end(), _Reach(depth, joints, words + 1)
    elif sign == "#":
        comment = _COMMENT.match(text, place)
        yield comment.end() if comment else after, reach
    elif sign == "<":
        if iri := _IRI.match(text, place):
            yield iri.end(), _Reach(depth, joints, words + 1)
        if iri is None or not _SURELY_IRI.match(text, place):
            yield after, _Reach(depth, joints + 1, 0)
    elif sign == "\\":
        yield place + 2, reach
    elif sign in _OPEN:
        yield after, _Reach(depth + 1, joints + 1, 0)
    elif sign in _CLOSE:
        if sign == ")" and words > LONGEST_LIST:
            raise _too_much("丸括弧の中の一覧が長すぎます",
                            "a list in round brackets is too long", LONGEST_LIST)
        yield after, _Reach(max(depth - 1, 0), joints, 0)
    elif sign in _JOINTS:
        yield after, _Reach(depth, joints + 1, 0)
    elif space := _SPACE.match(text, place):
        yield space.end(), _Reach(depth, joints, words + 1)
    elif plain := _PLAIN.match(text, place):
        yield plain.end(), reach
    else:
        yield after, _Reach(depth, joints, words + (sign in "?$"))


def _too_much(ja: str, en: str, most: int) -> QueryError:
    return QueryError(ja=f"クエリを受け付けられません: {ja}（上限 {most}）。",
                      en=f"The query is refused: {en} (at most {most}).")
