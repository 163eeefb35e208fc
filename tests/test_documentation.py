"""The documentation test: what the program has is documented, and what is documented holds.

What the program has is asked of the program itself (the vocabulary, the command line, the
catalogue, the maps, the settings), so nothing new can be added in silence.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDFS, Graph
from typer.main import get_command

from ontology.municipalities import known_municipalities
from ontology.terms import SHISAKU
from shisaku.cli import app
from viz.stills import every_kind

if TYPE_CHECKING:
    from click import Command

ROOT = Path(__file__).parents[1]
ROOMS = ("ontology", "loaders", "graph", "queries", "viz", "shisaku")
TEXTS = {".css", ".csv", ".html", ".in", ".js", ".json", ".jsonld", ".md", ".py", ".rq", ".toml",
         ".ttl", ".txt", ".yml"}
# Written in parts: this file is searched as well.
MACHINE_PATH = re.compile(r"(?<![\w.])/(work|farm|root|home)/")
REGISTRIES = re.compile("|".join((r"pypi\." "org", r"pythonhosted\." "org", r"registry\." "npmjs",
                                  r"deb\.debian\." "org")))
MADE_BY = re.compile(r"co-authored-" r"by|generated (by|with) \w", re.IGNORECASE)


def own_files(suffixes: Iterable[str] = TEXTS) -> list[Path]:
    """Return the files of the repository that were written for it, not fetched or made by tools."""
    names = (".ci", "benchmarks", "docs", "tests", *ROOMS)
    inside = [path for name in names for path in (ROOT / name).rglob("*")]
    return [path for path in [*ROOT.iterdir(), *inside]
            if path.is_file() and path.suffix in suffixes and "vendor" not in path.parts]


@cache
def documentation() -> str:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


@cache
def reference(heading: str) -> str:
    """Return the section of docs/reference.md whose heading ends in ``heading``."""
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    (section,) = [part for part in text.split("\n## ")
                  if part.splitlines()[0].endswith(f"/ {heading}")]
    return section


def commands() -> dict[str, "Command"]:
    group = get_command(app)
    return dict(getattr(group, "commands", {}))


def query_names() -> set[str]:
    return {path.stem for path in (ROOT / "queries" / "catalogue").glob("*.rq")}


@cache
def vocabulary() -> dict[str, str]:
    """Return the Japanese label of each term of ours, by its local name."""
    graph = Graph()
    for path in (ROOT / "ontology").glob("*.ttl"):
        graph.parse(path)
    return {str(subject).removeprefix(SHISAKU.BASE): str(label)
            for subject, label in graph.subject_objects(RDFS.label)
            if str(subject).startswith(SHISAKU.BASE) and getattr(label, "language", "") == "ja"}


def test_glossary_has_every_term_under_its_label() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| `shisaku:(\w+)` \| \S", glossary, flags=re.MULTILINE)

    assert len(rows) == len(vocabulary())
    assert {name: label for label, name in rows} == vocabulary()


def test_reference_has_every_command_and_option() -> None:
    section = reference("Commands")
    told = {(name, option) for name, command in commands().items() for parameter in command.params
            for option in (f"shisaku {name}", *parameter.opts) if option.startswith(("sh", "--"))}

    assert {"build", "validate", "query", "queries", "map", "export", "demo"} <= set(commands())
    assert sorted((name, option) for name, option in told
                  if not re.search(rf"{re.escape(option)}(?![\w-])", section)) == []


def test_reference_has_no_command_that_is_not_there() -> None:
    assert set(re.findall(r"^\| `shisaku ([\w-]+)", reference("Commands"), flags=re.MULTILINE)) == \
        set(commands())


def test_reference_has_every_query() -> None:
    section = reference("Catalogue of queries")
    rows = re.findall(r"^\| `([\w-]+)` \| \S", section, flags=re.MULTILINE)

    assert len(rows) >= 12
    assert sorted(rows) == sorted(query_names())


def test_reference_has_every_map_with_its_parameters() -> None:
    section = reference("Maps")
    rows = dict(re.findall(r"^\| `([\w-]+)` \|.*\| ([^|]+) \|$", section, flags=re.MULTILINE))

    assert set(rows) == {kind.name for kind in every_kind()}
    assert {name: re.findall(r"`(\w+)`", told) for name, told in rows.items()} == \
        {kind.name: [parameter.name for parameter in kind.parameters] for kind in every_kind()}


def test_reference_has_every_setting() -> None:
    setting = re.compile(r"\bSHISAKU_[A-Z_]+\b")
    read = {name for path in [*own_files({".py"}), ROOT / ".ci" / "run", ROOT / "Makefile"]
            for name in setting.findall(path.read_text(encoding="utf-8"))}

    assert "SHISAKU_SEEDS" in read
    assert set(setting.findall(reference("Settings"))) == read


def test_readme_names_the_first_steps() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [step for step in ("make demo", "make test") if step not in readme] == []
    typed = re.findall(r"^ *\$? ?shisaku ([a-z]+)", readme, flags=re.MULTILINE)
    asked = re.findall(r"^shisaku query \S+ ([a-z][\w-]*)", readme, flags=re.MULTILINE)
    drawn = re.findall(r"^shisaku map \S+ ([a-z][\w-]*)", readme, flags=re.MULTILINE)
    assert len(asked) >= 2
    assert len(drawn) >= 2
    assert set(typed) <= set(commands())
    assert set(asked) <= query_names()
    assert set(drawn) <= {kind.name for kind in every_kind()}


def test_readme_is_the_same_in_english() -> None:
    japanese, english = ((ROOT / name).read_text(encoding="utf-8")
                         for name in ("README.md", "README.en.md"))
    code = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    plain = [[re.sub(r" *# .*", "", block) for block in code.findall(text)]
             for text in (japanese, english)]

    assert len(plain[0]) >= 3
    assert plain[0] == plain[1]
    for sign in (r"^## ", r"^- ", r"^\| "):
        assert len(re.findall(sign, japanese, re.MULTILINE)) == \
            len(re.findall(sign, english, re.MULTILINE))


def test_links_lead_somewhere() -> None:
    links = [(page, link) for page in own_files({".md"})
             for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
             if "://" not in link]

    assert len(links) >= 10
    assert [f"{page.relative_to(ROOT)}: {link}" for page, link in links
            if not (page.parent / link).exists()] == []


def test_every_decision_stands_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = sorted(path.name for path in folder.glob("[0-9]*.md"))

    assert pages
    assert re.findall(r"\]\(([^)]+)\)", (folder / "README.md").read_text(encoding="utf-8")) == pages


@pytest.mark.parametrize("forbidden", [MACHINE_PATH, REGISTRIES, MADE_BY])
def test_nothing_of_the_workshop_stands_in_the_tree(forbidden: re.Pattern[str]) -> None:
    assert [f"{path.relative_to(ROOT)}: {found[0]}" for path in own_files()
            if (found := forbidden.search(path.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(("forbidden", "line"), [
    (MACHINE_PATH, "cd /ho" "me/somebody"),
    (REGISTRIES, "https://py" "pi.org/simple"),
    (MADE_BY, "Generated " "by a tool"),
])
def test_the_search_finds(forbidden: re.Pattern[str], line: str) -> None:
    assert forbidden.search(line)


def test_code_and_conventions_name_no_municipality() -> None:
    names = {known.name for known in known_municipalities()}
    code = [path for room in ROOMS for path in (ROOT / room).rglob("*")
            if path.suffix in {".py", ".toml", ".rq", ".ttl", ".jsonld", ".html"}
            and not {"sample", "vendor"} & set(path.relative_to(ROOT).parts)]
    named = {(path.relative_to(ROOT).as_posix(), name) for path in code
             for text in [path.read_text(encoding="utf-8")] for name in names if name in text}

    assert len(known_municipalities()) == 1741
    assert sorted(named) == []
