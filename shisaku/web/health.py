"""``/health``: whether queries can be answered, and on which snapshot of the data."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shisaku.web.workers.pool import Pool


async def health(request: Request) -> Response:
    """Return 200 and the snapshot in use; DatasetError where the dataset cannot be opened."""
    pool: Pool = request.app.state.pool
    await pool.follow()
    return JSONResponse({"status": "ok", "snapshot": pool.snapshot, "quads": pool.quads},
                        headers={"Cache-Control": "no-store"})
