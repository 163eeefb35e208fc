"""The forms of tables without ruling: those of progress tables, and ``unruled.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from loaders.forms import conventions_of
from loaders.progress.conventions import Conventions as TableForms
from loaders.progress.conventions import conventions as table_forms


@dataclass(frozen=True, slots=True)
class Conventions:
    """Compiled patterns; ``table`` holds those of progress tables."""

    table: TableForms
    department: re.Pattern[str]
    project_of_row: re.Pattern[str]
    fillers: re.Pattern[str]
    caption: re.Pattern[str]
    paragraph_end: re.Pattern[str]
    heading: re.Pattern[str]
    note: re.Pattern[str]
    between_names: re.Pattern[str]
    name_mark: re.Pattern[str]


@conventions_of("unruled.toml")
def conventions(data: dict[str, Any]) -> Conventions:
    """Return the conventions, compiled once."""
    return Conventions(
        table=table_forms(),
        department=re.compile(data["heading"]["department"]),
        project_of_row=re.compile(data["heading"]["project_of_row"]),
        fillers=re.compile(data["heading"]["fillers"]),
        caption=re.compile(data["heading"]["caption"]),
        paragraph_end=re.compile(data["paragraph"]["end"]),
        heading=re.compile(data["paragraph"]["heading"]),
        note=re.compile(data["notes"]["mark"]),
        between_names=re.compile(data["labels"]["between"]),
        name_mark=re.compile(data["labels"]["mark"]),
    )
