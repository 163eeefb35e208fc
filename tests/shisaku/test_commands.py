"""The command line as a user meets it: exit status, one line for each error, nothing written."""

import json
import os
import shutil
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

SAMPLE = Path(str(files("shisaku").joinpath("sample")))
TOWN = "990001=霧原町"


def run(
    *arguments: str | Path, language: str = "C.UTF-8", stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("LC_ALL", "LC_MESSAGES")} | {"LANG": language}
    return subprocess.run([sys.executable, "-m", "shisaku", *map(str, arguments)], check=False,
                          capture_output=True, text=True, encoding="utf-8", env=environment,
                          input=stdin)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "data"
    done = run("build", SAMPLE / "kirihara_progress.txt", SAMPLE / "kirihara_minutes.txt",
               "--municipality", TOWN, "--into", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_help_names_every_command() -> None:
    text = run("--help").stdout
    for command in ("build", "validate", "query", "queries", "findings", "map", "inspect",
                    "export", "network", "demo"):
        assert f"  {command} " in text


BAD_FILES = [
    ("empty.txt", b"", "empty"),
    ("binary.txt", bytes(range(256)), "UTF-8"),
    ("undecodable.txt", b"\xff\xff\x81\x00\xfd", "UTF-8"),
    ("foreign.txt", "広報きりはら\n夏祭りのお知らせ\n".encode(), "no heading"),
    ("report.pdf", b"%PDF-1.7", "PDF"),
    ("list.csv", "氏名,電話\n甲,乙\n".encode(), "no heading"),
]


@pytest.mark.parametrize(("name", "data", "word"), BAD_FILES, ids=[case[0] for case in BAD_FILES])
def test_a_bad_file_is_told_in_one_line_and_nothing_is_written(
    tmp_path: Path, name: str, data: bytes, word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    done = run("build", path, "--municipality", TOWN, "--into", tmp_path / "data")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert name in done.stderr
    assert word in done.stderr
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [name]


def test_a_bad_file_among_good_ones_leaves_the_dataset_as_it_was(
    dataset: Path, tmp_path: Path
) -> None:
    before = (dataset / "report.json").read_bytes()
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    done = run("build", SAMPLE / "kirihara_minutes.txt", bad, "--municipality", TOWN,
               "--into", dataset)
    assert done.returncode == 1
    assert (dataset / "report.json").read_bytes() == before


@pytest.fixture(scope="module")
def extended(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The snapshot of the dataset with one document more."""
    folder = tmp_path_factory.mktemp("extended") / "data"
    shutil.copytree(dataset, folder)
    assert run("build", SAMPLE / "kushiro_facts.csv", "--into", folder).returncode == 0
    return snapshot(folder)


def snapshot(folder: Path) -> str:
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return str(report["snapshot"])


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.3, 0.8, 1.5, 2.5, 4.0])
def test_a_killed_build_leaves_the_old_dataset_or_the_new(
    dataset: Path, extended: str, tmp_path: Path, delay: float
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(dataset, folder)
    command = [sys.executable, "-m", "shisaku", "build", str(SAMPLE / "kushiro_facts.csv"),
               "--into", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
        time.sleep(delay)
        build.kill()
    assert snapshot(folder) in (snapshot(dataset), extended)
    counted = run("query", folder, "-", "--format", "csv",
                  stdin="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert counted.returncode == 0, counted.stderr
    assert int(counted.stdout.split()[1]) > 1_000


REQUESTS = [
    (["build", "missing.txt"], 1, "missing.txt"),
    (["build"], 2, "SOURCE"),
    (["build", "x.txt", "--municipality", "123"], 1, "123"),
    (["build", "x.txt", "--municipality", "01206"], 1, "012068"),
    (["build", "x.txt", "--base-iri", "no iri"], 1, "no iri"),
    (["query", "DATA", "no-such-question"], 1, "no-such-question"),
    (["query", "DATA", "strategy-tree", "--param", "nonsense"], 2, "nonsense"),
    (["query", "DATA", "-"], 1, ""),
    (["query", "nowhere", "strategy-tree"], 1, "nowhere"),
    (["validate", "nowhere"], 1, "nowhere"),
    (["map", "DATA", "no-such-map"], 1, "no-such-map"),
    (["map", "DATA"], 2, "KIND"),
    (["export", "DATA", "--format", "docx"], 2, "docx"),
    (["inspect", "missing.txt"], 1, "missing.txt"),
    (["no-such-command"], 2, "no-such-command"),
    (["--lang", "fr", "queries"], 2, "--lang"),
]


def test_number_of_cases() -> None:
    assert (len(BAD_FILES), len(REQUESTS)) == (6, 16)


@pytest.mark.parametrize(("arguments", "status", "word"), REQUESTS)
def test_exit_status_and_message(
    dataset: Path, arguments: list[str], status: int, word: str
) -> None:
    done = run(*[dataset if argument == "DATA" else argument for argument in arguments],
               stdin="SELECT nonsense")
    assert done.returncode == status, done.stderr
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    if status == 1:
        assert done.stderr.count("\n") == 1, done.stderr
        assert done.stderr.startswith("shisaku: ")


def test_messages_follow_the_language() -> None:
    japanese = run("validate", "nowhere", language="ja_JP.UTF-8").stderr
    assert "データセットがありません" in japanese
    assert run("--lang", "ja", "validate", "nowhere").stderr == japanese
    assert run("validate", "nowhere", "--lang", "ja").stderr == japanese
    assert run("validate", "--lang=ja", "nowhere").stderr == japanese
    assert run("validate", "nowhere", "--lang").returncode == 2
    assert "there is no dataset" in run("validate", "nowhere").stderr


def test_what_was_assumed_is_told(tmp_path: Path) -> None:
    text = (SAMPLE / "kirihara_minutes.txt").read_text(encoding="utf-8")
    path = tmp_path / "minutes.txt"
    path.write_text(text.replace("霧原町", "小樽市"), encoding="utf-8")
    done = run("build", path, "--into", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert "(012033)" in done.stderr
    assert "--municipality" in done.stderr


def test_a_list_that_names_its_municipality_needs_no_assumption(tmp_path: Path) -> None:
    done = run("build", SAMPLE / "kushiro_facts.csv", "--into", tmp_path / "data")
    assert (done.returncode, done.stderr) == (0, "")
    assert "(012068)" in done.stdout


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    for number, text in enumerate(("甲", "乙")):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "same.txt").write_text(text, encoding="utf-8")
    done = run("build", tmp_path / "0" / "same.txt", tmp_path / "1" / "same.txt")
    assert done.returncode == 1
    assert "same.txt" in done.stderr


def test_inspect_tells_every_line_and_writes_nothing(tmp_path: Path) -> None:
    done = run("inspect", SAMPLE / "kirihara_progress.txt", "--municipality", TOWN)
    assert done.returncode == 0
    assert "progress-table" in done.stdout.splitlines()[0]
    assert "Listing" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_inspect_shows_the_form_of_a_document_of_nobody() -> None:
    done = run("inspect", SAMPLE / "kirihara_progress.txt")
    stated = run("inspect", SAMPLE / "kirihara_progress.txt", "--municipality", TOWN)
    assert done.returncode == 0, done.stderr
    assert "--municipality" in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[1:] == stated.stdout.splitlines()[1:]


PROSE = """第３期総合戦略　令和６年度の状況
基本目標１　しごとをつくる
具体的施策（１）担い手を育てる
主な取組
・新規就農者支援事業【再掲】
農政課

研修をした。
"""


def test_inspect_shows_which_marks_are_known_in_a_form_that_is_not(tmp_path: Path) -> None:
    path = tmp_path / "prose.txt"
    path.write_text(PROSE, encoding="utf-8")
    done = run("inspect", path, "--municipality", TOWN)
    said = {int(line.split()[0]): line.partition("|")[0].split()[1:]
            for line in done.stdout.splitlines()}

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "prose.txt" in done.stderr
    assert said[2] == ["progress.signs.goal_word"]
    assert said[3] == ["progress.signs.measure_word"]
    assert "progress.strategy.list_heading" in said[4]
    assert said[5] == ["progress.strategy.list_item", "progress.strategy.cross_listing"]
    assert said[6] == ["progress.departments"]
    assert said[8] == ["-"]
    assert 7 not in said


def test_query_prints_json_when_piped(dataset: Path) -> None:
    done = run("query", dataset, "strategy-tree")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"]["bindings"]


def test_a_question_of_ones_own_from_standard_input(dataset: Path) -> None:
    text = "SELECT (COUNT(?g) AS ?n) { ?g a <https://w3id.org/shisaku/ns#Goal> }"
    done = run("query", dataset, "-", "--format", "csv", stdin=text)
    assert done.stdout.split() == ["n", "2"]


def test_demo_ends_and_says_what_it_made(tmp_path: Path) -> None:
    done = run("demo", "--into", tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    for name in ("departments.html", "projects-1-2.html", "cross-listings.html"):
        assert (tmp_path / "demo" / name).stat().st_size > 100_000
        assert name in done.stdout
    assert (tmp_path / "demo" / "data" / "report.json").is_file()


@pytest.mark.parametrize("place", ["1-1", "9-9"], ids=["to itself", "nowhere"])
def test_a_relisting_without_a_home_loads_with_a_warning(tmp_path: Path, place: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"基本目標,基本的方向,事業名\n1 里,1-1 稼ぐ,就農事業（再掲：{place}）\n"
                    "1 里,1-1 稼ぐ,植樹事業\n", encoding="utf-8")

    done = run("build", path, "--into", tmp_path / "data", "--municipality", "990001=霧原町")

    assert done.returncode == 0, done.stderr
    assert "1 cross-listings (再掲) have no home listing" in done.stderr
