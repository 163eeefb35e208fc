"""A reader of the pages: asks a running server as a browser does, and keeps its cookies."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode

from tests.shisaku.web.client import Reply, Server

_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Page:
    """What came back."""

    reply: Reply

    @property
    def status(self) -> int:
        return self.reply.status

    @property
    def headers(self) -> Mapping[str, str]:
        return self.reply.headers

    @property
    def html(self) -> str:
        return self.reply.text

    @property
    def text(self) -> str:
        """What a reader sees: the words without tags, white space made one."""
        body = self.html.partition("<body>")[2] or self.html
        return " ".join(unescape(_TAGS.sub(" ", body)).split())

    def json(self) -> Any:
        return json.loads(self.reply.text)


@dataclass
class Reader:
    """Likes HTML and Japanese unless told otherwise."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, params: Mapping[str, str] | None = None,
            **headers: str) -> Page:
        """Get ``path``; ``headers`` are written with underscores (Accept_Language)."""
        target = f"{path}?{urlencode(params)}" if params else path
        return self._send("GET", target, headers)

    def post(self, path: str, data: Mapping[str, str], **headers: str) -> Page:
        """Post a form."""
        form = {"Content_Type": "application/x-www-form-urlencoded"}
        return self._send("POST", path, form | headers, urlencode(data).encode())

    def _send(self, method: str, target: str, headers: Mapping[str, str],
              body: bytes | None = None) -> Page:
        told = {"Accept": "text/html", "Accept-Language": "ja"} | {
            name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        reply = self.server.send(method, quote(target, safe="/?&=%+:,"), told, body)
        name, _, value = reply.headers.get("set-cookie", "").partition(";")[0].partition("=")
        if name:
            self.cookies[name] = value
        return Page(reply)
