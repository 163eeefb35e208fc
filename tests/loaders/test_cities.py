"""The fictional cities and the scorer are right themselves: on the truth, and on the truth damaged.

What a PDF file of theirs says is held to the truth by a second engine, which reads its characters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from ontology.municipalities import by_code, by_name, check_digit
from tests.cities.dumps import dump
from tests.cities.expected import Truth, truth_of
from tests.cities.founding import MIDDLE, SMALL, found
from tests.cities.layouts import Layout, draw
from tests.cities.progress import progress_pdf
from tests.cities.scoring import Score, flat, named, score, score_minutes
from tests.cities.truth import City

SEEDS = range(1, 41)
SHARES = ("structure", "listings", "attribution", "text", "empty", "mentions", "descriptions")


@pytest.fixture(scope="module")
def truth() -> Truth:
    return truth_of(found(1, MIDDLE), draw(1))


def scored(there: Truth, told: Truth) -> Score:
    return score(there, told, set(named(told, there)))


def test_the_truth_scores_one_against_itself(truth: Truth) -> None:
    found_here = scored(truth, truth)

    assert {name: share.f1 for name, share in found_here.shares.items()} == dict.fromkeys(SHARES, 1)
    assert found_here.differences == ()


def without_a_goal(truth: Truth) -> Truth:
    return replace(truth, outline=truth.outline[1:])


def with_a_wrong_notation(truth: Truth) -> Truth:
    kind, _, label = truth.outline[-1]
    return replace(truth, outline=(*truth.outline[:-1], (kind, "9-9", label)))


def without_a_listing(truth: Truth) -> Truth:
    return replace(truth, listings=truth.listings[1:])


def with_a_mark_too_many(truth: Truth) -> Truth:
    (name, place, cross), *others = truth.listings
    return replace(truth, listings=((name, place, not cross), *others))


def with_reports_of_another(truth: Truth) -> Truth:
    reports = dict(truth.reports)
    key = next(key for key, text in reports.items() if text)
    reports[(frozenset({"どこにもない課"}), *key[1:])] = reports.pop(key)
    return replace(truth, reports=reports)


def with_phases_exchanged(truth: Truth) -> Truth:
    (first, one), (second, other), *others = truth.reports.items()
    return replace(truth, reports={first: other, second: one, **dict(others)})


def with_half_a_text(truth: Truth) -> Truth:
    key, text = next(item for item in truth.reports.items() if item[1])
    return replace(truth, reports=truth.reports | {key: text[: len(text) // 2]})


def with_a_text_filled(truth: Truth) -> Truth:
    key = next(iter(truth.reports))
    emptied = truth.reports | {key: ""}
    return replace(truth, reports=emptied)


DAMAGES: list[tuple[Callable[[Truth], Truth], set[str]]] = [
    (without_a_goal, {"structure"}),
    (with_a_wrong_notation, {"structure"}),
    (without_a_listing, {"listings"}),
    (with_a_mark_too_many, {"listings"}),
    (with_reports_of_another, {"attribution", "text", "mentions"}),
    (with_phases_exchanged, {"attribution", "text"}),
    (with_half_a_text, {"attribution", "text"}),
    (with_a_text_filled, {"attribution", "text", "empty"}),
]


@pytest.mark.parametrize(("damage", "sides"), DAMAGES)
def test_damage_lowers_the_share_it_concerns(
    truth: Truth, damage: Callable[[Truth], Truth], sides: set[str]
) -> None:
    found_here = scored(truth, damage(truth))

    lowered = {name for name, share in found_here.shares.items() if share.f1 < 1}
    # What a report no longer says, it no longer mentions; that may or may not be a listed name.
    assert sides - {"mentions"} <= lowered <= sides | {"mentions"}
    assert found_here.differences


def test_spaces_marks_and_old_characters_count_for_nothing(truth: Truth) -> None:
    reports = {key: text.replace("。", "。 \n").replace("水", "⽔") for key, text in
               truth.reports.items()}

    shares = scored(truth, replace(truth, reports=reports)).shares

    assert {name: share.f1 for name, share in shares.items()} == dict.fromkeys(SHARES, 1)


def test_a_wrong_role_and_a_wrong_question_are_told() -> None:
    there = found(1, MIDDLE).meeting.statements
    wrong = (replace(there[0], role="Chair"), *there[1:])
    astray = tuple(replace(one, replies_to=1) if one.replies_to else one for one in there)

    assert score_minutes(there, there).shares["replies"].f1 == 1
    assert score_minutes(there, wrong).shares["roles"].f1 < 1
    assert score_minutes(there, astray).shares["replies"].f1 < 1
    assert score_minutes(there, there[:-1]).shares["statements"].f1 < 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_city_is_none_that_exists(seed: int) -> None:
    city = found(seed, SMALL)

    assert by_name(city.name) == ()
    assert by_code(city.code) is None
    assert check_digit(city.code[:5]) == city.code[5]


def test_the_same_seed_gives_the_same_file() -> None:
    assert progress_pdf(found(3, SMALL), draw(3)) == progress_pdf(found(3, SMALL), draw(3))


def words_of(city: City, layout: Layout) -> list[str]:
    """Return the labels, names and sentences that the file of a city prints."""
    truth = truth_of(city, layout)
    lines = [label for _, _, label in truth.outline] + [name for name, _, _ in truth.listings]
    lines += [line for text in truth.reports.values() for line in text.split("\n")]
    return [plain for plain in map(flat, lines) if plain]


@pytest.mark.parametrize("seed", range(1, 13))
def test_a_file_prints_every_character_of_the_truth(seed: int) -> None:
    city, layout = found(seed, SMALL), draw(seed)

    printed = set(flat(dump(progress_pdf(city, layout), "raw")))

    assert {character for word in words_of(city, layout) for character in word} <= printed


@pytest.mark.parametrize("seed", range(1, 13))
def test_a_file_in_reading_order_prints_every_name_of_the_truth(seed: int) -> None:
    layout = replace(draw(seed), order="reading", split=False)
    city = found(seed, SMALL)

    printed = flat(dump(progress_pdf(city, layout), "raw"))

    assert [word for word in words_of(city, layout) if word not in printed] == []


VARIED = ("page", "font", "structure", "lists", "cross", "goal_form", "direction_form",
          "measure_form", "header", "ruling", "continuation", "order", "joint", "signs")


def test_the_layouts_of_the_tests_make_every_choice() -> None:
    seen = {name: {getattr(draw(seed), name) for seed in SEEDS} for name in VARIED}
    among = {name: {getattr(draw(seed), name) for seed in range(1000)} for name in VARIED}

    assert set(VARIED) <= {field.name for field in fields(Layout)}
    assert seen == among
    assert sum(map(len, seen.values())) == 65
