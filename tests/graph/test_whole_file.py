"""A file appears whole, with a new file's rights, or not at all."""

import os
from pathlib import Path

import pytest

from graph.whole_file import whole_file


def test_it_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(b"old")
    with whole_file(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["map.html"]


def fail_half_way(path: Path) -> None:
    with whole_file(path) as file:
        file.write(b"half")
        raise ValueError("half way")


def test_nothing_is_left_of_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="half way"):
        fail_half_way(path)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["map.html"]


def test_others_may_read_it_where_they_may_read_any_new_file(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with whole_file(tmp_path / "map.html") as file:
            file.write(b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "map.html").stat().st_mode & 0o777 == 0o644
