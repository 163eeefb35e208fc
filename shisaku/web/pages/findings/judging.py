"""A reviewer's verdict from the browser: the form on a finding's page, and the way in to it.

Without a token of the operator there is neither. A verdict is taken from a page of this server
only, in a session with the key that its form brought, or with the token itself; what was typed
comes back with every refusal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graph.place import Place
from graph.reviewing import Opinion
from graph.verdicts import LONGEST_REASON, LONGEST_REVIEWER, Judgement
from ontology.errors import DatasetError, ShisakuError
from shisaku.reviewing import recorded_at
from shisaku.web.pages.findings.asked import Asked
from shisaku.web.pages.findings.listing import address_of, kind_label
from shisaku.web.pages.findings.one import finding_page, wanted
from shisaku.web.pages.shown import HEADERS, Shown, dataset_of, respond
from shisaku.web.pages.tongue import tongue_of
from shisaku.web.posted import posted_fields, refuse_foreign
from shisaku.web.problems import ProblemError
from shisaku.web.reviewers import LONGEST, SESSION, Reviewers, TooManyTriesError

COOKIE = "shisaku_review"
HOME = "/findings"
_OURS = re.compile(r"/findings(/[0-9a-f]{16})?(\?[^\s\\]*)?")
"""Where the way in may lead on to."""
_LINE_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")


@dataclass(frozen=True, slots=True)
class Form:
    """What the page shows of the form: ``typed`` is what was sent before, ``problem`` what is wrong
    with it ("" for nothing), ``known`` whether the session is one; without it the form asks for the
    token."""

    known: bool
    key: str
    action: str
    typed: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    longest_reviewer: int = LONGEST_REVIEWER
    longest_reason: int = LONGEST_REASON
    longest_token: int = LONGEST

    @property
    def choices(self) -> list[tuple[str, str, str]]:
        """The verdicts: value, and what it is called in Japanese and English."""
        labels = [(each, kind_label(each)) for each in Judgement]
        return [(each.lower(), label.ja, label.en) for each, label in labels]


def finding(request: Request) -> Response:
    """Show the finding of the address, with the form where reviewers may judge."""
    return finding_page(request, dataset_of(request), _form(request))


async def judge(request: Request) -> Response:
    """Take a verdict on the finding of the address and show it; refusals show the form again."""
    reviewers = _reviewers(request)
    refuse_foreign(request)
    fields = await posted_fields(request)
    return await run_in_threadpool(_judged, request, reviewers, fields)


def review(request: Request) -> Response:
    """Show the way in, or that the session is open."""
    _reviewers(request)
    return _door(request, _onward(request.query_params.get("next", "")))


async def enter(request: Request) -> Response:
    """Open a session for who gives the token, or end it (``leave``)."""
    reviewers = _reviewers(request)
    refuse_foreign(request)
    fields = await posted_fields(request)
    onward = _onward(fields.get("next", ""))
    if "leave" in fields:
        response: Response = RedirectResponse(onward, 303, HEADERS)
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return response
    problem = _refusal(request, reviewers, fields.get("token", ""))
    if problem is not None:
        return await run_in_threadpool(_door, request, onward, problem)
    return _with_session(request, reviewers, RedirectResponse(onward, 303, HEADERS))


def _judged(request: Request, reviewers: Reviewers, fields: Mapping[str, str]) -> Response:
    dataset = dataset_of(request)
    row = wanted(request, dataset)[1].row
    problem = _not_allowed(request, reviewers, fields)
    fresh = problem is None and not reviewers.knows(_session(request))
    if problem is None:
        problem = _not_recorded(dataset.path, row.iri, fields)
    if problem is not None:
        shown = _form(request, fields, problem[1].message(tongue_of(request)))
        return finding_page(request, dataset, shown, problem[0])
    asked = Asked.of(request.query_params, dataset.report.base)
    response = RedirectResponse(f"{address_of(row.id, asked)}#verdicts", 303, HEADERS)
    return _with_session(request, reviewers, response) if fresh else response


def _not_allowed(
    request: Request, reviewers: Reviewers, fields: Mapping[str, str]
) -> tuple[int, ShisakuError] | None:
    """Return what keeps this from being a reviewer's word: without a session the token, which
    nobody else knows, and with one the key of the form."""
    session = _session(request)
    if not reviewers.knows(session):
        return _refusal(request, reviewers, fields.get("token", ""))
    if not reviewers.fits(fields.get("key", ""), session, request.url.path):
        return 403, ShisakuError(ja="フォームの有効な印がありません。もう一度送信してください。",
                                 en="The form's key is missing or old. Please send it again.")
    return None


def _refusal(
    request: Request, reviewers: Reviewers, token: str
) -> tuple[int, ShisakuError] | None:
    """Return why ``token`` does not let in, None where it does."""
    if not token:
        return 403, ShisakuError(ja="判定用のトークンを入力してください。",
                                 en="Please give the reviewers' token.")
    try:
        if reviewers.admits(token[:LONGEST], request.client.host if request.client else ""):
            return None
    except TooManyTriesError as error:
        return 429, error
    return 403, ShisakuError(ja="トークンが違います。", en="This is not the token.")


def _not_recorded(
    place: Place, iri: str, fields: Mapping[str, str]
) -> tuple[int, ShisakuError] | None:
    """Keep the verdict; return why it was not kept, None where it was."""
    choices = {each.lower(): each for each in Judgement}
    status = choices.get(fields.get("verdict", ""))
    if status is None:
        return 400, ShisakuError(ja="判定を選んでください。", en="Please choose a verdict.")
    reason = _LINE_BREAKS.sub(" ", fields.get("reason", "").strip())
    try:
        recorded_at(place, Opinion(iri, status, fields.get("reviewer", "").strip(),
                                     date.today(), reason))
    except DatasetError as error:
        return 503, error
    except ShisakuError as error:
        return 400, error
    return None


def _form(
    request: Request, typed: Mapping[str, str] | None = None, problem: str = ""
) -> Form | None:
    reviewers: Reviewers | None = request.app.state.reviewers
    if reviewers is None:
        return None
    session = _session(request)
    known = reviewers.knows(session)
    path = f"/findings/{request.path_params['finding']}"
    action = path + (f"?{request.url.query}" if request.url.query else "")
    return Form(known, reviewers.form_key(session, path) if known else "", action, typed or {},
                problem)


def _door(
    request: Request, onward: str, problem: tuple[int, ShisakuError] | None = None
) -> Response:
    tongue = tongue_of(request)
    shown = Shown(
        "review.html", "判定する人の入口" if tongue == "ja" else "Reviewers' way in",
        {"onward": onward, "known": _reviewers(request).knows(_session(request)),
         "problem": problem[1].message(tongue) if problem else "", "longest": LONGEST})
    response = respond(request, dataset_of(request), shown, problem[0] if problem else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _with_session(request: Request, reviewers: Reviewers, response: Response) -> Response:
    response.set_cookie(COOKIE, reviewers.session(), max_age=SESSION, httponly=True,
                        samesite="strict", secure=request.url.scheme == "https")
    return response


def _reviewers(request: Request) -> Reviewers:
    """Return who may judge; ProblemError (404) where the operator let nobody in."""
    reviewers: Reviewers | None = request.app.state.reviewers
    if reviewers is None:
        raise ProblemError(
            404, "not-found",
            ja="このサーバーでは判定を受け付けていません（shisaku review を使ってください）。",
            en="This server takes no verdicts; use shisaku review.")
    return reviewers


def _session(request: Request) -> str:
    return request.cookies.get(COOKIE, "")[:LONGEST]


def _onward(address: str) -> str:
    return address if _OURS.fullmatch(address) else HOME
