"""IRIs from keys: the same key gives the same IRI on every machine, in ASCII only.

Names become the first 16 hexadecimal digits of the SHA-256 of the normalised name, so a
project's IRI is the same in next year's edition; a mark that is not ASCII (ア) becomes its code
points (u30a2).
"""

import hashlib
from dataclasses import dataclass

from ontology.names import mend_characters, normalised_name

DEFAULT_BASE = "https://w3id.org/shisaku/id/"


def key_digest(*parts: str) -> str:
    """Return 16 hexadecimal digits for ``parts``; their boundaries count."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def slug(mark: str) -> str:
    """Return ``mark`` as ASCII: letters, digits, "-" stay, anything else as its code point."""
    mended = mend_characters(mark)
    return "".join(c if c.isascii() and (c.isalnum() or c == "-") else f"u{ord(c):x}"
                   for c in mended)


@dataclass(frozen=True, slots=True)
class Iris:
    """Makes every IRI of one municipality's graph below ``base`` (which ends in "/")."""

    base: str
    code: str

    @property
    def municipality(self) -> str:
        return f"{self.base}{self.code}"

    def strategy(self, edition: int | None) -> str:
        return f"{self.municipality}/strategy/{'unstated' if edition is None else edition}"

    def goal(self, edition: int | None, notation: str) -> str:
        return f"{self.strategy(edition)}/goal/{slug(notation)}"

    def direction(self, edition: int | None, notation: str) -> str:
        return f"{self.strategy(edition)}/direction/{slug(notation)}"

    def measure(self, edition: int | None, notation: str) -> str:
        return f"{self.strategy(edition)}/measure/{slug(notation)}"

    def project(self, name: str) -> str:
        return f"{self.municipality}/project/{key_digest(normalised_name(name))}"

    def department(self, name: str) -> str:
        return f"{self.municipality}/department/{key_digest(normalised_name(name))}"

    def named_plan(self, name: str) -> str:
        return f"{self.municipality}/plan/{key_digest(normalised_name(name))}"

    def listing(self, project: str, listed_in: str) -> str:
        return f"{self.municipality}/listing/{key_digest(project, listed_in)}"

    def report(self, sha256: str, key: str) -> str:
        return f"{self.municipality}/report/{key_digest(sha256, key)}"

    def figure(self, within: str, number: int) -> str:
        return f"{self.municipality}/figure/{key_digest(within, str(number))}"

    def listed_figure(self, sha256: str, listing: str, number: int) -> str:
        return f"{self.municipality}/figure/{key_digest(sha256, listing, str(number))}"

    def evaluation(self, sha256: str, listing: str, number: int) -> str:
        return f"{self.municipality}/evaluation/{key_digest(sha256, listing, str(number))}"

    def mention(self, within: str, target: str, matched_text: str) -> str:
        return f"{self.municipality}/mention/{key_digest(within, target, matched_text)}"

    def meeting(self, series: str, fiscal_year: int, number: int) -> str:
        digest = key_digest(normalised_name(series))
        return f"{self.municipality}/meeting/{digest}-{fiscal_year}-{number}"

    def agenda_item(self, meeting: str, notation: str) -> str:
        return f"{meeting}/agenda/{slug(notation.replace('(', '-').replace(')', ''))}"

    def material(self, meeting: str, number: str) -> str:
        return f"{meeting}/material/{slug(number)}"

    def statement(self, meeting: str, order: int) -> str:
        return f"{meeting}/statement/{order}"

    def change(self, identifier: str) -> str:
        return f"{self.municipality}/change/{identifier}"

    def correction(self, key: str) -> str:
        return f"{self.municipality}/correction/{key_digest(key)}"

    def document(self, sha256: str) -> str:
        return f"{self.municipality}/document/{sha256[:16]}"

    def document_graph(self, sha256: str) -> str:
        return f"{self.document(sha256)}/graph"

    def passage(
        self, sha256: str, first: int, last: int, parts: tuple[int, int] = (0, 0)
    ) -> str:
        """``parts`` tells which parts of the first and the last line it holds, where the end of a
        page parts one."""
        place = f"{first}-{last}" if parts == (0, 0) else f"{first}.{parts[0]}-{last}.{parts[1]}"
        return f"{self.document(sha256)}/lines/{place}"

    def fiscal_year(self, year: int) -> str:
        return f"{self.base}fiscal-year/{year}"

    @property
    def derived_graph(self) -> str:
        return f"{self.base}graph/derived"

    @property
    def findings_graph(self) -> str:
        return f"{self.base}graph/findings"

    @property
    def verdicts_graph(self) -> str:
        return f"{self.base}graph/verdicts"
