"""Whose list it is: the municipality from the list's own columns, or as the caller knows it."""

from __future__ import annotations

import unicodedata

from loaders.project_list import faults
from loaders.project_list.table import Row, Tables
from loaders.records import Municipality
from ontology.municipalities import by_code, by_name, check_digit
from ontology.names import normalised_name


def code_in(cell: str, name: str, row: Row) -> str:
    """Return the six-digit code that ``cell`` gives, "" for an empty cell.

    Five digits are a code without its check digit, or one whose leading zero a spreadsheet took.
    """
    digits = unicodedata.normalize("NFKC", cell).strip()
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdecimal() and len(digits) in (5, 6)):
        raise faults.bad_code(name, row.number, cell)
    if len(digits) == 6:
        return digits
    padded, completed = f"0{digits}", digits + check_digit(digits)
    lost_zero = check_digit(padded[:5]) == padded[5] and by_code(completed) is None
    return padded if lost_zero else completed


class Owner:
    """Gathers code and name of the one municipality that the rows name; ``row`` is the first."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._file = tables.source.name
        self._code = ""
        self._name = ""
        self.row: Row | None = None

    def note(self, code_cell: str, name_cell: str, row: Row) -> None:
        """Take what ``row`` says; DocumentError where it names another than the rows above."""
        code = code_in(code_cell, self._file, row)
        name = name_cell.strip()
        if self._code and code and code != self._code:
            raise faults.two_municipalities(self._file, row.number, self._code, code)
        if self._name and name and normalised_name(name) != normalised_name(self._name):
            raise faults.two_municipalities(self._file, row.number, self._name, name)
        if (code or name) and self.row is None:
            self.row = row
        self._code, self._name = self._code or code, self._name or name

    def municipality(self, given: Municipality | None) -> Municipality:
        """Return the municipality of the list; ``given`` fills in what the list does not say.

        Raises DocumentError where both together do not tell one municipality.
        """
        if self.row is None:
            if given is None:
                raise faults.no_municipality(self._file, "")
            return given
        code = self._code or self._code_of_name(given)
        name = self._name or self._name_of_code(given)
        return Municipality(code, name, self._tables.passages(self.row.lines))

    def _code_of_name(self, given: Municipality | None) -> str:
        if given is not None and normalised_name(given.name) == normalised_name(self._name):
            return given.code
        known = by_name(self._name)
        if len(known) != 1:
            raise faults.no_municipality(self._file, self._name)
        return known[0].code

    def _name_of_code(self, given: Municipality | None) -> str:
        if given is not None and given.code == self._code:
            return given.name
        known = by_code(self._code)
        if known is None:
            raise faults.no_municipality(self._file, self._code)
        return known.name
