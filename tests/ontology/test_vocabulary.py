"""The vocabulary, against the model's tables typed here by hand."""

import re

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontology import resources
from ontology.terms import ONTOLOGY, SHISAKU

NS = Namespace(SHISAKU.BASE)

# The model's "Things": our term, its Japanese name, the standard classes it is a kind of.
THINGS = [
    ("Municipality", "自治体", ["http://www.w3.org/ns/org#FormalOrganization"]),
    ("Strategy", "総合戦略", ["http://www.w3.org/2004/02/skos/core#ConceptScheme",
                          "http://www.w3.org/ns/prov#Plan"]),
    ("Goal", "基本目標", ["http://www.w3.org/2004/02/skos/core#Concept"]),
    ("Direction", "基本的方向", ["http://www.w3.org/2004/02/skos/core#Concept"]),
    ("Measure", "施策", ["http://www.w3.org/2004/02/skos/core#Concept"]),
    ("Project", "事業", ["http://www.w3.org/ns/prov#Activity"]),
    ("Department", "所管部署", ["http://www.w3.org/ns/org#OrganizationalUnit"]),
    ("Listing", "掲載", ["http://www.openarchives.org/ore/terms/Proxy"]),
    ("CrossListing", "再掲", ["https://w3id.org/shisaku/ns#Listing"]),
    ("ProgressReport", "進捗報告", ["http://www.w3.org/ns/prov#Entity"]),
    ("Figure", "数値", ["http://purl.org/linked-data/cube#Observation"]),
    ("Meeting", "会議", ["http://www.w3.org/ns/prov#Activity"]),
    ("AgendaItem", "議題", []),
    ("Statement", "発言", ["http://www.w3.org/ns/opengov#Speech"]),
    ("SourceDocument", "資料", ["http://www.w3.org/ns/dcat#Distribution",
                              "http://www.w3.org/ns/prov#Entity"]),
    ("Passage", "出典箇所", ["http://www.w3.org/ns/oa#SpecificResource"]),
    ("FiscalYear", "年度", ["http://www.w3.org/2006/time#ProperInterval"]),
    ("Finding", "検出事項", ["http://www.w3.org/ns/prov#Entity"]),
]

# What later decisions added to the model.
ADDED = [
    ("Material", "配付資料", []),
    ("Mention", "言及", ["http://www.w3.org/ns/oa#Annotation"]),
    ("Evaluation", "評価", ["http://www.w3.org/ns/prov#Entity"]),
    ("NamedPlan", "計画等", ["http://www.w3.org/ns/prov#Plan"]),
    ("Change", "変更", ["http://www.w3.org/ns/prov#Activity"]),
    ("Correction", "訂正", ["http://www.w3.org/ns/prov#Entity"]),
    ("DepartmentChange", "組織変更", ["https://w3id.org/shisaku/ns#Change",
                                  "http://www.w3.org/ns/org#ChangeEvent"]),
]

# The model's "Findings".
FINDINGS = [
    ("Fragmentation", "分散", ["https://w3id.org/shisaku/ns#Finding"]),
    ("Overlap", "重複の可能性", ["https://w3id.org/shisaku/ns#Finding"]),
    ("Duplication", "二重実施の可能性", ["https://w3id.org/shisaku/ns#Overlap"]),
    ("RepeatedReport", "報告文の再使用", ["https://w3id.org/shisaku/ns#Finding"]),
    ("RepeatedFigure", "数値の二重計上の恐れ", ["https://w3id.org/shisaku/ns#Finding"]),
    ("UnmarkedCrossListing", "再掲表示のない重複掲載", ["https://w3id.org/shisaku/ns#Finding"]),
    ("DanglingCrossListing", "再掲元なし", ["https://w3id.org/shisaku/ns#Finding"]),
    ("UnreportedProject", "報告のない事業", ["https://w3id.org/shisaku/ns#Finding"]),
    ("UnlistedActivity", "一覧にない取組", ["https://w3id.org/shisaku/ns#Finding"]),
    ("EmptyReport", "空欄の報告", ["https://w3id.org/shisaku/ns#Finding"]),
    ("UnchangedPlan", "前年と同文の計画", ["https://w3id.org/shisaku/ns#Finding"]),
]

# Gaps, and what minutes show: added to the model's kinds.
MORE_FINDINGS = [
    ("SoleDepartment", "単独部署の方向", ["https://w3id.org/shisaku/ns#Finding"]),
    ("MeasureWithoutProject", "事業のない施策", ["https://w3id.org/shisaku/ns#Finding"]),
    ("ProjectWithoutFigure", "数値のない事業", ["https://w3id.org/shisaku/ns#Finding"]),
    ("UnansweredQuestion", "回答のない質問", ["https://w3id.org/shisaku/ns#Finding"]),
    ("UnlistedDiscussion", "一覧にない事業の議論", ["https://w3id.org/shisaku/ns#Finding"]),
    ("DifferingFigure", "数値の食い違い", ["https://w3id.org/shisaku/ns#Finding"]),
]

# Every property that the model names in its own namespace.
PROPERTIES = [
    "edition", "restates", "reportedBy", "reportsOn", "fiscalYear", "phase", "text", "value",
    "unit", "figureKind", "figureIn", "round", "order", "speakerRole", "inAgendaItem", "repliesTo",
    "page", "firstLine", "lastLine", "mentions", "mentionIn", "mentionOf", "matchedText",
    "confidence", "matchMethod", "homeIn", "crossListedIn", "responsibleFor", "worksIn", "marked",
    "involves", "score", "method", "status",
]

# The values to choose from, by the property that takes them.
INDIVIDUALS = {
    "phase": {"Result", "Plan"},
    "figureKind": {"Actual", "Target", "Baseline", "Budget", "Settlement"},
    "speakerRole": {"Chair", "Member", "Observer", "Official"},
    "status": {"Candidate", "Confirmed", "Warranted", "Rejected"},
    "changeKind": {"Renamed", "Added", "Ended", "Moved", "Relisted", "ChargeChanged", "Merged",
                   "Split", "Renumbered"},
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=resources.vocabulary(), format="turtle")


def test_number_of_cases() -> None:
    assert (len(THINGS), len(ADDED), len(FINDINGS), len(MORE_FINDINGS)) == (18, 7, 11, 6)
    assert (len(PROPERTIES), len(INDIVIDUALS)) == (34, 5)


@pytest.mark.parametrize(("name", "japanese", "kinds"), THINGS + ADDED + FINDINGS + MORE_FINDINGS)
def test_classes_of_the_model(
    graph: Graph, name: str, japanese: str, kinds: list[str]
) -> None:
    assert (NS[name], RDF.type, OWL.Class) in graph
    assert (NS[name], RDFS.label, Literal(japanese, lang="ja")) in graph
    assert set(graph.objects(NS[name], RDFS.subClassOf)) == {URIRef(kind) for kind in kinds}


@pytest.mark.parametrize("name", PROPERTIES)
def test_properties_of_the_model(graph: Graph, name: str) -> None:
    kinds = set(graph.objects(NS[name], RDF.type))
    assert len(kinds & {OWL.ObjectProperty, OWL.DatatypeProperty}) == 1


@pytest.mark.parametrize(("name", "expected"), INDIVIDUALS.items())
def test_values_to_choose_from(graph: Graph, name: str, expected: set[str]) -> None:
    kind = graph.value(NS[name], RDFS.range)
    assert kind is not None
    individuals = set(graph.subjects(RDF.type, kind))
    assert individuals == {NS[each] for each in expected}
    assert individuals <= set(graph.subjects(RDF.type, OWL.NamedIndividual))


def definitions(graph: Graph, term: Node) -> dict[str, str]:
    """Return what the vocabulary says of ``term``, by language."""
    return {each.language or "": each for each in graph.objects(term, RDFS.comment)
            if isinstance(each, Literal) and each.strip()}


def test_every_term_has_a_label_and_a_definition_in_both_languages(graph: Graph) -> None:
    for name in SHISAKU.names():
        labels = sorted(str(each.language) for each in graph.objects(NS[name], RDFS.label)
                        if isinstance(each, Literal) and each.strip())
        comments = definitions(graph, NS[name])
        assert (name, labels, sorted(comments)) == (name, ["en", "ja"], ["en", "ja"])
        assert re.search("[ぁ-ん]", comments["ja"]), name
        assert not re.search("[ぁ-ん]", comments["en"]), name
        assert comments["ja"].endswith("。"), name


def test_every_property_has_a_standard_one_above_it_or_says_that_none_fits(graph: Graph) -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = {each for kind in kinds for each in graph.subjects(RDF.type, kind)}
    for each in properties:
        above = list(graph.objects(each, RDFS.subPropertyOf))
        said = definitions(graph, each)
        says_none = "no standard property" in said["en"].lower()
        assert (each, "標準" in said["ja"] and "ない" in said["ja"]) == (each, says_none)
        assert (each, bool(above)) == (each, not says_none)
        assert [one for one in above if str(one).startswith(SHISAKU.BASE)] == []


def test_domains_and_ranges_are_declared_classes_or_data_types(graph: Graph) -> None:
    named = [*graph.objects(None, RDFS.domain), *graph.objects(None, RDFS.range)]
    own = {each for each in named if str(each).startswith(SHISAKU.BASE)}
    assert [each for each in own if (each, RDF.type, OWL.Class) not in graph] == []
    assert {str(each).partition("#")[0] for each in named if each not in own} == {
        "http://www.w3.org/2001/XMLSchema"
    }


def test_header(graph: Graph) -> None:
    ontology = URIRef(ONTOLOGY)
    assert (ontology, RDF.type, OWL.Ontology) in graph
    assert graph.value(ontology, DCTERMS.license) == URIRef(
        "https://www.apache.org/licenses/LICENSE-2.0"
    )
    assert graph.value(ontology, OWL.versionInfo) is not None
