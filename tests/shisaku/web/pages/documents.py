"""The documents of the packaged sample, by their digests."""

from hashlib import sha256
from importlib.resources import files


def text_of(name: str) -> bytes:
    """Return a document of the packaged sample."""
    return files("shisaku").joinpath("sample").joinpath(name).read_bytes()


def digest_of(name: str) -> str:
    """Return its SHA-256."""
    return sha256(text_of(name)).hexdigest()


PROGRESS, MINUTES = digest_of("kirihara_progress.txt"), digest_of("kirihara_minutes.txt")
