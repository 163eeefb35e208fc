"""A person's own folder of questions: it joins the catalogue, or says where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import QueryError
from queries.catalogue import catalogue, catalogue_with, question

OWN = """\
# name: long-names
# title-ja: 長い事業名
# title-en: Long names
# question-ja: 名前が長い事業はどれですか。
# question-en: Which projects have long names?
# user: researcher
# param: length type=integer default=12 label-ja=文字数 label-en=length

PREFIX shisaku: <https://w3id.org/shisaku/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT DISTINCT ?length ?project ?projectLabel
WHERE {
  ?project a shisaku:Project ; skos:prefLabel ?projectLabel .
  FILTER (STRLEN(?projectLabel) >= ?length)
}
ORDER BY ?projectLabel ?project
"""


def own(folder: Path, text: str = OWN, name: str = "long-names") -> Path:
    (folder / f"{name}.rq").write_text(text, encoding="utf-8")
    (folder / "notes.txt").write_text("no question", encoding="utf-8")
    return folder


def test_it_joins_the_catalogue(tmp_path: Path) -> None:
    known = catalogue_with(own(tmp_path))
    users = [each.user for each in known]

    assert set(known) - set(catalogue()) == {question("long-names", known)}
    assert users == sorted(users, key=("planner", "researcher", "auditor").index)
    assert catalogue_with(None) == catalogue()
    with pytest.raises(QueryError, match="long-names"):
        question("long-name", known)


FAULTS = [
    ("# user: researcher\n", "", "long-names.rq, line 1: user is missing"),
    ("type=integer", "type=town", "long-names.rq, line 7: type is one of"),
    ("?project a shisaku:Project ;", "?project a shisaku:Project ,", "long-names.rq: "),
    ("shisaku:Project", "unknown:Project", "line 14, column "),
    ("SELECT DISTINCT ?length ", "SELECT DISTINCT ", "?length"),
    ("?project a shisaku:Project", "SERVICE <http://example.org/> { ?project a ?x }", "SERVICE"),
]


@pytest.mark.parametrize(("right", "wrong", "told"), FAULTS)
def test_what_is_wrong_is_told_with_its_place(
    right: str, wrong: str, told: str, tmp_path: Path
) -> None:
    assert right in OWN
    with pytest.raises(QueryError) as fault:
        catalogue_with(own(tmp_path, OWN.replace(right, wrong, 1)))

    assert str(fault.value).startswith(f"{tmp_path}: long-names.rq")
    assert told in str(fault.value)
    assert "\n" not in str(fault.value)
    assert len(FAULTS) == 6


def test_a_name_of_the_catalogue_is_taken(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"strategy-tree\.rq, line 1"):
        catalogue_with(own(tmp_path, question("strategy-tree").text, "strategy-tree"))


def test_a_folder_without_questions(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"no \.rq file"):
        catalogue_with(tmp_path)
    with pytest.raises(QueryError, match="cannot be read"):
        catalogue_with(tmp_path / "missing")
    (tmp_path / "x.rq").write_bytes(b"\xff")
    with pytest.raises(QueryError, match="cannot be read"):
        catalogue_with(tmp_path)
