"""``shisaku review`` and ``shisaku findings`` as a person at a terminal meets them."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(str(files("shisaku").joinpath("sample")))
COMMAND = [sys.executable, "-m", "shisaku"]


def environment(language: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items()
            if name not in ("LC_ALL", "LC_MESSAGES")} | {"LANG": language}


def run(*arguments: str | Path, language: str = "C.UTF-8") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *map(str, arguments)], check=False, capture_output=True,
                          env=environment(language))


def review(folder: Path, finding: str, *, verdict: str = "rejected", reviewer: str = "点検担当",
           reason: str = "役割が違う。", language: str = "C.UTF-8") -> tuple[int, str, str]:
    done = run("review", folder, finding, "--verdict", verdict, "--reviewer", reviewer,
               "--reason", reason, language=language)
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def found(folder: Path, *asked: str) -> list[dict[str, Any]]:
    done = run("findings", folder, "--format", "json", *asked)
    assert done.returncode == 0, done.stderr.decode()
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "data"
    done = run("build", SAMPLE / "kirihara_progress.txt", "--municipality", "990001=霧原町",
               "--into", folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.fixture
def dataset(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture(scope="module")
def finding(built: Path) -> dict[str, Any]:
    return found(built, "--kind", "RepeatedReport")[0]


def test_a_verdict_is_kept_and_told(dataset: Path, finding: dict[str, Any]) -> None:
    today = date.today().isoformat()
    status, told, problems = review(dataset, finding["id"], language="ja_JP.UTF-8")

    assert (status, problems) == (0, "")
    assert told == (f"報告文の再使用 {finding['id']}: 候補 → 該当せず（点検担当、{today}）\n"
                    f"{finding['label_ja']}\n")
    row, = found(dataset, "--status", "rejected")
    assert {row[name] for name in ("id", "reviewer", "reviewed_on", "reason")} == {
        finding["id"], "点検担当", today, "役割が違う。"}
    again = review(dataset, finding["id"], verdict="warranted")[1]
    assert f"rejected → warranted (点検担当, {today})" in again
    assert "nothing changed" in review(dataset, finding["id"], verdict="warranted")[1]
    assert run("validate", dataset).returncode == 0


@pytest.mark.parametrize("how", [[], ["--fresh"]])
def test_a_verdict_outlives_a_build(
    dataset: Path, finding: dict[str, Any], how: list[str]
) -> None:
    review(dataset, finding["id"], verdict="confirmed")
    before = json.loads((dataset / "report.json").read_text(encoding="utf-8"))
    done = run("build", SAMPLE / "kirihara_progress.txt", "--municipality", "990001=霧原町",
               "--into", dataset, *how)
    after = json.loads((dataset / "report.json").read_text(encoding="utf-8"))

    assert done.returncode == 0, done.stderr.decode()
    assert [row["id"] for row in found(dataset, "--status", "confirmed")] == [finding["id"]]
    assert {name for name in before if before[name] != after[name]} <= {"built_at"}


def test_a_verdict_whose_finding_is_gone_is_told_by_the_build(
    dataset: Path, finding: dict[str, Any]
) -> None:
    review(dataset, finding["id"])
    done = run("build", SAMPLE / "kushiro_facts.csv", "--into", dataset, "--fresh")
    assert done.returncode == 0
    assert f"990001/finding/{finding['id']}" in done.stderr.decode()
    assert len((dataset / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()) == 1


# (changed argument, exit status, words of the message in English, in Japanese)
WRONG = [
    ({"finding": "0" * 16}, 1, "has no finding", "はありません"),
    ({"finding": "; DROP"}, 1, "has no finding", "はありません"),
    ({"verdict": "maybe"}, 2, "maybe", "どれかです"),
    ({"verdict": "Rejected"}, 2, "Rejected", "どれかです"),
    ({"verdict": "candidate"}, 2, "candidate", "どれかです"),
    ({"reviewer": "  "}, 1, "reviewer is empty", "判定者が空"),
    ({"reason": ""}, 1, "reason is empty", "理由が空"),
    ({"reason": "あ" * 2_001}, 1, "2001 characters", "2001文字"),
    ({"reviewer": "a\x1b[31m"}, 1, "control characters", "制御文字"),
    ({"reason": "一行目\n二行目"}, 1, "control characters", "制御文字"),
]


@pytest.mark.parametrize(("change", "status", "english", "japanese"), WRONG)
def test_what_is_wrong_is_told_in_one_line(
    dataset: Path, finding: dict[str, Any], change: dict[str, str], status: int, english: str,
    japanese: str,
) -> None:
    arguments: dict[str, str] = {"finding": finding["id"]} | change
    for language, words in (("C.UTF-8", english), ("ja_JP.UTF-8", japanese)):
        done = review(dataset, **arguments, language=language)
        assert done[0] == status
        assert done[1] == ""
        assert words in done[2]
        if status == 1:
            assert done[2].count("\n") == 1
    assert not (dataset / "verdicts.jsonl").exists()


def test_no_dataset_and_a_missing_word(tmp_path: Path) -> None:
    assert review(tmp_path / "nowhere", "0" * 16)[0] == 1
    assert list(tmp_path.iterdir()) == []
    done = run("review", tmp_path, "0" * 16, "--verdict", "rejected", "--reviewer", "甲")
    assert done.returncode == 2
    assert b"--reason" in done.stderr


def test_a_workbook_goes_into_a_file_or_a_pipe_and_never_to_a_terminal(
    built: Path, tmp_path: Path
) -> None:
    piped = run("findings", built, "--format", "xlsx")
    named = run("findings", built, "-o", tmp_path / "findings.XLSX")
    assert piped.stdout.startswith(b"PK")
    assert (named.returncode, named.stdout) == (0, b"")
    assert (tmp_path / "findings.XLSX").read_bytes().startswith(b"PK")

    terminal, inside = pty.openpty()
    done = subprocess.run([*COMMAND, "findings", str(built), "--format", "xlsx"], check=False,
                          stdout=inside, stderr=subprocess.PIPE, env=environment("ja_JP.UTF-8"))
    os.close(inside)
    os.close(terminal)
    assert done.returncode == 2
    assert "-o でファイルを指定" in done.stderr.decode()


def test_findings_that_cannot_be_written_or_are_not_there(built: Path, tmp_path: Path) -> None:
    done = run("findings", built, "-o", tmp_path / "no" / "such" / "folder.csv")
    assert done.returncode == 1
    assert b"cannot be written" in done.stderr
    assert run("findings", built, "--status", "open").returncode == 2
    assert run("findings", built, "--kind", "Gossip").returncode == 1
    assert run("findings", built, "--format", "pdf").returncode == 2


def test_number_of_cases() -> None:
    assert len(WRONG) == 10
