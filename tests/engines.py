"""Real engines for tests: each runs alone in a folder of its own, and can be killed and started
again on what it has kept.

The Oxigraph server comes with the development requirements; Virtuoso is Debian's
``virtuoso-opensource-7``.
"""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from graph.remote import Endpoint

USER = PASSWORD = "dba"
"""Of a new Virtuoso."""
_VIRTUOSO = """[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
ErrorLogLevel = 3
FileExtend = 200
Striping = 0
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = {sql}
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 10000
DirsAllowed = .
[HTTPServer]
ServerPort = {http}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = {rows}
"""
_PATIENCE = 60.0


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Engine:
    """A server that ``command`` starts in ``folder``; it answers queries at ``path``."""

    name: str
    folder: Path
    port: int
    command: Sequence[str]
    path: str
    before: Callable[[], None] = lambda: None
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """The address for queries."""
        return f"http://127.0.0.1:{self.port}{self.path}"

    @property
    def writable(self) -> Endpoint:
        """The endpoint for who may write, without patience for the dead."""
        if self.name != "virtuoso":
            return Endpoint(self.url, pause=0.01)
        return Endpoint(self.url, user=USER, password=PASSWORD, pause=0.01)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self.before()
        with (self.folder / "out.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, stdout=log, stderr=log)
        until = time.monotonic() + _PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{self.name} has not started; see {self.folder / 'out.log'}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", f"{self.path}?query=ASK%20%7B%7D")
            return connection.getresponse().status < 500
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def stop(self, sign: signal.Signals = signal.SIGKILL) -> None:
        """End the server as by ``sign``; killed unless told otherwise."""
        if self.process is not None:
            self.process.send_signal(sign)
            self.process.wait()


def oxigraph_server(folder: Path) -> Engine:
    """Return an Oxigraph server that keeps its data in ``folder``."""
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    return Engine("oxigraph", folder, port, (
        str(program), "serve", "--location", "data", "--bind", f"127.0.0.1:{port}"), "/query")


def virtuoso(folder: Path, rows: int = 10_000) -> Engine | None:
    """Return a Virtuoso in ``folder`` whose answers end after ``rows`` rows; None where the
    machine has none. Writing takes USER and PASSWORD."""
    program = shutil.which("virtuoso-t")
    if program is None:
        return None
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(http=http, sql=sql, rows=rows))
    return Engine("virtuoso", folder, http, (
        program, "+foreground", "+configfile", "virtuoso.ini"), "/sparql",
        before=lambda: (folder / "v.lck").unlink(missing_ok=True))
