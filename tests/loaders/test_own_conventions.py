"""A city's staff can add forms: what they may write, what it changes, how a fault is told."""

import re
from pathlib import Path
from typing import Any

import pytest

from loaders.forms import SETTING, convention_data, conventions_of
from ontology.errors import DocumentError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SETTING, str(tmp_path))
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "progress.toml").write_text(text, encoding="utf-8")


def test_a_list_gets_ones_own_forms_first(folder: Path) -> None:
    packaged = convention_data("progress.toml")["departments"]["suffixes"]
    write(folder, "[departments]\nsuffixes = ['推進組']\n")

    assert convention_data("progress.toml")["departments"]["suffixes"] == ["推進組", *packaged]


def test_a_single_value_takes_the_place_of_the_packaged_one(folder: Path) -> None:
    write(folder, "[departments]\nlongest = 30\n")

    assert convention_data("progress.toml")["departments"]["longest"] == 30


def test_other_files_stay_as_they_are(folder: Path) -> None:
    before = convention_data("figures.toml")
    write(folder, "[departments]\nlongest = 30\n")

    assert convention_data("figures.toml") == before


@pytest.mark.parametrize(("text", "told"), [
    ("[departments]\nendings = ['組']\n", "endings"),
    ("[departments]\nlongest = '30'\n", "longest"),
    ("[departments\n", "progress.toml"),
])
def test_a_fault_is_told_with_its_place(folder: Path, text: str, told: str) -> None:
    write(folder, text)

    with pytest.raises(DocumentError, match=told):
        convention_data("progress.toml")


def test_a_faulty_pattern_is_told_with_file_and_pattern(folder: Path) -> None:
    write(folder, "[strategy]\ngoal = '('\n")

    @conventions_of("progress.toml")
    def goal(data: dict[str, Any]) -> re.Pattern[str]:
        """Compile one pattern."""
        return re.compile(data["strategy"]["goal"])

    with pytest.raises(DocumentError, match=re.escape(f"{folder / 'progress.toml'}")):
        goal()


def test_the_example_of_the_documentation_is_understood(folder: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "conventions.md"
    (example,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    write(folder, "\n".join(line.strip() for line in example.splitlines()))
    told = convention_data("progress.toml")

    assert told["grid"]["department"][0] == "担い手"
    assert told["departments"]["suffixes"][0] == "隊"
