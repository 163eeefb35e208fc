"""Puts the web application together. A page or an address more is one module and one line here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from graph.place import Place
from ontology.errors import ShisakuError
from queries.catalogue import Question, catalogue
from shisaku import __version__
from shisaku.web.api import router
from shisaku.web.cors import OpenToAllOrigins, preflight
from shisaku.web.health import health
from shisaku.web.limits import Limits
from shisaku.web.openapi import described
from shisaku.web.pages.downloads import Downloads
from shisaku.web.pages.held import Held
from shisaku.web.pages.routes import routes
from shisaku.web.problem_response import problem_response
from shisaku.web.problems import ProblemError, bad_request, problem_of
from shisaku.web.reviewers import Reviewers
from shisaku.web.sparql import sparql
from shisaku.web.warming import kept_warm
from shisaku.web.workers.pool import Pool

_SHOWN = 200
"""Characters of an address that leads nowhere that its problem repeats."""


def create_app(
    dataset: Place, limits: Limits | None = None, reviewers: Reviewers | None = None,
    questions: Sequence[Question] | None = None,
) -> FastAPI:
    """Return the application that serves the dataset at ``dataset``, in which ``reviewers`` may
    judge findings, nobody where there are none; ``questions`` are the catalogue unless given.

    It follows the place: a dataset that a build or a push puts there is served from the next
    request on, or two seconds later where that is an endpoint.
    DatasetError at its start where the folder holds none.
    """
    allowed = limits or Limits()

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        with TemporaryDirectory() as files, TemporaryDirectory() as copies:
            app.state.downloads = Downloads(Path(files))
            async with Pool(dataset, Path(copies), allowed) as pool:
                app.state.pool = pool
                async with kept_warm(app, app.state.held):
                    yield

    app = FastAPI(title="shisaku", version=__version__, lifespan=running, docs_url=None,
                  redoc_url=None, redirect_slashes=False)
    app.state.limits = allowed
    app.state.reviewers = reviewers
    app.state.questions = catalogue() if questions is None else tuple(questions)
    app.state.held = Held(dataset)
    app.add_middleware(OpenToAllOrigins)
    app.add_exception_handler(ShisakuError, _refused)
    app.add_exception_handler(HTTPException, _not_routed)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(Exception, _failed)
    for path in ("/sparql", "/sparql/"):
        app.add_route(path, sparql, methods=["GET", "HEAD", "POST"])
        app.add_route(path, preflight, methods=["OPTIONS"])
    app.add_api_route("/health", health, methods=["GET"], summary="The snapshot in use")
    app.include_router(router)
    app.router.routes.extend(routes())
    app.openapi = described(app)  # type: ignore[method-assign]
    return app


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, ShisakuError):
        raise error
    return problem_response(request, problem_of(error))


async def _not_valid(request: Request, error: Exception) -> Response:
    """Answer a value of a wrong kind; what was sent is not repeated."""
    if not isinstance(error, RequestValidationError):
        raise error
    told = "; ".join(f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}"
                     for each in error.errors())
    return problem_response(request, bad_request(ja=told, en=told))


async def _not_routed(request: Request, error: Exception) -> Response:
    """Answer a request for which there is no route."""
    if not isinstance(error, HTTPException):
        raise error
    path = request.url.path[:_SHOWN]
    if error.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
        return problem_response(request, ProblemError(
            error.status_code, "not-found", ja=f"{path} はありません。", en=f"There is no {path}."))
    methods = sorted({method for route in request.app.routes
                      if isinstance(route, Route) and route.matches(request.scope)[0] != Match.NONE
                      for method in route.methods or ()})
    response = problem_response(request, ProblemError(
        error.status_code, "method", ja=f"使えるもの: {', '.join(methods)}",
        en=f"Allowed are: {', '.join(methods)}"))
    response.headers["Allow"] = ", ".join(methods)
    return response


async def _failed(request: Request, error: Exception) -> Response:
    """Answer where this program is at fault; the server's log has the traceback."""
    return problem_response(request, ProblemError(
        500, "internal", ja="記録（ログ）を開発者に知らせてください。",
        en="Please report what the log says."))
