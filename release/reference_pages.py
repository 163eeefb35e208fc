"""Pages of the reference that follow from code: commands, the Python interface, kinds of findings,
the vocabulary.
"""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shisaku
from shisaku.research import Opened, Picture, Table
from shisaku.vocabulary.terms import KINDS, Term, examples, terms
from shisaku.web.pages.findings.told import explanation

_KINDS = {"class": "クラス / Classes", "object property": "物と物を結ぶ性質 / Object properties",
          "datatype property": "値をもつ性質 / Datatype properties", "value": "値 / Values"}


def commands() -> str:
    """Return the page of every command with its arguments and options, in both languages."""
    japanese, english = (_told_commands(language) for language in ("ja_JP.UTF-8", "en_GB.UTF-8"))
    parts = ["# コマンドと引数 / Commands and their arguments\n\n"
             "`shisaku --help` と同じ内容です。説明は[使い方の一覧](../reference.md)に。\n"
             "What `shisaku --help` says; the [reference](../reference.md) explains.\n"]
    for name, (help_ja, rows) in japanese.items():
        help_en, other = english[name]
        lines = [f"| `{sign}` | {_cell(ja)} | {_cell(en)} | {_cell(default)} |"
                 for (sign, ja, default), (_, en, _) in zip(rows, other, strict=True)]
        parts.append("\n".join([f"## shisaku {name}\n", f"{help_ja} / {help_en}\n",
                                "| | | | 省略時 / default |", "|---|---|---|---|", *lines, ""]))
    return "\n".join(parts)


def python() -> str:
    """Return the page of the Python interface: signatures and docstrings."""
    parts = ["# Python の部品 / The Python interface\n\n"
             "使い方は [Python から](../python.md)に。How to use it: [Python](../python.md).\n"]
    parts += _described("shisaku.open", shisaku.open)
    for kind in (Opened, Table, Picture):
        parts.append(f"## {kind.__name__}\n\n{inspect.getdoc(kind)}\n")
        for name, member in vars(kind).items():
            plain = member.fget if isinstance(member, property) else member
            if not name.startswith("_") and inspect.isfunction(plain):
                parts += _described(f"{kind.__name__}.{name}", plain, 3)
    return "\n".join(parts)


def findings() -> str:
    """Return the page of every kind of finding: what it is and how it is found."""
    parts = ["# 検出事項の種類 / The kinds of findings\n\n"
             "どれも「要確認」です。測り方と当たり方は[検出事項の見つけ方](../findings.md)に。\n"
             "Each asks a person to look; how often they are right: [findings](../findings.md).\n"]
    for term in terms():
        if {"shisaku:Finding", "shisaku:Overlap"} & set(term.above):
            how = explanation(term.name)
            parts.append(f"## {term.label_ja} {term.name} {{#{term.name}}}\n\n"
                         f"{term.comment_ja}{how.ja}\n\n"
                         f"*{term.label_en}* — {term.comment_en} {how.en}\n")
    return "\n".join(parts)


def vocabulary() -> str:
    """Return the page of every term of the vocabulary, from its Turtle."""
    parts = ["# 語彙の定義 / The vocabulary\n\n"
             "`https://w3id.org/shisaku/ns#` の語です。標準の語彙がもたない語だけがあります。\n"
             "Terms of `https://w3id.org/shisaku/ns#`: what no standard vocabulary says.\n"]
    known = {term.name for term in terms()}
    for kind in KINDS.values():
        parts.append(f"## {_KINDS[kind]}\n")
        parts += (_term(term, known) for term in terms() if term.kind == kind)
    return "\n".join(parts)


def _term(term: Term, known: set[str]) -> str:
    ties = [("上位 / a kind of", term.above), ("主語 / of", term.domain),
            ("目的語 / to", term.range)]
    lines = [f"### {term.label_ja} {term.name} {{#{term.name}}}\n", f"{term.comment_ja}\n",
             f"*{term.label_en}* — {term.comment_en}\n"]
    lines += [f"- {word}: {', '.join(_linked(each, known) for each in ties_to)}"
              for word, ties_to in ties if ties_to]
    if example := examples().get(term.name):
        lines += ["", "```turtle", example, "```"]
    return "\n".join([*lines, ""])


def _linked(name: str, known: Iterable[str]) -> str:
    local = name.removeprefix("shisaku:")
    return f"[`{name}`](#{local})" if name != local and local in known else f"`{name}`"


def _described(name: str, of: Any, level: int = 2) -> list[str]:
    signature = str(inspect.signature(of)).replace("self, ", "").replace("(self)", "()")
    return [f"{'#' * level} {name}\n", f"```python\n{name}{signature}\n```\n",
            f"{inspect.getdoc(of) or ''}\n"]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _told_commands(language: str) -> dict[str, tuple[str, list[tuple[str, str, str]]]]:
    """Return by command its help and, of each parameter, how it is written, its help and default.

    The language is settled when the program starts, so each has a process of its own.
    """
    told = subprocess.run(
        [sys.executable, "-m", "release.reference_pages"],
        check=True, capture_output=True, encoding="utf-8", cwd=Path(__file__).parents[1],
        env={**os.environ, "LANG": language, "LC_ALL": language, "PYTHONUTF8": "1"}).stdout
    return {name: (said, [(sign, help_, default) for sign, help_, default in rows])
            for name, (said, rows) in json.loads(told).items()}


def print_commands() -> None:
    """Print what ``_told_commands`` returns, as JSON."""
    from typer.main import get_command

    from shisaku.cli import app

    group = get_command(app)
    print(json.dumps({
        name: (command.help or "", [
            (" ".join(parameter.opts) if parameter.param_type_name == "option"
             else parameter.metavar or parameter.name, getattr(parameter, "help", "") or "",
             "" if parameter.default in (None, False, ()) or callable(parameter.default)
             else str(parameter.default))
            for parameter in command.params])
        for name, command in getattr(group, "commands", {}).items()}, ensure_ascii=False))


if __name__ == "__main__":
    print_commands()
