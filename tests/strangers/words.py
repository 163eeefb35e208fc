"""The words of ``words.toml``."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_DATA = tomllib.loads(files("tests.strangers").joinpath("words.toml").read_text(encoding="utf-8"))

GOALS: list[str] = _DATA["goals"]
DIRECTIONS: list[str] = _DATA["directions"]
MEASURES: list[str] = _DATA["measures"]
PROJECTS: list[str] = _DATA["projects"]
DEPARTMENTS: list[str] = _DATA["departments"]
DONE: list[str] = _DATA["done"]
PLANNED: list[str] = _DATA["planned"]
ABOUT: list[str] = _DATA["about"]
HEADS: str = _DATA["heads"]
TAILS: list[str] = _DATA["tails"]
KINDS: list[str] = _DATA["kinds"]
