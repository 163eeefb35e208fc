"""The departments that one cell names: parted by signs, spaces or lines, or one in two lines."""

from __future__ import annotations

import re

from loaders.flat import flat, mended_name
from loaders.project_list.conventions import DepartmentForms

LONGEST = 1000
"""A longer text names no departments."""
SHORTEST = 3
"""A shorter line that ends as everyday words do, too (社会, 学校), is the beginning of a name."""


def departments_in(cell: str, forms: DepartmentForms) -> list[str]:
    """Return the names of the departments in ``cell``, as printed; ・ and spaces part two names
    only where both sides end as departments do."""
    found: list[str] = []
    if len(cell) > LONGEST:
        return []
    for part in forms.between.split(cell):
        for piece in _lines(part, forms):
            for name in _words(piece, forms):
                found.extend(_middle(name, forms))
    named = (_named(mended_name(name), forms) for name in found)
    return list(dict.fromkeys(name for name in named if name))


def _lines(part: str, forms: DepartmentForms) -> list[str]:
    """Join the lines that make one name: a line that ends as no department goes on in the next,
    a bracket and a bare ending (事務局) belong to what stands before them."""
    pieces: list[str] = []
    for line in filter(str.strip, part.splitlines()):
        if pieces and _belong(pieces[-1], line, forms):
            pieces[-1] = pieces[-1].rstrip() + line.strip()
        else:
            pieces.append(line)
    return pieces


def _words(piece: str, forms: DepartmentForms) -> list[str]:
    words: list[str] = []
    for word in piece.split():
        if words and not are_two(words[-1], word, forms):
            words[-1] = f"{words[-1]} {word}"
        else:
            words.append(word)
    return words


def are_two(before: str, word: str, forms: DepartmentForms) -> bool:
    """Whether a space between ``before`` and ``word`` parts two departments: both end as names do;
    a unit under another (部, then 課) belongs to it."""
    first, second = flat(before), flat(word)
    is_under = _rank(second, forms) > _rank(first, forms)
    return bool(forms.strict.search(first) and forms.ending.search(second) and not is_under)


def _rank(name: str, forms: DepartmentForms) -> int:
    """Return how far below the top a unit stands by its name, 0 where the name does not tell."""
    return next((rank for rank, endings in enumerate(forms.ranks) if endings.search(name)), 0)


def _belong(before: str, after: str, forms: DepartmentForms) -> bool:
    first, second = flat(before), flat(after)
    if second.startswith(("(", "[", "【", "<", "・")):
        return True
    if forms.ending.fullmatch(second) or (len(first) < SHORTEST and not forms.strict.search(first)):
        return True
    return not forms.ending.search(re.sub(r"\(.*?\)$", "", first))


def _middle(name: str, forms: DepartmentForms) -> list[str]:
    parts = forms.middle.split(name)
    found = [parts[0]]
    for part in parts[1:]:
        if _alike(found[-1], part, forms) or (forms.strict.search(flat(found[-1])) and (
                forms.ending.search(flat(part)) or part is not parts[-1])):
            found.append(part)
        else:
            found[-1] = f"{found[-1]}・{part}"
    if not forms.ending.search(flat(found[-1])) and len(found) > 1:
        return [name]
    return found


def _alike(before: str, after: str, forms: DepartmentForms) -> bool:
    rank = forms.same_rank.search(flat(before))
    return bool(rank and flat(after).endswith(rank.group()))


def _named(name: str, forms: DepartmentForms) -> str:
    alone = forms.others.sub("", name)
    kept = alone if forms.ending.search(flat(alone)) else name
    return "" if flat(kept) in forms.general or kept in forms.nothing else kept
