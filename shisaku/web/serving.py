"""Runs the web application at an address until it is told to stop."""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence

import uvicorn

from graph.place import Place, open_place
from ontology.errors import ShisakuError
from queries.catalogue import Question
from shisaku.language import say
from shisaku.web.app import create_app
from shisaku.web.limits import limits_set
from shisaku.web.reviewers import reviewers_set

_WAIT_FOR_ANSWERS = 15
"""Seconds in which answers that are under way may still be sent at the end."""

_WAITING = 1024
"""Connections that the system takes before the server does."""


def serve(dataset: Place, host: str, port: int, questions: Sequence[Question]) -> None:
    """Serve ``dataset`` with ``questions`` at ``host``:``port`` (0: any free one) until
    interrupted; ShisakuError where it cannot be opened or the address cannot be had."""
    limits, reviewers = limits_set(), reviewers_set()
    open_place(dataset)
    with _bound(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        server = _Server(uvicorn.Config(
            create_app(dataset, limits, reviewers, questions), log_level="warning",
            server_header=False, timeout_graceful_shutdown=_WAIT_FOR_ANSWERS),
            f"http://{shown}:{listening.getsockname()[1]}/sparql")
        server.run(sockets=[listening])
    if not server.started:
        raise ShisakuError(ja="開始できませんでした。上の記録を見てください。",
                           en="it could not be started; see above.")


class _Server(uvicorn.Server):
    """Says that it is there once it is."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(say(ja=f"{self._address} で待ち受けています（終えるには Ctrl-C）。",
                      en=f"listening at {self._address} (Ctrl-C ends it)."),
                  file=sys.stderr, flush=True)


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that has the address."""
    try:
        family, *_, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_WAITING)
    except (OSError, OverflowError) as error:
        raise ShisakuError(
            ja=f"{host}:{port} で待ち受けられません（{error}）。"
               "別の番号を --port で指定してください。",
            en=f"{host}:{port} cannot be listened at ({error}); name another --port.") from error
    return listening
