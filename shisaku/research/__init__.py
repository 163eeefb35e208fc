"""A dataset in Python, for notebooks: questions, findings, networks and maps in a few words."""

from __future__ import annotations

from shisaku.research.opened import Opened
from shisaku.research.picture import Picture
from shisaku.research.table import Table

__all__ = ["Opened", "Picture", "Table"]
