"""Verdicts in the browser: who may give one, what a refusal keeps, and that none is lost."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import pytest

from ontology.errors import ShisakuError
from shisaku.web.reviewers import (
    SESSION,
    TOKEN,
    TOKEN_FILE,
    TRIES,
    WITHIN,
    Reviewers,
    TooManyTriesError,
    reviewers_set,
)
from tests.shisaku.web.client import Server, served
from tests.shisaku.web.pages.asking import Page, Reader

SECRET = "とても長い合い言葉です-0123456789"
VERDICT = {"verdict": "warranted", "reviewer": "点検係", "reason": "対象者が違う。"}
HOSTILE = "=HYPERLINK(\"x\") </textarea><script>alert(1)</script> \"><img src=x onerror=alert(1)>"
# What is sent over VERDICT, and the status of the refusal.
REFUSED = [
    ({"verdict": ""}, 400), ({"verdict": "candidate"}, 400), ({"reviewer": ""}, 400),
    ({"reason": " 　"}, 400), ({"reason": "あ" * 2_001}, 400), ({"reviewer": "あ" * 201}, 400),
    ({"reason": "右から\u202e左"}, 400), ({"key": ""}, 403), ({"key": "0" * 64}, 403),
]


@pytest.fixture(scope="module")
def dataset(sample_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample once more, to write to."""
    return Path(shutil.copytree(sample_dataset, tmp_path_factory.mktemp("judged") / "data"))


@pytest.fixture(scope="module")
def server(dataset: Path) -> Iterator[Server]:
    """A server that lets reviewers in."""
    with served(dataset, SHISAKU_REVIEW_TOKEN=SECRET) as running:
        yield running


@pytest.fixture
def stranger(server: Server) -> Reader:
    return Reader(server)


@pytest.fixture
def reviewer(server: Server) -> Reader:
    found = Reader(server)
    assert send(found, "/review", {"token": SECRET, "next": "/findings"}).status == 303
    return found


def origin(reader: Reader) -> str:
    return f"http://127.0.0.1:{reader.server.port}"


def send(reader: Reader, path: str, fields: dict[str, str], **headers: str) -> Page:
    return reader.post(path, fields, **{"Origin": origin(reader)} | headers)


def finding_of(reader: Reader, place: int) -> str:
    rows = reader.get("/findings.json", {"municipality": "990001"}).json()["rows"]
    return f"/findings/{rows[place]['id']}"


def key_of(reader: Reader, path: str) -> str:
    found = re.search(r'name="key" value="([0-9a-f]{64})"', reader.get(path).html)
    assert found is not None
    return found[1]


def kept(dataset: Path) -> list[dict[str, str]]:
    try:
        lines = (dataset / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [json.loads(line) for line in lines]


def test_number_of_cases() -> None:
    assert len(REFUSED) == 9


def test_a_verdict_is_kept_and_shown(reviewer: Reader, dataset: Path) -> None:
    path = finding_of(reviewer, 0)
    before = reviewer.get(path).headers["shisaku-snapshot"]
    reply = send(reviewer, f"{path}?kind=Fragmentation",
                 VERDICT | {"key": key_of(reviewer, path), "reason": "理由は\r\n 二行。"})
    page = reviewer.get(path)

    assert (reply.status, reply.headers["location"]) == (
        303, f"{path}?kind=Fragmentation#verdicts")
    assert kept(dataset)[-1] | {"date": ""} == {
        "finding": f"990001/finding/{path.rpartition('/')[2]}", "kind": "Fragmentation",
        "verdict": "warranted", "reviewer": "点検係", "date": "", "reason": "理由は 二行。"}
    assert "現在の判定 理由は 二行。" in page.text
    assert page.headers["shisaku-snapshot"] != before
    assert reviewer.get("/findings.json", {"status": "Warranted"}).json()["total"] == 1


def test_history_is_told_the_last_first(reviewer: Reader) -> None:
    path = finding_of(reviewer, 1)
    for verdict, reason in (("confirmed", "一度目"), ("rejected", "二度目")):
        fields = {"verdict": verdict, "reason": reason, "key": key_of(reviewer, path)}
        assert send(reviewer, path, VERDICT | fields).status == 303
    told = reviewer.get(f"{path}.json").json()["verdicts"]
    text = reviewer.get(path).text

    assert [each["reason"] for each in told] == ["一度目", "二度目"]
    assert text.index("二度目") < text.index("一度目")


def test_a_stranger_may_read_and_judge_nothing(stranger: Reader, dataset: Path) -> None:
    path, before = finding_of(stranger, 2), kept(dataset)
    refused = send(stranger, path, VERDICT)
    wrong = send(stranger, path, VERDICT | {"token": "x" * 20})

    assert (refused.status, wrong.status) == (403, 403)
    assert "対象者が違う。</textarea>" in refused.html
    assert 'value="点検係"' in wrong.html
    assert "x" * 20 not in wrong.html
    assert 'name="token"' in stranger.get(path).html
    assert kept(dataset) == before


def test_the_token_in_the_form_opens_a_session(stranger: Reader) -> None:
    path = finding_of(stranger, 3)

    assert send(stranger, path, VERDICT | {"token": SECRET}).status == 303
    assert 'name="token"' not in stranger.get(path).html


@pytest.mark.parametrize(("changed", "status"), REFUSED, ids=range(len(REFUSED)))
def test_refusals_keep_what_was_typed(
    changed: dict[str, str], status: int, reviewer: Reader, dataset: Path
) -> None:
    path, before = finding_of(reviewer, 4), kept(dataset)
    sent = VERDICT | {"key": key_of(reviewer, path)} | changed
    page = send(reviewer, path, sent)

    assert page.status == status
    assert 'role="alert"' in page.html
    assert f'value="{sent["reviewer"]}"' in page.html
    assert f'>{sent["reason"]}</textarea>' in page.html
    assert kept(dataset) == before


@pytest.mark.parametrize("headers", [
    {"Origin": "https://example.org"}, {"Origin": "null"}, {"Origin": ""},
    {"Origin": "http://127.0.0.1"}, {"Sec_Fetch_Site": "cross-site"},
    {"Content_Type": "text/plain"}])
def test_requests_of_other_pages_are_refused(
    headers: dict[str, str], reviewer: Reader, dataset: Path
) -> None:
    path, before = finding_of(reviewer, 4), kept(dataset)
    fields = VERDICT | {"key": key_of(reviewer, path)}

    assert send(reviewer, path, fields, **headers).status in (403, 415)
    assert send(reviewer, "/review", {"token": SECRET}, **headers).status in (403, 415)
    assert kept(dataset) == before


def test_a_key_holds_for_one_session_and_one_finding(
    reviewer: Reader, server: Server, dataset: Path
) -> None:
    other = Reader(server)
    send(other, "/review", {"token": SECRET})
    path, before = finding_of(reviewer, 4), kept(dataset)
    for key in (key_of(other, path), key_of(reviewer, finding_of(reviewer, 5))):
        assert send(reviewer, path, VERDICT | {"key": key}).status == 403
    assert kept(dataset) == before


def test_reading_writes_nothing(reviewer: Reader, dataset: Path) -> None:
    path, before = finding_of(reviewer, 4), kept(dataset)
    reviewer.get(path, VERDICT | {"key": key_of(reviewer, path), "token": SECRET})

    assert kept(dataset) == before
    assert reviewer.server.send("PUT", path).status == 405


def test_the_cookie_is_for_this_server_alone(stranger: Reader) -> None:
    reply = send(stranger, "/review", {"token": SECRET, "next": "//example.org/"})
    told = reply.headers["set-cookie"].lower()

    assert {"httponly", "samesite=strict", "path=/", f"max-age={SESSION}"} <= set(
        told.split("; "))
    assert SECRET not in told
    assert reply.headers["location"] == "/findings"
    assert send(stranger, "/review", {"leave": "1"}).status == 303


def test_many_at_once_lose_nothing(server: Server, dataset: Path) -> None:
    readers = [Reader(server) for _ in range(4)]
    for reader in readers:
        send(reader, "/review", {"token": SECRET})
    path, before = finding_of(readers[0], 6), len(kept(dataset))
    sent = [VERDICT | {"reason": f"{number}人目", "key": key_of(reader, path)}
            for number, reader in enumerate(readers)]
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda pair: send(pair[0], path, pair[1]),
                                zip(readers, sent, strict=True)))

    assert [reply.status for reply in replies] == [303] * 4
    assert {each["reason"] for each in kept(dataset)[before:]} == {
        f"{number}人目" for number in range(4)}


def test_a_hostile_reason_does_nothing_anywhere(reviewer: Reader) -> None:
    path = finding_of(reviewer, 7)
    fields = VERDICT | {"reason": HOSTILE, "key": key_of(reviewer, path)}
    assert send(reviewer, path, fields).status == 303
    refused = send(reviewer, path, fields | {"verdict": ""})
    as_csv = reviewer.get(f"{path}.csv").reply.body.decode("utf-8-sig")

    for page in (reviewer.get(path), refused):
        assert "<script>alert" not in page.html
        assert "<img src=x" not in page.html
        assert HOSTILE in unescape(page.html)
    assert next(csv.DictReader(io.StringIO(as_csv)))["reason"] == f"'{HOSTILE}"
    assert reviewer.get(f"{path}.json").json()["verdicts"][-1]["reason"] == HOSTILE


def test_without_a_token_of_the_operator(pages: Reader, sample_dataset: Path) -> None:
    path = finding_of(pages, 0)

    assert 'method="post"' not in pages.get(path).html
    assert send(pages, path, VERDICT | {"token": SECRET}).status == 404
    assert send(pages, "/review", {"token": SECRET}).status == 404
    assert pages.get("/review").status == 404
    assert kept(sample_dataset) == []


def test_wrong_tokens_are_read_a_few_times_only() -> None:
    now = [1000.0]
    reviewers = Reviewers(SECRET.encode(), lambda: now[0])
    for _ in range(TRIES):
        assert not reviewers.admits("wrong", "one")

    with pytest.raises(TooManyTriesError):
        reviewers.admits(SECRET, "one")
    assert reviewers.admits(SECRET, "other")
    now[0] += WITHIN
    assert reviewers.admits(SECRET, "one")


def test_a_session_ends_and_cannot_be_made_up() -> None:
    now = [1000.0]
    reviewers = Reviewers(SECRET.encode(), lambda: now[0])
    session = reviewers.session()
    told, _, signature = session.rpartition(".")
    later = f"{int(told.partition('.')[0]) + 1}.{told.partition('.')[2]}.{signature}"

    assert reviewers.knows(session)
    assert not any(map(reviewers.knows, ("", ".", "..", "あ.い.う", later, told, "9" * 900)))
    assert not Reviewers(b"another token of the operator").knows(session)
    now[0] += SESSION
    assert not reviewers.knows(session)


def test_the_token_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(TOKEN, raising=False)
    monkeypatch.delenv(TOKEN_FILE, raising=False)
    assert reviewers_set() is None
    file = tmp_path / "token"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv(TOKEN_FILE, str(file))
    found = reviewers_set()
    assert found is not None
    assert found.admits(SECRET, "")
    for wrong in ("", "short"):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(ShisakuError):
            reviewers_set()
    monkeypatch.setenv(TOKEN_FILE, str(tmp_path / "none"))
    with pytest.raises(ShisakuError):
        reviewers_set()
