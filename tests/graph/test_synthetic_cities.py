"""The cities that scale is measured on are of a real city's shape, and of no real city."""

from __future__ import annotations

from pathlib import Path

from benchmarks.synthetic import cities, city
from graph.assembly import graph_quads
from graph.validation import validate
from loaders.records import Phase
from ontology.municipalities import by_code, known_municipalities


def test_a_city_has_the_shape_of_a_real_one() -> None:
    made = city(7)

    assert [len(made.goals), len(made.directions), len(made.measures)] == [4, 17, 48]
    assert len({listing.name for listing in made.listings}) == 200
    assert [listing.cross_listed for listing in made.listings].count(True) == 50
    assert len(made.listings) == 250
    assert [report.phase for report in made.reports].count(Phase.RESULT) == 67
    assert len(made.reports) == 134
    lines = made.source.lines
    for listing in made.listings:
        assert lines[listing.passages[0].first_line - 1].removesuffix("（再掲）") == (
            f"・{listing.name}")


def test_the_same_seed_gives_the_same_cities_and_another_one_others() -> None:
    assert list(cities(2)) == [city(0), city(1)]
    assert city(0, seed=2).listings != city(0).listings != city(1).listings


def test_names_repeat_over_cities_as_real_ones_do() -> None:
    lists = [{listing.name for listing in made.listings} for made in cities(12)]
    everywhere = [name for name in set.union(*lists) if sum(name in names for names in lists) >= 6]
    once = [name for name in lists[0] if not any(name in names for names in lists[1:])]

    assert 20 <= len(everywhere) <= 60
    assert 60 <= len(once) <= 140


def test_the_graph_of_a_city_conforms() -> None:
    assert validate(graph_quads([city(3)], "https://example.org/id/")).violations == ()


def test_no_real_city_is_named() -> None:
    words = Path(__file__).parents[2] / "benchmarks" / "synthetic.toml"
    text = words.read_text(encoding="utf-8")

    assert [known.name for known in known_municipalities() if known.name in text] == []
    assert not any(by_code(made.municipality.code) for made in cities(3))
