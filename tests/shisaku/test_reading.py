"""Reading many documents: in the order given, on all cores, each in a process with limits."""

import mmap
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.records import Municipality
from loaders.source import digest
from ontology.errors import DatasetError, DocumentError, QueryError, ShisakuError
from shisaku import reading, reading_process
from shisaku.given import Given, given_files
from shisaku.reading import read_all
from shisaku.reading_process import OtherProcessError, ReadingProcess, Task, attempt

TOWN = Municipality("990001", "霧原町")
TABLE = """R5年度（実績） R6年度（取組予定）

【基本目標１】目標

①見出し

ア　施策
　説明文。

【主な事業】
・見本事業{number}
"""


def document(number: int, municipality: Municipality | None = TOWN) -> Given:
    data = TABLE.format(number=number).encode()
    return Given.of(f"{number}.txt", lambda: data, municipality)


@pytest.fixture
def in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READ_HERE", 0)


@pytest.mark.parametrize("error", [ShisakuError, DocumentError, DatasetError, QueryError])
def test_an_error_passes_between_processes_whole(error: type[ShisakuError]) -> None:
    back = pickle.loads(pickle.dumps(error(ja="だめ", en="bad")))
    assert type(back) is error
    assert (back.ja, back.en, str(back)) == ("だめ", "bad", "bad")


@pytest.mark.usefixtures("in_processes")
def test_readings_come_in_the_order_given() -> None:
    readings = read_all([document(number) for number in (3, 1, 4, 2)])
    assert [reading.listings[0].name for reading in readings] == [
        "見本事業3", "見本事業1", "見本事業4", "見本事業2"]


def test_a_process_reads_what_this_process_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    here = read_all([document(1)])
    monkeypatch.setattr(reading, "READ_HERE", 0)
    assert read_all([document(1)]) == here


@pytest.mark.usefixtures("in_processes")
def test_the_first_error_in_the_order_given_is_told_with_where_it_was_met() -> None:
    bad = [Given.of(f"{name}.txt", lambda: b"", TOWN) for name in "ab"]
    with pytest.raises(DocumentError, match=r"a\.txt.*empty") as caught:
        read_all([document(1), bad[0], document(2), bad[1]])
    assert isinstance(caught.value.__cause__, OtherProcessError)
    assert "Traceback" in str(caught.value.__cause__)
    assert "textfile.py" in str(caught.value.__cause__)


@pytest.mark.usefixtures("in_processes")
def test_every_core_gets_a_process_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    begin = ReadingProcess.__init__

    def counted(process: ReadingProcess) -> None:
        started.append(1)
        begin(process)

    monkeypatch.setattr(ReadingProcess, "__init__", counted)
    monkeypatch.setattr(reading, "cores", lambda: 3)
    read_all([document(number) for number in range(12)])
    assert 1 <= len(started) <= 3


@pytest.mark.usefixtures("in_processes")
def test_no_more_documents_are_held_than_there_are_processes(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    held, most, lock = [0], [0], threading.Lock()
    read = ReadingProcess.read

    def counted(process: ReadingProcess, task: Task) -> object:
        with lock:
            held[0] += 1
            most[0] = max(most[0], held[0])
        try:
            return read(process, task)
        finally:
            with lock:
                held[0] -= 1

    monkeypatch.setattr(ReadingProcess, "read", counted)
    monkeypatch.setattr(reading, "cores", lambda: 2)
    read_all([document(number) for number in range(12)])
    assert most[0] <= 2


@pytest.mark.usefixtures("in_processes")
def test_the_bar_is_told_of_every_document() -> None:
    told: list[tuple[int, int]] = []
    read_all([document(number) for number in range(3)],
             lambda text, done=0, total=0: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_document_of_nobody_is_taken_as_of_the_same_as_the_others() -> None:
    readings = read_all([document(1, None), document(2)])
    assert [reading.municipality.name for reading in readings] == ["霧原町", "霧原町"]


def test_a_document_of_nobody_among_two_municipalities_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"1\.txt.*--municipality"):
        read_all([document(1, None), document(2), document(3, Municipality("990002", "雪原町"))])


def test_what_changes_after_it_was_handed_in_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TABLE, encoding="utf-8")
    (given,) = given_files([path], TOWN)
    assert given.sha256 == digest(TABLE.encode())
    path.write_text(f"{TABLE}・もう一つ\n", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"a\.txt.*changed"):
        read_all([given])


def _hang(name: str) -> None:
    while True:
        pass


def _exhaust(name: str) -> None:
    bytearray(reading_process.MEMORY)


def _recurse(name: str) -> None:
    _recurse(name)


def _crash(name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _leave(name: str) -> None:
    os._exit(3)


def _fail(name: str) -> None:
    raise KeyError(name)


def _print(name: str) -> None:
    os.write(1, b"noise\n")
    os.write(2, b"noise\n")
    raise DocumentError(ja=f"{name}: 静か", en=f"{name}: quiet")


def _taken() -> int:
    """The bytes of address space that a copy of this process begins with: those of the tests run
    so far, which a fresh process would not have."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[0]) * mmap.PAGESIZE if told.exists() else 0


MISBEHAVING: list[tuple[Callable[[str], None], str, str]] = [
    (_hang, "not read within 1 seconds", "1 秒"),
    (_exhaust, "too large or nested too deep", "大きすぎる"),
    (_recurse, "too large or nested too deep", "深すぎ"),
    (_crash, "SIGKILL", "SIGKILL"),
    (_leave, "exit 3", "exit 3"),
    (_fail, "KeyError", "KeyError"),
    (_print, "quiet", "静か"),
]


def test_number_of_cases() -> None:
    assert len(MISBEHAVING) == 7


@pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of memory are POSIX")
@pytest.mark.parametrize(("misbehave", "english", "japanese"), MISBEHAVING,
                         ids=[case[0].__name__ for case in MISBEHAVING])
def test_a_reader_that_misbehaves_gives_one_line_that_names_the_file(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    misbehave: Callable[[str], None], english: str, japanese: str
) -> None:
    monkeypatch.setenv(reading_process.SETTING, "1" if misbehave is _hang else "30")
    monkeypatch.setattr(reading_process, "MEMORY", _taken() + reading_process.MEMORY)
    # A copy of this process has the misbehaving reader in it, a fresh one would not.
    monkeypatch.setattr(reading_process, "process_context",
                        lambda _: multiprocessing.get_context("fork"))
    monkeypatch.setattr(reading_process, "Document", lambda name, *_: misbehave(name))
    process = ReadingProcess()
    with pytest.raises(DocumentError) as caught:
        process.read(Task("a.txt", b"", TOWN))
    process.close()
    assert english in caught.value.en
    assert japanese in caught.value.ja
    for language in ("ja", "en"):
        message = caught.value.message(language)
        assert message.startswith("a.txt: ")
        assert "\n" not in message
    assert capfd.readouterr() == ("", "")


def test_a_fault_of_the_reader_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("a.txt")

    monkeypatch.setattr(reading_process, "Document", fail)
    with pytest.raises(DocumentError, match="KeyError") as caught:
        attempt(Task("a.txt", b"", TOWN))
    assert isinstance(caught.value.__cause__, KeyError)


@pytest.mark.parametrize("text", ["0", "-1", "nan", "soon", "1e9"])
def test_a_time_limit_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv(reading_process.SETTING, text)
    with pytest.raises(ShisakuError, match=reading_process.SETTING):
        reading_process.seconds()
