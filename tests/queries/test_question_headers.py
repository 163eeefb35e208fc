"""The header of a question: what it says, and what is told when it says it wrongly."""

import pytest

from ontology.errors import QueryError
from queries.catalogue import catalogue, check, check_catalogue, question
from queries.columns import heading
from queries.guard import guard
from queries.question import Parameter, read_question

HEADER = """\
# name: places
# title-ja: 場所
# title-en: Places
# question-ja: どこですか。
# question-en: Where?
# user: planner
# param: thing type=iri required=true label-ja="対象の IRI" label-en="IRI of the thing"
# param: minimum type=integer default=1 label-ja=下限 label-en=minimum
"""
QUERY = "SELECT ?thing ?minimum WHERE { ?thing ?p ?minimum }\n"


def test_a_header_is_read() -> None:
    found = read_question("places.rq", HEADER + QUERY)

    assert (found.name, found.title("ja"), found.title("en")) == ("places", "場所", "Places")
    assert (found.question("ja"), found.question("en")) == ("どこですか。", "Where?")
    assert found.user == "planner"
    assert found.text == HEADER + QUERY
    assert found.parameters == (
        Parameter("thing", "iri", True, None, "対象の IRI", "IRI of the thing"),
        Parameter("minimum", "integer", False, "1", "下限", "minimum"))
    assert found.parameters[1].label("ja") == "下限"
    assert found.parameters[1].label("en") == "minimum"
    check(found)


FAULTS = (
    ("# name: places", "# name: place", 1, "not that of the file"),
    ("# name: places\n", "", 1, "name is missing"),
    ("# title-en: Places\n", "", 1, "title-en is missing"),
    ("# title-ja: 場所", "# title-ja:", 2, "# key: value"),
    ("# title-ja: 場所", "#title-ja: 場所", 2, "# key: value"),
    ("# title-en: Places", "# title-fr: Lieux", 3, "no key title-fr"),
    ("# title-en: Places", "# title-ja: 所", 3, "title-ja stands here twice"),
    ("# user: planner", "# user: mayor", 1, "one of planner, researcher, auditor"),
    ("thing type=iri", "thing type=town", 7, "type is one of"),
    ("thing type=iri ", "thing ", 7, "has no type"),
    ("thing type=iri", "the-thing type=iri", 7, "letters and digits"),
    ("required=true", "required=yes", 7, "true or false"),
    ("required=true", "require=true", 7, "a param has no require"),
    ("required=true", "required=true default=x", 7, "has no default"),
    ('label-en="IRI of the thing"', 'label-en="IRI', 7, "not closed"),
    ("label-ja=下限 ", "", 8, "has no label-ja"),
    ("param: minimum", "param: thing", 8, "stands here twice"),
    ("default=1", "default=1 keeps=more", 8, "keeps is one of equal"),
    ("default=1", 'default=1 keeps="below 1st"', 8, "and a column"),
)


@pytest.mark.parametrize(("right", "wrong", "line", "told"), FAULTS)
def test_a_wrong_header_is_told_with_its_line(
    right: str, wrong: str, line: int, told: str
) -> None:
    assert right in HEADER
    with pytest.raises(QueryError) as fault:
        read_question("places.rq", HEADER.replace(right, wrong, 1) + QUERY)

    assert str(fault.value).startswith(f"places.rq, line {line}: ")
    assert told in str(fault.value)
    assert fault.value.ja.startswith(f"places.rq {line} 行目: ")


BROKEN_QUERIES = (
    ("SELECT ?thing ?minimum WHERE { ?thing ?p }", "line 9, column 42"),
    ("SELECT ?thing ?minimum\nWHERE { ?thing ex:p ?minimum }", "line 10, column "),
    ("SELECT ?thing WHERE { ?thing ?p ?minimum }", "?minimum"),
)


@pytest.mark.parametrize(("query", "told"), BROKEN_QUERIES)
def test_a_query_that_does_not_do_is_told_with_its_file(query: str, told: str) -> None:
    with pytest.raises(QueryError) as fault:
        check(read_question("places.rq", HEADER + query))

    assert str(fault.value).startswith("places.rq: ")
    assert told in str(fault.value)


def test_every_question_of_the_catalogue_parses() -> None:
    check_catalogue()


def test_a_question_is_found_by_name() -> None:
    assert question("strategy-tree").user == "planner"
    with pytest.raises(QueryError, match="projects-without-report"):
        question("project-without-reports")


def test_questions_come_by_user() -> None:
    users = [each.user for each in catalogue()]

    assert users == sorted(users, key=("planner", "researcher", "auditor").index)
    assert len(users) == 33


def test_every_text_keeps_the_house_rules() -> None:
    for each in catalogue():
        guard(each.text)
        for prefix in [line.split()[1] for line in each.text.splitlines()
                       if line.startswith("PREFIX")]:
            assert each.text.count(prefix) > 1, (each.name, prefix)
        assert each.text.count("\nWHERE {\n") == 1, each.name
        assert "\nORDER BY " in each.text, each.name
        assert "NOT EXISTS" not in each.text, each.name


def test_every_parameter_may_be_told_in_both_languages() -> None:
    parameters = [parameter for each in catalogue() for parameter in each.parameters]

    assert len(parameters) == 57
    assert all(parameter.label("ja") != parameter.label("en") for parameter in parameters)
    assert heading("projectLabel", "ja") == "事業"
