"""The datasets of the seed documents and of the packaged sample, built once for all tests here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SEED_NAMES = ("000_ec8edc479ff8b9c1.txt", "003_5f72961db3b05a05.txt")


@pytest.fixture(scope="session")
def seed_dataset(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset folder made of both seed documents by ``shisaku build``."""
    folder = tmp_path_factory.mktemp("seed-dataset") / "data"
    documents = [str(seeds / name) for name in SEED_NAMES]
    command = [sys.executable, "-m", "shisaku", "build", *documents, "--into", str(folder)]
    environment = os.environ | {"PYTHONHASHSEED": "0", "LANG": "C.UTF-8"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8",
                          env=environment)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def sample_dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset that ``shisaku demo`` makes."""
    folder = tmp_path_factory.mktemp("sample-dataset")
    done = subprocess.run([sys.executable, "-m", "shisaku", "demo", "--into", str(folder)],
                          check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return folder / "data"
