"""再掲: how a list marks a project that stands elsewhere, too, and where it says it is at home."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.flat import flat
from loaders.project_list.conventions import CellForms


@dataclass(frozen=True, slots=True)
class CrossMark:
    """Whether a listing is marked, and the printed number of its home ("" where none is told)."""

    marked: bool
    home: str = ""

    def beside(self, other: CrossMark) -> CrossMark:
        """Return what two cells of one row tell together."""
        return CrossMark(self.marked or other.marked, self.home or other.home)


NONE = CrossMark(False)


def mark_in_name(cell: str, forms: CellForms) -> CrossMark:
    """Return the mark that stands beside a name in its cell."""
    found = forms.cross_mark.search(cell.strip())
    return CrossMark(True, _told(found, forms)) if found else NONE


def without_mark(cell: str, forms: CellForms) -> str:
    """Return ``cell`` without every 再掲 mark."""
    return forms.cross_mark.sub("", cell.strip()).strip()


def mark_in_column(cell: str, forms: CellForms) -> CrossMark:
    """Return what a cell of a column of marks tells: anything but nothing is a mark."""
    plain = flat(cell)
    if not plain or plain in forms.unmarked or plain in forms.nothing:
        return NONE
    home = plain if any(sign in plain for sign in "-(") else ""
    found = forms.cross_mark.search(cell.strip()) or forms.cross_remark.fullmatch(plain)
    return CrossMark(True, _told(found, forms) if found else _home(home, forms))


def mark_in_class(cell: str, forms: CellForms) -> CrossMark:
    """Return what a cell of classes tells (新規, 継続（再掲）)."""
    if not forms.cross_class.search(cell):
        return NONE
    found = forms.cross_mark.search(cell.strip()) or forms.cross_remark.fullmatch(flat(cell))
    return CrossMark(True, _told(found, forms) if found else "")


def mark_in_remarks(cell: str, forms: CellForms) -> CrossMark:
    """Return the mark of a remark that says nothing else."""
    found = forms.cross_remark.fullmatch(flat(cell))
    return CrossMark(True, _told(found, forms)) if found else NONE


def _told(found: re.Match[str], forms: CellForms) -> str:
    told = next(filter(None, found.groupdict().values()), "")
    return _home(told, forms)


def _home(printed: str, forms: CellForms) -> str:
    found = forms.home.search(flat(printed))
    return found.group() if found else ""
