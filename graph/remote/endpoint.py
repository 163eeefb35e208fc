"""Where a remote store is and how it wants to be spoken to: its addresses and its settings.

Credentials come from the environment or from files that it names, never from a command line,
where every user of the machine could read them; they appear in no message and no log.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from graph.remote.dialects import DIALECTS
from ontology.errors import ShisakuError

USER, PASSWORD, TOKEN = (
    "SHISAKU_ENDPOINT_USER", "SHISAKU_ENDPOINT_PASSWORD", "SHISAKU_ENDPOINT_TOKEN")
PASSWORD_FILE, TOKEN_FILE = "SHISAKU_ENDPOINT_PASSWORD_FILE", "SHISAKU_ENDPOINT_TOKEN_FILE"
UPDATE, GRAPHS = "SHISAKU_ENDPOINT_UPDATE", "SHISAKU_ENDPOINT_GRAPHS"
ENGINE, SECONDS = "SHISAKU_ENDPOINT_ENGINE", "SHISAKU_ENDPOINT_SECONDS"
TIMEOUT = 60.0
"""Seconds after which a request is given up."""
TRIES = 4
PAUSE = 0.5
"""Seconds before the second try; each further pause is twice as long."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The query address ``url`` and how to speak to it; "" where the engine's own way will do."""

    url: str
    update_url: str = ""
    graphs_url: str = ""
    engine: str = ""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    seconds: float = TIMEOUT
    tries: int = TRIES
    pause: float = PAUSE

    def __post_init__(self) -> None:
        """ShisakuError where an address holds a password or is none, or an engine is unknown."""
        for address in filter(None, (self.url, self.update_url, self.graphs_url)):
            _refuse_bad(address)
        if self.engine and self.engine not in DIALECTS:
            known = ", ".join(sorted(DIALECTS))
            raise ShisakuError(
                ja=f"{ENGINE}={self.engine}: 使えるもの: {known}",
                en=f"{ENGINE}={self.engine}: choose one of {known}.")

    def __str__(self) -> str:
        return self.url


def is_endpoint(text: str) -> bool:
    """Tell whether ``text`` is the address of an endpoint rather than a folder."""
    return text.lower().startswith(("http://", "https://"))


def endpoint_set(url: str) -> Endpoint:
    """Return the endpoint at ``url`` as the environment sets it up; ShisakuError where a setting
    cannot be read."""
    user, token = os.environ.get(USER, ""), _secret(TOKEN, TOKEN_FILE)
    password = _secret(PASSWORD, PASSWORD_FILE)
    if bool(user) != bool(password):
        missing = PASSWORD if user else USER
        raise ShisakuError(ja=f"{missing} も設定してください。",
                           en=f"{missing} must be set as well.")
    if user and token:
        raise ShisakuError(ja=f"{USER} と {TOKEN} のどちらか一つを設定してください。",
                           en=f"Set either {USER} or {TOKEN}.")
    return Endpoint(
        url, os.environ.get(UPDATE, ""), os.environ.get(GRAPHS, ""),
        os.environ.get(ENGINE, "").lower(), user, password, token, _seconds())


def _secret(name: str, file_name: str) -> str:
    """Return a secret from the environment or from the file that it names."""
    file = os.environ.get(file_name, "")
    if not file:
        return os.environ.get(name, "")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ShisakuError(
            ja=f"{file_name}={file}: 読めません（{type(error).__name__}）。",
            en=f"{file_name}={file}: cannot be read ({type(error).__name__}).") from error


def _seconds() -> float:
    text = os.environ.get(SECONDS, "")
    try:
        value = float(text or TIMEOUT)
    except ValueError:
        value = 0.0
    if not 0 < value <= 86_400:
        raise ShisakuError(
            ja=f"{SECONDS}={text}: 0 より大きく 86400 以下の数を指定してください。",
            en=f"{SECONDS}={text}: give a number above 0, up to 86400.")
    return value


def _refuse_bad(address: str) -> None:
    try:
        parts = urlsplit(address)
        named = parts.username is not None or parts.password is not None
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        named, good = False, False
    if named:
        raise ShisakuError(
            ja=f"URL に利用者名やパスワードを書かないでください。{USER} と {PASSWORD} か "
            f"{TOKEN} に設定してください。",
            en=f"Write no user or password into the URL; set {USER} and {PASSWORD}, or {TOKEN}.")
    if not good or not address.isprintable() or " " in address:
        raise ShisakuError(
            ja=f"{address!r} はエンドポイントの URL ではありません。",
            en=f"{address!r} is no URL of an endpoint.")
