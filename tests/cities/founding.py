"""A seed → a fictional city, the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from ontology.municipalities import by_code, check_digit, known_municipalities
from ontology.names import normalised_name
from tests.cities.truth import (
    City,
    Direction,
    Entry,
    Goal,
    Item,
    Listing,
    Measure,
    Meeting,
    Report,
    Statement,
)
from tests.cities.words import WORDS

STYLES = ("points", "points", "headed", "square", "bracket", "prose", "circle")
"""How a report is set: items with ・; sentences under ・name, ■name or 【name】; sentences alone;
items with ○."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much a city has, as ranges: (least, most)."""

    goals: tuple[int, int]
    directions: tuple[int, int]
    measures: tuple[int, int]
    projects: tuple[int, int]
    reports: tuple[int, int]


SMALL = Size((2, 2), (1, 2), (1, 2), (2, 6), (1, 3))
MIDDLE = Size((2, 3), (2, 2), (1, 3), (3, 8), (2, 4))
USUAL = Size((3, 5), (2, 5), (1, 4), (2, 12), (1, 6))
LARGE = Size((5, 5), (4, 5), (2, 3), (6, 10), (4, 6))
SIZES = {"small": SMALL, "middle": MIDDLE, "usual": USUAL, "large": LARGE}


def found(seed: int, size: Size = USUAL) -> City:
    """Return the city of ``seed``."""
    random = Random(f"city {seed}")
    name = _place_name(random)
    goals = _Strategy(random, size).goals()
    departments = tuple(dict.fromkeys(
        department
        for goal in goals
        for direction in goal.directions
        for report in direction.reports
        for department in report.departments
    ))
    year = random.randint(2020, 2025)
    city = City(seed, _code(random), name, random.randint(1, 3), year, goals, departments,
                Meeting("", year, 1, date(year, 4, 1), 0, 0, ()), ())
    return replace(city, meeting=_meeting(random, city), entries=_entries(random, city))


def _place_name(random: Random) -> str:
    stems = {known.name[:-1] for known in known_municipalities()}
    while True:
        stem = random.choice(WORDS.place_heads) + random.choice(WORDS.place_tails)
        if stem not in stems:
            return stem + random.choice(WORDS.place_kinds)


def _code(random: Random) -> str:
    while True:
        five = f"{random.randint(1, 47):02}{random.randint(201, 699)}"
        if by_code(five + check_digit(five)) is None:
            return five + check_digit(five)


class _Strategy:
    """Draws goals and what stands under them; no project's name is a part of another's."""

    def __init__(self, random: Random, size: Size) -> None:
        self.random, self.size = random, size
        self.labels = random.sample(WORDS.direction_labels, len(WORDS.direction_labels))
        self.measure_labels = list(WORDS.measure_labels)
        self.departments = random.sample(WORDS.departments, len(WORDS.departments))
        self.keys: list[str] = []
        self.homes: list[Listing] = []

    def goals(self) -> tuple[Goal, ...]:
        count = self.random.randint(*self.size.goals)
        drawn = tuple(
            Goal(label, tuple(
                self._direction() for _ in range(self.random.randint(*self.size.directions))
            ))
            for label in WORDS.goal_labels[:count]
        )
        return _with_empty_cells(self.random, _with_repeated_text(self.random, drawn))

    def _direction(self) -> Direction:
        random = self.random
        labels = random.sample(self.measure_labels, random.randint(*self.size.measures))
        measures = tuple(Measure(label, self._description()) for label in labels)
        groups = self._groups(random.randint(*self.size.reports), len(measures))
        listings = self._listings(groups, len(measures))
        reports = tuple(
            self._report(departments, measure, listings) for departments, measure in groups
        )
        return Direction(self.labels.pop(), measures, listings, reports)

    def _description(self) -> tuple[str, ...]:
        random = self.random
        first = f"{random.choice(WORDS.need)}、{random.choice(WORDS.aim)}"
        return (first, *random.sample(WORDS.also, random.randint(0, 2)))

    def _groups(self, count: int, measures: int) -> list[tuple[tuple[str, ...], int]]:
        """Return who reports, each on a measure: every department once, a few of them jointly;
        every measure has somebody."""
        random = self.random
        count = max(count, measures)
        drawn = random.sample(self.departments[:34], 2 * count)
        groups = []
        for index in range(count):
            joint = 2 if random.random() < 0.15 else 1
            place = index if index < measures else random.randrange(measures)
            groups.append((tuple(drawn[2 * index : 2 * index + joint]), place))
        return sorted(groups, key=lambda group: group[1])

    def _listings(
        self, groups: list[tuple[tuple[str, ...], int]], measures: int
    ) -> tuple[Listing, ...]:
        random = self.random
        found: list[Listing] = []
        for index in range(max(random.randint(*self.size.projects), measures)):
            measure = index if index < measures else random.randrange(measures)
            owners = [group for group, place in groups if place == measure]
            listing = Listing(self._name(), False, measure, random.choice(owners))
            if self.homes and index >= measures and random.random() < 0.25:
                home = random.choice(self.homes)
                if home.name not in {other.name for other in found}:
                    listing = Listing(home.name, True, measure, home.departments)
            found.append(listing)
        self.homes.extend(listing for listing in found if not listing.cross)
        return tuple(sorted(found, key=lambda listing: listing.measure))

    def _name(self) -> str:
        random = self.random
        while True:
            topic, other = random.sample(WORDS.topics, 2)
            tail = random.choice(WORDS.tails)
            name = random.choice(WORDS.heads) + topic + tail
            if random.random() < 0.3:
                name = random.choice(WORDS.special_names).format(t=topic, s=other, u=tail)
            key = normalised_name(name)
            if not any(key in taken or taken in key for taken in self.keys):
                self.keys.append(key)
                return name

    def _report(
        self, departments: tuple[str, ...], measure: int, listings: tuple[Listing, ...]
    ) -> Report:
        random = self.random
        own: list[Listing | None] = [
            listing for listing in listings
            if listing.departments == departments and listing.measure == measure
        ]
        style = random.choice(STYLES)
        items = [self._item(style, listing) for listing in own or [None]]
        if style in ("points", "circle") and random.random() < 0.4:
            last = items[-1]
            more = last.plan[0][0] + "取組の効果を検証し、次年度以降の進め方を検討する。"
            items[-1] = replace(last, plan=(*last.plan, more))
        return Report(departments, measure, tuple(items))

    def _item(self, style: str, listing: Listing | None) -> Item:
        random = self.random
        count = random.randint(1, 4)
        sentences: list[tuple[str, ...]] = [
            (*self._sentence(), self._sentence()[1]) for _ in range(count)]
        head: tuple[str, ...] = ()
        name = listing.name if listing else None
        again = "【再掲】" if listing and listing.cross and random.random() < 0.7 else ""
        mark = {"circle": "○", "points": "・", "square": "・"}.get(style, "　")
        if name is not None and style in ("points", "circle", "prose"):
            sentences[0] = tuple(f"{name}により、{text}" for text in sentences[0])
        elif name is not None:
            head = ({"headed": f"・{name}{again}", "square": f"■{name}{again}",
                     "bracket": f"【{name}】"}[style],)
        done, planned, earlier = (
            (*head, *(mark + text for text in column))
            for column in zip(*sentences, strict=True))
        return Item(name, done, planned, earlier)

    def _sentence(self) -> tuple[str, str]:
        random = self.random
        number, many = random.randint(2, 48), random.randint(60, 4800)
        values = {"n": number, "m": f"{many:,}", "k": random.randint(1, 9),
                  "o": random.choice(WORDS.objects), "w": random.choice(WORDS.places)}
        done, planned = random.choice(WORDS.sentences)
        lead = random.choice(WORDS.leads)
        return lead + done.format(**values), lead + planned.format(**values)


Place = tuple[int, int, int]
"""Goal, direction and report, each counted from 0."""


def _places(goals: tuple[Goal, ...]) -> dict[Place, Report]:
    return {
        (first, second, third): report
        for first, goal in enumerate(goals)
        for second, direction in enumerate(goal.directions)
        for third, report in enumerate(direction.reports)
    }


def _put(goals: tuple[Goal, ...], place: Place, report: Report) -> tuple[Goal, ...]:
    goal = goals[place[0]]
    direction = goal.directions[place[1]]
    reports = (*direction.reports[: place[2]], report, *direction.reports[place[2] + 1 :])
    changed = replace(direction, reports=reports)
    directions = (*goal.directions[: place[1]], changed, *goal.directions[place[1] + 1 :])
    return (*goals[: place[0]], replace(goal, directions=directions), *goals[place[0] + 1 :])


def _with_repeated_text(random: Random, goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
    """Let one department say the same in two directions, as departments do."""
    places = _places(goals)
    one, other = random.sample(sorted(places), 2) if len(places) > 3 else ((0, 0, 0), (0, 0, 0))
    source, there = places[one], goals[other[0]].directions[other[1]]
    if one[:2] == other[:2] or source.departments in {r.departments for r in there.reports}:
        return goals
    return _put(goals, other, replace(source, measure=places[other].measure))


def _with_empty_cells(random: Random, goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
    """Empty up to two cells, each of another report."""
    places = _places(goals)
    for place in random.sample(sorted(places), min(random.randint(0, 2), len(places))):
        column = "plan" if random.random() < 0.6 else "result"
        goals = _put(goals, place, places[place].without(column))
    return goals


def _meeting(random: Random, city: City) -> Meeting:
    year = city.year + 1
    statements: list[Statement] = []
    letters = "ＡＢＣＤＥＦ"
    for number in range(random.randint(4, 9)):
        letter = letters[number % len(letters)]
        asked = random.choice(WORDS.questions).format(
            p=random.choice(city.names), g=f"基本目標{random.randint(1, len(city.goals))}")
        statements.append(Statement(f"委員{letter}", "Member", asked, None))
        question = len(statements)
        for _ in range(2 if random.random() < 0.2 else 1):
            answer = random.choice(WORDS.answers).format(d=random.choice(city.departments))
            statements.append(Statement("事務局", "Official", answer, question))
        if random.random() < 0.3:
            remark = random.choice(WORDS.remarks)
            statements.append(Statement("会長", "Chair", remark, None))
    total = random.randint(9, 18)
    held_on = date(year, random.randint(6, 12), random.randint(1, 28))
    return Meeting(f"{city.name}総合戦略推進会議", year, random.randint(1, 3), held_on,
                   random.randint(total // 2 + 1, total), total, tuple(statements))


def _entries(random: Random, city: City) -> tuple[Entry, ...]:
    indicators = (("参加者数", "人"), ("実施回数", "回"), ("利用件数", "件"), ("利用者数", "人"),
                  ("満足度", "％"))
    entries = []
    for first, goal in enumerate(city.goals, start=1):
        for second, direction in enumerate(goal.directions, start=1):
            for listing in direction.listings:
                indicator, unit = random.choice(indicators)
                kind = "再掲" if listing.cross else random.choice(("新規", "継続", "継続", "拡充"))
                target = random.randint(10, 95 if unit == "％" else 900)
                entries.append(Entry(
                    first, second, listing.name, listing.departments[0], kind,
                    (random.randint(80, 90000), random.randint(80, 90000)),
                    indicator, unit, target, max(1, target + random.randint(-9, 5)),
                    random.choice("ABCD"),
                ))
    return tuple(entries)
