"""What a map's page loads: scripts and sheet of ``viz``, under addresses that change with them, so
that a browser may keep them for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from shisaku.web.problems import ProblemError
from viz.parts import engine, script, sheet, still_script

_MADE = {"vis-network.js": (engine, "text/javascript"), "map.js": (script, "text/javascript"),
         "still.js": (still_script, "text/javascript"), "map.css": (sheet, "text/css")}


def map_asset(request: Request) -> Response:
    """Give the asset of the name and digest in the address; ProblemError (404) for any other."""
    name = request.path_params["name"]
    if asset_paths().get(name) != request.url.path:
        raise ProblemError(404, "not-found", ja=f"{name} はありません。",
                           en=f"There is no {name}.")
    make, media_type = _MADE[name]
    return Response(str(make()), 200, {
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff"}, f"{media_type}; charset=utf-8")


@cache
def asset_paths() -> Mapping[str, str]:
    """Return the address of each asset by its name."""
    return {name: f"/static/viz/{_digest(str(make()))}/{name}"
            for name, (make, _) in _MADE.items()}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
