"""Listings put together: rows that name one project in one place are one listing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.flat import flat, mended_name, on_one_line
from loaders.project_list.conventions import Conventions
from loaders.project_list.marks import CrossMark, mark_in_name, without_mark
from loaders.project_list.table import Row, Tables
from loaders.records import Department, Listing, ListingRef
from ontology.names import normalised_name


@dataclass(frozen=True, slots=True)
class Named:
    """A project as one cell, or one line of a cell, names it: mended, as printed, and its mark."""

    name: str
    spelling: str
    mark: CrossMark


@dataclass(frozen=True, slots=True)
class Facts:
    """What a row says of the project that it lists."""

    departments: tuple[str, ...] = ()
    description: str = ""
    category: str = ""
    fiscal_year: int | None = None


@dataclass
class _Draft:
    name: str
    order: int
    spellings: dict[str, None] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    descriptions: dict[str, None] = field(default_factory=dict)
    category: str = ""
    fiscal_year: int | None = None
    home: str = ""

    def take(self, facts: Facts) -> None:
        """Add what a row says; where two rows differ the first counts."""
        if facts.description:
            self.descriptions[facts.description] = None
        if facts.category and not self.category:
            self.category, self.fiscal_year = facts.category, facts.fiscal_year


LONGEST_NAME = 300
"""A longer text is no name of a project."""

Key = tuple[str, str, bool]
"""Place, normalised name, whether marked 再掲: what makes two rows one listing."""


class ListingBook:
    """Collects the listings of one document and the departments named in it."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._drafts: dict[Key, _Draft] = {}
        self._orders: Counter[str] = Counter()
        self._departments: dict[str, tuple[str, Row]] = {}

    def add(self, place: str, named: Named, facts: Facts, row: Row) -> Key:
        """Note the project that ``row`` lists in ``place``; return the listing's key."""
        key = (place, normalised_name(named.name), named.mark.marked)
        if key not in self._drafts:
            self._orders[place] += 1
            self._drafts[key] = _Draft(named.name, self._orders[place])
        draft = self._drafts[key]
        draft.spellings[named.spelling] = None
        draft.home = draft.home or named.mark.home
        self.take(key, facts, row)
        return key

    def take(self, key: Key, facts: Facts, row: Row) -> None:
        """Note what ``row`` adds to the listing ``key``."""
        draft = self._drafts[key]
        for department in facts.departments:
            known = normalised_name(department)
            first, _ = self._departments.setdefault(known, (department, row))
            draft.departments.setdefault(known, first)
        draft.take(facts)
        draft.lines.extend(row.lines)

    def reference(self, key: Key) -> ListingRef:
        """Return what points to the listing ``key``."""
        return ListingRef(key[0], self._drafts[key].name)

    def departments(self) -> tuple[Department, ...]:
        """Return every department, with the first row that names it."""
        return tuple(Department(name, self._tables.passages(row.lines))
                     for name, row in self._departments.values())

    def listings(self) -> tuple[Listing, ...]:
        """Return every listing, in the order of the list."""
        return tuple(
            Listing(draft.name, tuple(draft.spellings), place, crossed, draft.order,
                    tuple(draft.departments.values()), self._tables.passages(draft.lines),
                    "\n".join(draft.descriptions), draft.category, draft.fiscal_year, draft.home)
            for (place, _, crossed), draft in self._drafts.items())


def projects_in(cell: str, forms: Conventions, *, numbered: bool) -> list[Named]:
    """Return the projects that ``cell`` names: several where each line begins with a bullet.

    ``numbered`` tells that the list gives its projects numbers or bullets, which are no part of
    their names.
    """
    lines = [line for line in cell.splitlines() if line.strip()]
    begins = [bool(forms.cells.bullet.match(line.strip())) for line in lines]
    if sum(begins) > 1 and begins[0]:
        parts: list[str] = []
        for line, is_new in zip(lines, begins, strict=True):
            if is_new:
                parts.append(line)
            else:
                parts[-1] = f"{parts[-1]}\n{line}"
        found = [_named(part, forms, numbered=True) for part in parts]
    else:
        found = [_named(cell, forms, numbered=numbered)]
    return [named for named in found if named.name]


def are_numbered(cells: Iterable[str], forms: Conventions) -> bool:
    """Whether the names of a list all begin with a number or bullet that parts from the name."""
    names = [without_mark(cell, forms.cells) for cell in cells if cell.strip()]
    return len(names) > 1 and all(_start(name, forms) for name in names)


def _start(name: str, forms: Conventions) -> int:
    """Return how many characters of ``name`` are its number or bullet."""
    found = forms.cells.item.match(name) or forms.cells.bullet.match(name)
    return found.end() if found and found.end() < len(name) else 0


def _named(cell: str, forms: Conventions, *, numbered: bool) -> Named:
    mark = mark_in_name(cell, forms.cells)
    name = without_mark(cell, forms.cells)
    spelling = on_one_line(name).strip()
    if numbered:
        name = name[_start(name, forms):]
    return Named(mended_name("".join(name.splitlines())), spelling, mark)


def category_in(cell: str, forms: Conventions) -> str:
    """Return the class that ``cell`` gives as printed, without a 再掲 mark."""
    bare = without_mark(cell, forms.cells)
    plain = flat(bare)
    if forms.cells.cross_remark.fullmatch(plain) or plain in forms.cells.nothing:
        return ""
    return mended_name(on_one_line(bare))
