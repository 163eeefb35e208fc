"""A fictional city's report and the ways in which it may be set: the oracle and the choices."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ontology.municipalities import by_code, check_digit, known_municipalities
from tests.strangers import words


@dataclass(frozen=True, slots=True)
class Told:
    """What departments tell of a direction; ``projects`` names what they carry on."""

    departments: tuple[str, ...]
    measure: int
    projects: tuple[str, ...]
    result: tuple[str, ...]
    plan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A project in a list."""

    name: str
    cross: bool
    measure: int
    departments: tuple[str, ...]
    result: tuple[str, ...]
    plan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A direction with its measures, (label, description) each."""

    label: str
    measures: tuple[tuple[str, str], ...]
    listed: tuple[Listed, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Stem:
    """A goal."""

    label: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A city with its strategy; ``year`` counts from 令和元年 as 1."""

    name: str
    code: str
    edition: int
    year: int
    stems: tuple[Stem, ...]


def town(seed: int, large: bool = False) -> Town:
    """Return the city of ``seed``."""
    random = Random(f"stranger {seed}")
    stems_known = {known.name[:-1] for known in known_municipalities()}
    stem = next(
        name
        for name in iter(lambda: random.choice(words.HEADS) + random.choice(words.TAILS), None)
        if name not in stems_known
    )
    five = next(
        five
        for five in iter(lambda: f"{random.randint(1, 47):02}{random.randint(201, 699)}", None)
        if by_code(five + check_digit(five)) is None
    )
    branches = random.sample(words.DIRECTIONS, len(words.DIRECTIONS))
    measures = random.sample(words.MEASURES, len(words.MEASURES))
    projects = random.sample(words.PROJECTS, len(words.PROJECTS))
    listed_before: list[Listed] = []
    goals = []
    for goal in random.sample(words.GOALS, random.randint(2, 4)):
        own = []
        for _ in range(random.randint(1, 3)):
            own.append(_branch(random, branches.pop(), measures, projects, listed_before, large))
        goals.append(Stem(goal, tuple(own)))
    return Town(
        stem + random.choice(words.KINDS),
        five + check_digit(five),
        random.randint(1, 3),
        random.randint(2, 7),
        tuple(goals),
    )


def _branch(
    random: Random,
    label: str,
    measures: list[str],
    projects: list[str],
    before: list[Listed],
    large: bool,
) -> Branch:
    own = [(measures.pop(), random.choice(words.ABOUT)) for _ in range(random.randint(1, 2))]
    departments = random.sample(words.DEPARTMENTS, random.randint(2, 4))
    groups: list[tuple[str, ...]] = [(name,) for name in departments]
    if len(groups) > 2 and random.random() < 0.4:
        groups = [(*groups[0], *groups[1]), *groups[2:]]
    listed: list[Listed] = []
    for number in range(random.randint(2, 6)):
        measure = min(len(own) - 1, number * len(own) // 4)
        group = random.choice(groups)
        others = [one for one in before if one.name not in {each.name for each in listed}]
        cross = bool(others) and random.random() < 0.25
        name = random.choice(others).name if cross else projects.pop() if projects else ""
        if not name:
            break
        listed.append(Listed(name, cross, measure, group, *_texts(random, (name,), large)))
    before += [one for one in listed if not one.cross]
    told = []
    for group in groups:
        names = tuple(one.name for one in listed if one.departments == group)
        result, plan = _texts(random, names or ("その他の取組",), large)
        told.append(Told(group, random.randrange(len(own)), names, result, plan))
    told.sort(key=lambda one: one.measure)
    listed.sort(key=lambda one: one.measure)
    return Branch(label, tuple(own), tuple(listed), tuple(told))


def _texts(random: Random, names: tuple[str, ...], large: bool) -> tuple[tuple[str, ...], ...]:
    found = []
    for forms in (words.DONE, words.PLANNED):
        texts = []
        for name in names:
            for form in random.sample(forms, random.randint(1, 5 if large else 2)):
                texts.append(
                    form.format(
                        name=name, n=random.randint(2, 98), m=f"{random.randint(100, 4000):,}"
                    )
                )
        found.append(tuple(texts) if random.random() > 0.12 else ())
    return tuple(found)
