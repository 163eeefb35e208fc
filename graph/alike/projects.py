"""For each project of a municipality, the alike projects of all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.alike.gathering import Project
from graph.alike.names import Names, limits
from ontology.names import normalised_name


@dataclass(frozen=True, slots=True)
class Other:
    """A project of another municipality and how alike its name is (0–1); ``same`` is true where
    the two names are one, as the graph compares names."""

    project: Project
    score: float
    same: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """A project with the alike ones of other municipalities, the most alike first; one at least."""

    project: Project
    others: tuple[Other, ...]


def alike_projects(
    projects: Sequence[Project], municipality: str | None = None
) -> Iterator[Alike]:
    """Yield what is alike among ``projects``, in their order: for the projects of ``municipality``
    (its IRI), or for all. Within one municipality nothing is compared."""
    having: defaultdict[str, list[Project]] = defaultdict(list)
    for project in projects:
        having[normalised_name(project.name)].append(project)
    having.pop("", None)
    names = Names(having, limits())
    for project in projects:
        if municipality in (None, project.municipality.iri):
            key = normalised_name(project.name)
            found = [Other(other, score, name == key)
                     for name, score in ((key, 1.0), *names.alike(key))
                     for other in having.get(name, ())
                     if other.municipality != project.municipality]
            if found:
                yield Alike(project, tuple(sorted(found, key=_order)))


def _order(other: Other) -> tuple[bool, float, str, str, str]:
    project = other.project
    return (not other.same, -other.score, project.municipality.code, project.name, project.iri)
