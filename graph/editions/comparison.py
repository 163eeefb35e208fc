"""Two inventories compared: every change between them, in an order that nothing else decides."""

from __future__ import annotations

from collections.abc import Iterator

from graph.editions.change import Between, Change, ChangeKind, Thing
from graph.editions.correspondence import correspondence_of
from graph.editions.cover import Cover
from graph.editions.departments import Reorganisations, department_changes
from graph.editions.inventory import Inventory, Project
from graph.editions.movements import Movements, charge_change
from graph.editions.parts import part_changes
from graph.editions.renames import Renames

_SUBJECTS = ("Goal", "Direction", "Measure", "Department", "Project")


def changes_between(earlier: Inventory, later: Inventory) -> tuple[Change, ...]:
    """Return every change from ``earlier`` to ``later``: by kind, then by what it is about.

    What one of them has and the other may merely not cover is UNCOVERED, never ended or new.
    """
    return tuple(sorted(_changes(Between(earlier, later)), key=_order))


def _changes(between: Between) -> Iterator[Change]:
    earlier, later = between.earlier, between.later
    same = correspondence_of(earlier, later)
    forth, back = Cover(earlier, later, same), Cover(later, earlier, same.reversed)
    departments = Reorganisations(earlier, later)
    successors = departments.successors(earlier.departments)
    yield from part_changes(between, same, forth, back)
    yield from department_changes(between, departments, forth, back)
    renamed: set[str] = set()
    for change in Renames(between, forth, back, successors).changes():
        renamed |= {thing.key for thing in change.subjects}
        yield change
    movements = Movements(between, forth, back)
    for key in sorted(earlier.projects.keys() & later.projects.keys()):
        yield from movements.changes(key)
        charge = charge_change(between, key, successors)
        if charge is not None:
            yield charge
    for key in sorted(earlier.projects.keys() - later.projects.keys() - renamed):
        yield _ended_or_new(between, earlier.projects[key], forth)
    for key in sorted(later.projects.keys() - earlier.projects.keys() - renamed):
        yield _ended_or_new(between, later.projects[key], back)


def _ended_or_new(between: Between, project: Project, cover: Cover) -> Change:
    """The project ``project`` stands in one edition alone: ended or new where the other covers all
    of its places. The passages of the other side are where it would stand."""
    covered = cover.covers_all(project)
    would_stand = [cover.counterpart(place.notation) for place in project.places]
    return between.alone(
        Thing("Project", project.key, project.name),
        [Thing.part(cover.inventory.parts[place.notation]) for place in project.places],
        project.quotes, ended=cover.inventory is between.earlier, covered=covered,
        elsewhere=[quote for notation in would_stand if covered and notation
                   for quote in cover.other.parts[notation].quotes])


def _order(change: Change) -> tuple[int, int, tuple[Thing, ...], str]:
    return (_SUBJECTS.index(change.subject_kind), list(ChangeKind).index(change.kind),
            change.subjects, change.identifier)
