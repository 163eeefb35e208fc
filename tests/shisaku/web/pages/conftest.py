"""The pages over the packaged sample, asked of a server as users run it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shisaku.web.client import Server, served
from tests.shisaku.web.pages.asking import Reader


@pytest.fixture(scope="session")
def page_server(sample_dataset: Path) -> Iterator[Server]:
    """A server over the sample."""
    with served(sample_dataset) as running:
        yield running


@pytest.fixture
def pages(page_server: Server) -> Reader:
    """A reader without cookies."""
    return Reader(page_server)
