"""What docs/operating.md gives to copy: the nginx example serves, a copied dataset is restored."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path

from tests.conftest import ROOT, lacking
from tests.shisaku.web.client import served

TEXT = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def nginx(example: str, folder: Path) -> Iterator[None]:
    """Run nginx on ``example``, the inside of its http block; it writes into ``folder`` alone."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        lacking("nginx", "nginx is not installed")
    places = "".join(f"{each}_temp_path {folder}/{each};\n" for each in
                     ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    config = folder / "nginx.conf"
    config.write_text(f"daemon off;\npid {folder}/pid;\nerror_log {folder}/log;\nevents {{}}\n"
                      f"http {{\naccess_log off;\n{places}{example}}}\n", encoding="utf-8")
    command = [program, "-c", str(config), "-e", str(folder / "log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    with subprocess.Popen(command) as running:
        try:
            yield
        finally:
            running.terminate()


def reached(port: int, path: str, certificate: Path) -> tuple[int, str]:
    """Return status and text of ``path``, asked by TLS of the named host at ``port``."""
    trusting = ssl.create_default_context(cafile=certificate)
    trusting.check_hostname = False  # the certificate is for the name in the example
    for _ in range(100):
        connection = HTTPSConnection("127.0.0.1", port, timeout=30, context=trusting)
        try:
            connection.request("GET", path, headers={"Host": "shisaku.example.org",
                                                     "Accept": "text/turtle, */*"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except ConnectionRefusedError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError("nginx does not listen")


def test_the_example_for_nginx_serves_over_tls(sample_dataset: Path, tmp_path: Path) -> None:
    certificate, key = tmp_path / "shisaku.pem", tmp_path / "shisaku.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", "/CN=shisaku.example.org", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    (example,) = re.findall(r"^```nginx\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    port = free_port()
    with served(sample_dataset) as server:
        for told, here in ((" 443 ssl", f" 127.0.0.1:{port} ssl"), (":8000", f":{server.port}"),
                           ("/etc/ssl/shisaku", f"{tmp_path}/shisaku")):
            assert told in example
            example = example.replace(told, here)
        with nginx(example, tmp_path):
            health = reached(port, "/health", certificate)
            description = reached(port, "/sparql", certificate)

    assert health[0] == 200
    assert '"status":"ok"' in health[1]
    assert "<https://shisaku.example.org/sparql>" in description[1]


def files(dataset: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in dataset.glob("*.*")}


def test_a_copied_dataset_is_restored(sample_dataset: Path, tmp_path: Path) -> None:
    """The lines are those of the page; ``shisaku`` is the program under test."""
    (section,) = re.findall(r"^## 控えと復元.*?^```console\n(.*?)^```$", TEXT,
                            re.MULTILINE | re.DOTALL)
    shutil.copytree(sample_dataset, tmp_path / "shisaku-data")
    before = files(tmp_path / "shisaku-data")
    typed = section.replace("shisaku validate", f'"{sys.executable}" -m shisaku validate')
    done = subprocess.run(["bash", "-e", "-c", typed], cwd=tmp_path, capture_output=True, text=True,
                          check=False, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"})

    assert done.returncode == 0, done.stderr
    assert section.count("shisaku-data.copy") == 2
    assert files(tmp_path / "shisaku-data") == before
