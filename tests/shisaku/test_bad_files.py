"""Files that cannot be read: one line that says what and what to do, and nothing written."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.archive import COMPOUND, ZIP
from loaders.formats import open_file
from loaders.records import Municipality
from ontology.errors import DocumentError
from shisaku import reading, reading_process
from shisaku.given import given_files
from shisaku.reading import read_all
from shisaku.reading_process import ReadingProcess, Task
from tests.shisaku.hostile_files import (
    ENTITIES,
    bomb_pdf,
    locked_pdf,
    many_pages_pdf,
    packed,
    paragraph,
    pdf,
    pictures_pdf,
    raw_pdf,
    scattered,
    stream,
    with_part,
    word_document,
    workbook,
)

TOWN = Municipality("990001", "霧原町")
SHEET, MAIN = "xl/worksheets/sheet1.xml", "word/document.xml"
OOXML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FAR = (f'<worksheet xmlns="{OOXML}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
       '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>')
DRAWING = b"".join(b"%d %d 3 3 re f\n" % (n * 7 % 500, n * 13 % 700) for n in range(3_000))

# Name of the file, its bytes, a word of the message.
REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.pdf", lambda: b"", "empty"),
    ("empty.xlsx", lambda: b"", "empty"),
    ("half.pdf", lambda: pdf()[: len(pdf()) // 2], "damaged or cut off"),
    ("tail.pdf", lambda: pdf()[:-20], "damaged or cut off"),
    ("half.xlsx", lambda: workbook()[:3_000], "damaged"),
    ("random.pdf", lambda: scattered(20_000), "not a PDF"),
    ("marked.pdf", lambda: b"%PDF-1.7\n" + scattered(20_000), "damaged or cut off"),
    ("random.xlsx", lambda: scattered(20_000), "not a XLSX"),
    ("marked.docx", lambda: ZIP + scattered(20_000), "damaged"),
    ("random.csv", lambda: scattered(20_000), "UTF-8"),
    ("random.txt", lambda: scattered(20_000), "UTF-8"),
    ("locked.pdf", lambda: locked_pdf("secret", "owner"), "password"),
    ("locked.xlsx", lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), "password"),
    ("old.doc", lambda: COMPOUND + bytes(3_000), "save it as DOCX"),
    ("old.xls", lambda: COMPOUND + bytes(3_000), "save it as DOCX or XLSX"),
    ("picture.pdf", pictures_pdf, "no text layer: OCR needed"),
    ("blank.pdf", raw_pdf, "no text layer"),
    ("foreign.pdf", lambda: pdf(("広報", "夏祭りのお知らせ")), "no heading"),
    ("foreign.docx", lambda: word_document(paragraph("夏祭りのお知らせ")), "no heading"),
    ("foreign.csv", lambda: "氏名,電話\n甲,乙\n".encode(), "no heading"),
    ("pages.pdf", lambda: many_pages_pdf(10_000), "10,000 pages"),
    ("loop.pdf", lambda: raw_pdf(kids=b"2 0 R 2 0 R"), "no text layer"),
    ("box.pdf", lambda: raw_pdf(box=b"0 0 99999999999 99999999999"), "no text layer"),
    ("no box.pdf", lambda: raw_pdf(box=b""), "no box.pdf"),
    ("length.pdf", lambda: raw_pdf(contents=stream(b"BT ET", length=500_000_000)), "length.pdf"),
    ("form.pdf", lambda: raw_pdf(
        page=b"/Resources << /XObject << /F 5 0 R >> >>", content=b"/F Do",
        more=(stream(b"/F Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                     b"/Resources << /XObject << /F 5 0 R >> >>"),)), "no text layer"),
    ("nested.pdf", lambda: raw_pdf(content=b"[" * 100_000), "nested.pdf"),
    ("drawing.pdf", lambda: raw_pdf(content=DRAWING), "no text layer"),
    ("bomb.xlsx", lambda: with_part(workbook(), SHEET, b" " * 70 * 2**20), "more than the limit"),
    ("bomb.docx", lambda: word_document(paragraph("行") * 300_000), "more than the limit"),
    ("far.xlsx", lambda: with_part(workbook(), SHEET, FAR.encode()), "too many"),
    ("entities.xlsx", lambda: with_part(workbook(), SHEET, f"{ENTITIES}<a>&a9;</a>".encode()),
     "document type"),
    ("entities.docx", lambda: with_part(word_document(""), MAIN, f"{ENTITIES}<a>&a9;</a>".encode()),
     "document type"),
    ("nested.docx", lambda: word_document("<w:tbl><w:tr><w:tc>" * 9_000), "nested.docx"),
    ("garbage.xlsx", lambda: with_part(workbook(), SHEET, b"garbage"), "damaged"),
    ("garbage.docx", lambda: with_part(word_document(""), MAIN, b"garbage"), "sound XML"),
    ("nul.txt", lambda: "基本目標\n".encode() + bytes(10), "control character"),
    ("long.txt", lambda: b"x" * 50_000_000, "limit"),
    ("long.csv", lambda: b"x" * 50_000_000, "long.csv"),
    ("marks.txt", lambda: "「【（".encode() * 5_000, "no heading"),
]


def test_number_of_cases() -> None:
    assert (len(REFUSED), len(PLACES), len(SHOWN)) == (40, 5, 5)


@pytest.mark.parametrize(("name", "data", "word"), REFUSED, ids=[case[0] for case in REFUSED])
def test_a_file_that_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: Callable[[], bytes], word: str
) -> None:
    monkeypatch.setattr(reading, "READ_HERE", 0)
    path = tmp_path / name
    path.write_bytes(data())
    with pytest.raises(DocumentError) as caught:
        read_all(given_files([path], TOWN))
    assert word in caught.value.en
    for language in ("ja", "en"):
        message = caught.value.message(language)
        assert name in message
        assert "\n" not in message


# Refused by the limits of the process alone: they take its whole time or memory.
@pytest.mark.slow
@pytest.mark.parametrize("data", [
    lambda: bomb_pdf(500 * 2**20),
    lambda: raw_pdf(contents=stream(packed(100 * 2**20, b"1"), b"/Filter /FlateDecode")),
    lambda: raw_pdf(contents=b"4 0 R"),
])
def test_what_no_limit_of_a_reader_stops_is_stopped_by_those_of_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Callable[[], bytes]
) -> None:
    monkeypatch.setenv(reading_process.SETTING, "5")
    path = tmp_path / "bomb.pdf"
    path.write_bytes(data())
    with pytest.raises(DocumentError, match=r"bomb\.pdf"):
        read_all(given_files([path], TOWN))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the limits from /proc")
def test_a_reading_process_has_its_limits() -> None:
    process = ReadingProcess()
    process.read(Task("a.csv", "事業名,所管課\n見本事業,総務課\n".encode(), None))
    limits = Path(f"/proc/{process._process.pid}/limits").read_text(encoding="utf-8")
    process.close()
    assert f"Max address space         {reading_process.MEMORY} " in limits
    assert reading_process.MEMORY < 2 * 10**9
    assert reading_process.SECONDS + reading_process._GRACE < 60


def test_a_password_against_changes_alone_does_not_keep_a_file_from_being_read() -> None:
    read = [open_file("a.pdf", data).source.lines for data in (pdf(), locked_pdf("", "owner"))]
    assert read[0] == read[1]
    assert read[0][0] == "霧原町総合戦略"


def test_a_text_is_read_as_text_whatever_its_name() -> None:
    text = "基本目標１\n所管部署\n"
    for name in ("a.pdf", "a.xlsx", "a.docx", "a"):
        assert open_file(name, text.encode()).source.lines == ("基本目標１", "所管部署")


def test_a_link_is_read_as_the_file_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("事業名,所管課\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    (given,) = given_files([tmp_path / "link.csv"], TOWN)
    assert (given.name, given.data()) == ("link.csv", "事業名,所管課\n".encode())


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _dangling(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


def _unreadable(path: Path) -> None:
    path.write_text("基本目標", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")


PLACES: list[tuple[Callable[[Path], None], str]] = [
    (Path.mkdir, "not a file"),
    (_fifo, "not a file"),
    (_dangling, "No such file"),
    (lambda path: None, "No such file"),
    (_unreadable, "Permission denied"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and permissions are POSIX")
@pytest.mark.parametrize(("make", "word"), PLACES)
def test_what_is_no_file_is_refused_without_waiting(
    tmp_path: Path, make: Callable[[Path], None], word: str
) -> None:
    make(tmp_path / "a.pdf")
    with pytest.raises(DocumentError, match=word):
        given_files([tmp_path / "a.pdf"], TOWN)


SHOWN = ["half.pdf", "locked.pdf", "picture.pdf", "bomb.xlsx", "entities.docx"]


@pytest.mark.parametrize("name", SHOWN)
def test_the_command_line_says_so_and_writes_nothing(tmp_path: Path, name: str) -> None:
    data, word = next((data, word) for other, data, word in REFUSED if other == name)
    (tmp_path / name).write_bytes(data())
    command = [sys.executable, "-m", "shisaku", "build", str(tmp_path / name), "--municipality",
               "990001=霧原町", "--into", str(tmp_path / "data")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8",
                          env=os.environ | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert name in done.stderr
    assert word in done.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_a_fault_in_another_process_shows_its_traceback_on_request(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf()[:1_000])
    command = [sys.executable, "-m", "shisaku", "--debug", "build", str(tmp_path / "a.pdf"),
               "--municipality", "990001=霧原町", "--into", str(tmp_path / "data")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8",
                          env=os.environ | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
    assert done.returncode == 1
    assert "loaders/pdf" in done.stderr.replace(os.sep, "/")
