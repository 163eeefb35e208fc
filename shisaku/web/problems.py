"""What keeps a request from being answered as asked, with the status that HTTP has for it."""

from __future__ import annotations

from typing import Any

from ontology.errors import QueryError, QuerySyntaxError, ShisakuError
from shisaku.web.limits import Limits
from shisaku.web.workers.question import NotAcceptableError

RETRY = 1
"""Seconds after which to ask again where a place may be free by then."""


class ProblemError(ShisakuError):
    """``kind`` is the last part of the problem's type; ``more`` are further members of its
    details; ``retry_after`` is in seconds."""

    def __init__(self, status: int, kind: str, *, ja: str, en: str,
                 retry_after: int | None = None, **more: Any) -> None:
        super().__init__(ja=ja, en=en)
        self.status = status
        self.kind = kind
        self.retry_after = retry_after
        self.more = more


TITLES = {
    "syntax": ("クエリの構文エラー", "The query is not SPARQL"),
    "query": ("クエリを実行できません", "The query cannot be answered"),
    "request": ("要求に誤りがあります", "The request is at fault"),
    "read-only": ("読み取り専用です", "This endpoint is read only"),
    "foreign": ("ほかのページから送られました", "Sent from another page"),
    "not-found": ("ありません", "There is no such thing"),
    "method": ("このメソッドは使えません", "The method is not allowed"),
    "not-acceptable": ("その形式では答えられません", "No acceptable format"),
    "snapshot-gone": ("その時点のデータはもうありません", "The snapshot is gone"),
    "too-large": ("要求が大きすぎます", "The request is too large"),
    "media-type": ("その形式の要求は受け取れません", "The media type is not supported"),
    "not-drawn": ("ページを描けません", "The page cannot be drawn"),
    "internal": ("プログラムの誤りです", "A fault of this program"),
    "out-of-time": ("時間切れです", "Out of time"),
    "out-of-memory": ("メモリ不足です", "Out of memory"),
    "worker-lost": ("処理が途中で終わりました", "The process ended"),
    "busy": ("混み合っています", "Too busy"),
    "dataset": ("データセットを使えません", "The dataset cannot be used"),
}
"""What each kind of problem is called, in Japanese and English."""


def problem_of(error: ShisakuError) -> ProblemError:
    """Return what ``error`` is to a client: a query at fault is 400, a dataset that cannot be
    opened 503."""
    match error:
        case ProblemError():
            return error
        case QuerySyntaxError():
            return ProblemError(400, "syntax", ja=error.ja, en=error.en, line=error.line,
                           column=error.column)
        case NotAcceptableError():
            return ProblemError(406, "not-acceptable", ja=error.ja, en=error.en)
        case QueryError():
            return ProblemError(400, "query", ja=error.ja, en=error.en)
        case _:
            return ProblemError(503, "dataset", ja=error.ja, en=error.en, retry_after=RETRY)


def bad_request(*, ja: str, en: str) -> ProblemError:
    """Return the problem of a request that the protocol does not know."""
    return ProblemError(400, "request", ja=ja, en=en)


def too_large(most: int, what_ja: str, what_en: str) -> ProblemError:
    """Return the problem of a query or request of more than ``most`` bytes."""
    return ProblemError(413, "too-large", ja=f"{what_ja}が {most} バイトを超えています。",
                   en=f"The {what_en} has more than {most} bytes.", limit=most)


def out_of_time(limits: Limits) -> ProblemError:
    """Return the problem of a query that was ended at the time limit."""
    return ProblemError(
        503, "out-of-time", retry_after=round(limits.seconds) or RETRY,
        ja=f"{limits.seconds:g} 秒で終わらないクエリを打ち切りました。条件で絞ってください。",
        en=f"The query was ended after {limits.seconds:g} seconds; narrow it.",
        seconds=limits.seconds)


def out_of_memory(limits: Limits) -> ProblemError:
    """Return the problem of a query that wanted more memory than it may have."""
    mib = limits.memory // (1024 * 1024)
    return ProblemError(
        503, "out-of-memory", retry_after=RETRY,
        ja=f"クエリに {mib} MiB を超えるメモリが必要なため打ち切りました。条件で絞ってください。",
        en=f"The query wanted more than {mib} MiB of memory and was ended; narrow it.",
        bytes=limits.memory)


def worker_lost() -> ProblemError:
    """Return the problem of a query whose process was ended from outside or broke down."""
    return ProblemError(503, "worker-lost", retry_after=RETRY,
                   ja="クエリの処理が途中で終わりました。もう一度実行してください。",
                   en="The process that answered the query ended; ask again.")


def busy(limits: Limits) -> ProblemError:
    """Return the problem of a query for which there is no place."""
    return ProblemError(
        503, "busy", retry_after=round(limits.seconds) or RETRY,
        ja="時間のかかるクエリがいくつも実行中です。しばらくしてからもう一度実行してください。",
        en="Too many queries that take long are being answered; ask again later.")


def snapshot_gone(present: str) -> ProblemError:
    """Return the problem of a query pinned to another snapshot than the present one."""
    return ProblemError(412, "snapshot-gone",
                   ja=f"データが更新されました。今の版は {present} です。",
                   en=f"The data have changed; the snapshot is now {present}.", snapshot=present)
