"""A document's page: its lines as the file has them, marked, accounted for, and led on from."""

import csv
import io
import re
from pathlib import Path

import pytest

from tests.shisaku.web.client import served
from tests.shisaku.web.pages.asking import Page, Reader
from tests.shisaku.web.pages.building import build
from tests.shisaku.web.pages.documents import MINUTES, PROGRESS, text_of

# Line 81 of kirihara_progress.txt reads ・高原そば産地づくり事業, 82 ・薬草栽培実証事業,
# 85 ・めん羊増頭支援事業: the list of projects under direction 1-1.
ROW = re.compile(r'<tr id="L(\d+)"( class="marked")?>(.*?)</tr>', re.DOTALL)


def rows(page: Page) -> dict[int, tuple[bool, str]]:
    return {int(number): (bool(marked), cells) for number, marked, cells in ROW.findall(page.html)}


def test_shows_the_lines_of_the_file_under_their_numbers(pages: Reader) -> None:
    text = text_of("kirihara_progress.txt").decode()
    told = pages.get(f"/sources/{PROGRESS}.json").json()

    assert [row["text"] for row in told["rows"]] == \
        [line.rstrip("\n") for line in text.split("\n")[:300]]
    assert [row["line"] for row in told["rows"]] == list(range(1, 301))


def test_marks_the_lines_in_question_and_no_others(pages: Reader) -> None:
    shown = rows(pages.get(f"/sources/{PROGRESS}?lines=81-82,85&lines=90"))

    assert [number for number, (marked, _) in shown.items() if marked] == [81, 82, 85, 90]
    assert "<mark>・薬草栽培実証事業</mark>" in shown[82][1]


def test_links_a_line_to_what_was_read_from_it(pages: Reader) -> None:
    shown = rows(pages.get(f"/sources/{PROGRESS}"))

    assert re.search(r'掲載 <a href="/id/990001/listing/\w+" lang="ja">薬草栽培実証事業 1-1</a>',
                     shown[82][1])


def test_tells_on_request_what_each_line_became(pages: Reader) -> None:
    page = rows(pages.get(f"/sources/{PROGRESS}?ledger=1"))
    plain = rows(pages.get(f"/sources/{PROGRESS}"))

    assert "掲載 <span" in page[82][1]
    assert "読み飛ばし" in page[2][1]
    assert "読み飛ばし" not in plain[2][1]


def test_tells_in_the_language_of_the_page_why_a_line_was_passed_over(pages: Reader) -> None:
    japanese = rows(pages.get(f"/sources/{PROGRESS}?ledger=1"))
    english = rows(pages.get(f"/sources/{PROGRESS}?ledger=1&lang=en"))
    blank = next(number for number, (_, cells) in english.items() if ">blank<" in cells)

    assert ">空白<" in japanese[blank][1]
    assert "blank" not in japanese[blank][1]


def test_opens_a_long_text_where_it_is_marked(pages: Reader) -> None:
    shown = rows(pages.get(f"/sources/{PROGRESS}?lines=310"))

    assert min(shown) == 301
    assert shown[310][0]


@pytest.mark.parametrize("asked", ["lines=9999", "lines=0", "lines=-3", "lines=5-2", "lines=a-b",
                                   "part=99", "part=-1", "page=99", "page=a", "lines=1-99999999999",
                                   "lines=" + ",".join(map(str, range(1, 400)))])
def test_takes_no_harm_from_what_is_no_line(pages: Reader, asked: str) -> None:
    assert pages.get(f"/sources/{PROGRESS}?{asked}").status == 200


def test_repeats_no_markup_of_the_address(pages: Reader) -> None:
    page = pages.get(f'/sources/{PROGRESS}?lines="><img src=x onerror=alert(1)>&part=</script>')

    assert page.status == 200
    assert "<img" not in page.html
    assert "</script>" not in page.html


def test_unknown_documents_are_not_there(pages: Reader) -> None:
    for target in ("/sources/" + "0" * 64, "/sources/x", "/sources/" + "0" * 64 + "/original",
                   "/sources/" + "0" * 64 + "/page/1.png"):
        page = pages.get(target)
        assert page.status == 404
        assert page.reply.media_type == "text/html"
        assert '<main id="content">' in page.html


def test_problems_speak_to_programs_as_before(pages: Reader) -> None:
    told = pages.get("/sources/x", Accept="*/*")

    assert told.reply.media_type == "application/problem+json"
    assert told.json()["status"] == 404


def test_problem_pages_repeat_no_markup(pages: Reader) -> None:
    page = pages.get('/"><img src=x onerror=alert(1)>')

    assert page.status == 404
    assert "<img" not in page.html


def test_the_original_is_kept_not_opened(pages: Reader) -> None:
    given = pages.get(f"/sources/{MINUTES}/original")

    assert given.reply.body == text_of("kirihara_minutes.txt")
    assert given.headers["content-disposition"].startswith("attachment;")
    assert given.headers["x-content-type-options"] == "nosniff"
    assert given.reply.media_type == "application/octet-stream"


def test_csv_has_the_same_lines_and_no_formulas(pages: Reader) -> None:
    text = pages.get(f"/sources/{PROGRESS}.csv?lines=82").reply.body.decode("utf-8-sig")
    found = {row["line"]: row for row in csv.DictReader(io.StringIO(text))}

    assert found["82"]["text"] == "・薬草栽培実証事業"
    assert found["82"]["marked"] == "True"


def test_a_text_has_no_pages_to_draw(pages: Reader) -> None:
    assert pages.get(f"/sources/{PROGRESS}/page/1.png").status == 404


def test_names_of_files_do_nothing(tmp_path: Path) -> None:
    """A document called like an attack, with lines like attacks."""
    name = '"><img src=x onerror=alert(1)>.csv'
    lines = ["事業名,基本的方向,所管部署", '=cmd|calc,1-1,"</script><script>alert(1)</script>"']
    document = tmp_path / name
    document.write_text("\n".join(lines) + "\n", encoding="utf-8")
    data = tmp_path / "data"
    (digest,) = build(data, document)
    with served(data) as running:
        hostile = Reader(running)
        page = hostile.get(f"/sources/{digest}?ledger=1&lines=2").html
        given = hostile.get(f"/sources/{digest}/original").headers["content-disposition"]
        table = hostile.get(f"/sources/{digest}.csv").html

    assert "<img" not in page
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert given.isascii()
    assert '"' not in given.removeprefix("attachment;")
    assert not re.search(r"(^|,)=", table, re.MULTILINE)
