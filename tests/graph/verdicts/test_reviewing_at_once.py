"""Verdicts of many at once, and of those who are killed: each is kept whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from graph import swap
from graph.dataset_parts import DatasetParts
from graph.reviewing import record_verdict
from graph.verdicts import current
from graph.writing import write_dataset
from ontology.errors import DatasetError
from tests.graph.verdicts.conftest import (
    BASE,
    FRAGMENTATION,
    ID,
    NO,
    SURE,
    UNREPORTED,
    YES,
    siblings,
    status,
    whole,
)

REVIEW = """
import sys
from datetime import date
from pathlib import Path
from graph.reviewing import Opinion, record_verdict
from graph.verdicts import Judgement
target, number = Path(sys.argv[1]), int(sys.argv[2])
for round in range(3):
    record_verdict(target, Opinion(sys.argv[3], list(Judgement)[(number + round) % 3],
                                   f"担当{number}", date(2026, 4, 1), f"{round}回目"), patience=60)
"""


@pytest.mark.slow
def test_eight_processes_lose_no_verdict(target: Path) -> None:
    names = [ID, FRAGMENTATION.identifier(BASE), UNREPORTED.identifier(BASE), SURE] * 2
    running = [subprocess.Popen([sys.executable, "-c", REVIEW, target, str(number), name])
               for number, name in enumerate(names)]
    assert [process.wait() for process in running] == [0] * 8

    verdicts = whole(target).verdicts()
    assert len(verdicts) == 24
    for number in range(8):
        own = [verdict.reason for verdict in verdicts if verdict.reviewer == f"担当{number}"]
        assert own == ["0回目", "1回目", "2回目"]
    for finding, verdict in current(verdicts).items():
        if "/finding/" in finding:
            assert status(target, finding.rpartition("/")[2]) == verdict.status
    assert siblings(target) == []


def test_waiting_comes_to_an_end(target: Path) -> None:
    with swap.build_lock(target):
        begun = time.monotonic()
        with pytest.raises(DatasetError, match="another process"):
            record_verdict(target, NO, patience=0.3)
        assert 0.3 <= time.monotonic() - begun < 5
    record_verdict(target, NO)


def test_a_build_waits_for_a_verdict(target: Path, parts: DatasetParts) -> None:
    with swap.build_lock(target):
        builder = Thread(target=write_dataset, args=(target, parts))
        builder.start()
        time.sleep(0.2)
        assert builder.is_alive()
    builder.join()
    assert siblings(target) == []
    assert whole(target).verdicts() == ()


REVIEWERS = """
import os, sys
from datetime import date
from pathlib import Path
from graph.reviewing import Opinion, record_verdict
from graph.verdicts import Judgement
target, name = Path(sys.argv[1]), sys.argv[2]
for line in sys.stdin:
    reviewer = os.fork()
    if reviewer == 0:
        number = 0
        while True:
            number += 1
            record_verdict(target, Opinion(name, list(Judgement)[number % 3], f"担当{line.strip()}",
                                           date(2026, 4, 1), f"{number}"))
            print(number, flush=True)
    print(reviewer, flush=True)
    os.waitpid(reviewer, 0)
    print("dead", flush=True)
"""
KILLS = 40
LONGEST_LIFE = 3
"""How long a reviewer lives at most, in times that one verdict takes here."""


@pytest.mark.slow
def test_a_killed_review_leaves_the_verdict_or_not(target: Path) -> None:
    begun = time.monotonic()
    record_verdict(target, YES)
    longest = LONGEST_LIFE * (time.monotonic() - begun)
    moment = Random(20260401)
    counts = []
    with subprocess.Popen([sys.executable, "-c", REVIEWERS, target, ID], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for kill in range(KILLS):
            process.stdin.write(f"{kill}\n")
            process.stdin.flush()
            reviewer = int(process.stdout.readline())
            time.sleep(moment.uniform(0, longest))
            os.kill(reviewer, signal.SIGKILL)
            told = 0
            while (line := process.stdout.readline().strip()) != "dead":
                told = int(line)
            own = [each.reason for each in whole(target).verdicts()
                   if each.reviewer == f"担当{kill}"]
            assert own == [str(number + 1) for number in range(len(own))]
            assert len(own) - told in (0, 1)
            counts.append(len(own))
    assert min(counts) == 0 < max(counts)
    record_verdict(target, YES)
    assert siblings(target) == []
