"""Who may judge findings in the browser: whoever knows the token that the operator set.

The token is given once; after that a signed cookie tells the session. Nothing is kept on the
server: the key of the signatures comes from the token, so another token ends every session.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from ontology.errors import ShisakuError

TOKEN, TOKEN_FILE = "SHISAKU_REVIEW_TOKEN", "SHISAKU_REVIEW_TOKEN_FILE"
SHORTEST = 16
"""Signs that a token has at least."""
LONGEST = 1_000
SESSION = 8 * 3600
"""Seconds that a session lasts: a working day."""
TRIES, TRIES_OF_ALL, WITHIN = 5, 50, 60.0
"""So many wrong tokens are read from one address, and from all, within so many seconds."""


class Reviewers:
    """Those who know ``token`` (bytes)."""

    def __init__(self, token: bytes, clock: Callable[[], float] = time.time) -> None:
        self._digest = hashlib.sha256(token).digest()
        self._key = hmac.digest(token, b"shisaku review sessions", "sha256")
        self._clock = clock
        self._failed: deque[tuple[float, str]] = deque(maxlen=TRIES_OF_ALL)
        self._lock = Lock()

    def admits(self, token: str, address: str) -> bool:
        """Tell whether ``token`` is the one, in a time that does not depend
        on it. TooManyTriesError where ``address`` or all together have tried too often."""
        right = hmac.compare_digest(self._digest, hashlib.sha256(token.encode()).digest())
        with self._lock:
            now = self._clock()
            while self._failed and self._failed[0][0] <= now - WITHIN:
                self._failed.popleft()
            own = sum(tried_at == address for _, tried_at in self._failed)
            if own >= TRIES or len(self._failed) >= TRIES_OF_ALL:
                raise TooManyTriesError(
                    ja="間違いが続いたため受け付けません。1分後に試してください。",
                    en="Too many wrong tokens; try again in a minute.")
            if not right:
                self._failed.append((now, address))
        return right

    def session(self) -> str:
        """Return a new session, as a cookie holds it."""
        told = f"{int(self._clock()) + SESSION}.{secrets.token_hex(16)}"
        return f"{told}.{self._signed('session', told)}"

    def knows(self, session: str) -> bool:
        """Tell whether ``session`` was made here and is not over."""
        told, _, signature = session.rpartition(".")
        until = told.partition(".")[0]
        return (hmac.compare_digest(signature.encode(), self._signed("session", told).encode())
                and until.isascii() and until.isdecimal() and self._clock() < int(until))

    def form_key(self, session: str, what: str) -> str:
        """Return what a form for ``what`` must bring back, which other pages cannot know."""
        return self._signed("form", f"{session} {what}")

    def fits(self, key: str, session: str, what: str) -> bool:
        """Tell whether ``key`` is that of a form for ``what`` in ``session``."""
        return hmac.compare_digest(key.encode(), self.form_key(session, what).encode())

    def _signed(self, purpose: str, text: str) -> str:
        return hmac.new(self._key, f"{purpose} {text}".encode(), "sha256").hexdigest()


class TooManyTriesError(ShisakuError):
    """Wrong tokens have come too often."""


def reviewers_set() -> Reviewers | None:
    """Return who may judge as the environment says, None where it sets no token; ShisakuError
    where it cannot be read or is too short to keep anybody out."""
    file, token = os.environ.get(TOKEN_FILE, ""), os.environ.get(TOKEN, "")
    if not file and not token:
        return None
    if file:
        try:
            token = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ShisakuError(ja=f"{TOKEN_FILE}={file}: 読めません（{error}）。",
                               en=f"{TOKEN_FILE}={file}: cannot be read ({error}).") from error
    if not SHORTEST <= len(token) <= LONGEST:
        name = TOKEN_FILE if file else TOKEN
        raise ShisakuError(
            ja=f"{name}: トークンは {SHORTEST}〜{LONGEST} 文字にしてください"
            "（例: openssl rand -hex 32）。",
            en=f"{name}: a token has {SHORTEST} to {LONGEST} characters "
            "(openssl rand -hex 32 makes one).")
    return Reviewers(token.encode())
