"""Threads of a meeting from the order of roles alone; the rules stand in ``threads.py``."""

import pytest

from loaders.minutes.threads import Link, Turn, links
from loaders.records import Role

THREADS = [
    # c chair, m member, b observer, o official; "/" begins another item
    ("mo", "- 1", "1 1"),
    ("moo", "- 1 1", "1 1 1"),
    ("mmo", "- - 2", "1 2 2"),
    ("mcom", "- - 2 -", "1 1 1 4"),
    ("mocm", "- 1 - -", "1 1 1 4"),
    ("moco", "- 1 - 3", "1 1 3 3"),
    ("mocb", "- 1 - 3", "1 1 3 3"),
    ("mbo", "- - 2", "1 2 2"),
    ("om", "- -", "1 2"),
    ("m/oc", "- - -", "1 2 2"),
    ("mo/c", "- 1 -", "1 1 3"),
]
LETTERS = {"c": Role.CHAIR, "m": Role.MEMBER, "b": Role.OBSERVER, "o": Role.OFFICIAL}


@pytest.mark.parametrize(("speakers", "replies", "threads"), THREADS)
def test_threads(speakers: str, replies: str, threads: str) -> None:
    turns = [
        Turn(LETTERS[speaker], str(item))
        for item, part in enumerate(speakers.split("/"))
        for speaker in part
    ]
    expected = [
        Link(None if reply == "-" else int(reply), int(thread))
        for reply, thread in zip(replies.split(), threads.split(), strict=True)
    ]

    assert links(turns) == expected
    assert len(THREADS) == 11
