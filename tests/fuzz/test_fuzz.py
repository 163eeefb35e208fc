"""The readers on files drawn at random: by hypothesis here, guided by coverage in atheris."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]
RUNS = 1_000
"""How many inputs atheris tries in the suite; ``harness.py`` tells how to try more."""

# Inputs on which a reader once failed: the target, and what the fuzzer gave it.
FOUND: list[tuple[str, bytes]] = [
    # A row below the headings that looks like more of them and leaves no column of projects.
    ("csv", b"//\xda\xe7/" + b"\x18" * 57 + b"/2\x08\x06\x08\x08"),
    # A part of a package with a flag that the library of archives refuses in its own words.
    ("docx", b"\xfeN\xba\xb1\xb1\xb0NNNNN\x00"),
    # Letters that are no Roman number.
    ("bytes", b"VV"),
    ("csv", "基本目標,事業名,担当課\nVV　目標,事業,課\n".encode()),
]


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400))
def test_a_file_is_read_or_refused_and_its_lines_are_accounted_for(
    target: str, data: bytes
) -> None:
    TARGETS[target](data)


@pytest.mark.parametrize(("target", "data"), FOUND)
def test_what_was_found_stays_mended(target: str, data: bytes) -> None:
    TARGETS[target](data)


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None,
                    reason="atheris is not installed: its wheels are for Linux and Python < 3.14")
@pytest.mark.parametrize("target", TARGETS)
def test_no_input_that_coverage_leads_to_breaks_a_reader(target: str, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests" / "fuzz" / "harness.py"), target,
               f"-runs={RUNS}", "-max_len=400", "-seed=1", f"-artifact_prefix={tmp_path}/"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path,
                          env=environment)
    assert done.returncode == 0, done.stderr[-3_000:]
