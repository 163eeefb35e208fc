"""Quads of hand-made readings against Turtle written from the model, thing by thing."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from graph.identity import identify
from graph.quads import document_quads
from ontology.terms import PREFIXES

if TYPE_CHECKING:
    from tests.graph.conftest import Town

PLAN, PROGRESS, MINUTES = "plan", "progress", "minutes"

# (what, document, subject, its triples); $names stand for the IRIs of ``iris_of``
CASES = [
    ("municipality", PLAN, "town", """
        a shisaku:Municipality, org:FormalOrganization ;
        skos:prefLabel "霧原町"@ja ; dcterms:identifier "990001" ;
        prov:wasQuotedFrom <$plan/1-1>"""),
    ("municipality given, not read", PROGRESS, "town", """
        a shisaku:Municipality, org:FormalOrganization ;
        skos:prefLabel "霧原町"@ja ; dcterms:identifier "990001" """),
    ("document", PLAN, "plan_document", """
        a shisaku:SourceDocument, dcat:Distribution, prov:Entity ;
        shisaku:fileName "計画.txt" ; dcat:mediaType "text/plain" ; shisaku:sha256 "$sha_a" ;
        dcterms:title "第2期霧原町総合戦略"@ja ; dcterms:publisher <$town>"""),
    ("document with pages", PROGRESS, "progress_document", """
        a shisaku:SourceDocument, dcat:Distribution, prov:Entity ;
        shisaku:fileName "進捗.pdf" ; dcat:mediaType "text/plain" ; shisaku:sha256 "$sha_b" ;
        shisaku:pageCount 2 ; shisaku:fiscalYear <$fy2023> ;
        dcterms:publisher <$town>"""),
    ("passage", PLAN, "plan/4-5", """
        a shisaku:Passage, oa:SpecificResource ; oa:hasSource <$plan_document> ;
        shisaku:firstLine 4 ; shisaku:lastLine 5 ;
        oa:exact "ア 移住の相談体制づくり\\n移り住もうとする人の相談に応じる。" """),
    ("passage with page", PROGRESS, "progress/6-6", """
        a shisaku:Passage, oa:SpecificResource ; oa:hasSource <$progress_document> ;
        shisaku:page 2 ; shisaku:firstLine 6 ; shisaku:lastLine 6 ;
        oa:exact "空家バンク事業を進めた。" """),
    ("fiscal year", PROGRESS, "fy2023", """
        a shisaku:FiscalYear, time:ProperInterval ; skos:notation "FY2023" ;
        time:hasBeginning <$fy2023/beginning> ; time:hasEnd <$fy2023/end>"""),
    ("beginning of a fiscal year", PROGRESS, "fy2023/beginning", """
        a time:Instant ; time:inXSDDate "2023-04-01"^^xsd:date"""),
    ("end of a fiscal year", PROGRESS, "fy2023/end", """
        a time:Instant ; time:inXSDDate "2024-03-31"^^xsd:date"""),
    ("strategy", PLAN, "strategy2", """
        a shisaku:Strategy, skos:ConceptScheme, prov:Plan ;
        skos:prefLabel "第2期霧原町総合戦略"@ja ;
        shisaku:edition 2 ; dcterms:publisher <$town> ; prov:wasQuotedFrom <$plan/1-1>"""),
    ("goal", PLAN, "goal", """
        a shisaku:Goal, skos:Concept ; skos:notation "1" ; skos:prefLabel "人の流れをつくる"@ja ;
        skos:inScheme <$strategy2> ; prov:wasQuotedFrom <$plan/2-2>"""),
    ("direction", PLAN, "direction1", """
        a shisaku:Direction, skos:Concept ; skos:notation "1-1" ;
        skos:prefLabel "移り住む人を迎える"@ja ;
        skos:broader <$goal> ; skos:inScheme <$strategy2> ; prov:wasQuotedFrom <$plan/3-3>"""),
    ("measure", PLAN, "measure1", """
        a shisaku:Measure, skos:Concept ; skos:notation "1-1-ア" ;
        skos:prefLabel "移住の相談体制づくり"@ja ;
        dcterms:description "移り住もうとする人の相談に応じる。"@ja ;
        skos:broader <$direction1> ; skos:inScheme <$strategy2> ;
        prov:wasQuotedFrom <$plan/4-5>"""),
    ("measure without description", PLAN, "measure2", """
        a shisaku:Measure, skos:Concept ; skos:notation "1-2-ア" ;
        skos:prefLabel "移住の相談体制づくり"@ja ;
        skos:broader <$direction2> ; skos:inScheme <$strategy2> ;
        prov:wasQuotedFrom <$plan/9-9>"""),
    ("project, its raw spelling kept", PLAN, "soudan", """
        a shisaku:Project, prov:Activity ; skos:prefLabel "移住相談窓口事業"@ja ;
        skos:altLabel "移住相談 窓口事業"@ja ;
        prov:wasQuotedFrom <$plan/6-6>, <$plan/10-10>, <$plan/12-12>"""),
    ("listing", PLAN, "listing1", """
        a shisaku:Listing, ore:Proxy ; ore:proxyFor <$soudan> ; ore:proxyIn <$direction1> ;
        shisaku:order 1 ; shisaku:printedName "移住相談 窓口事業" ;
        prov:wasQuotedFrom <$plan/6-6>"""),
    ("cross-listing printed twice", PLAN, "listing2", """
        a shisaku:CrossListing, shisaku:Listing, ore:Proxy ;
        ore:proxyFor <$soudan> ; ore:proxyIn <$direction2> ; shisaku:order 1 ;
        shisaku:printedName "移住相談窓口事業（再掲）" ;
        prov:wasQuotedFrom <$plan/10-10>, <$plan/12-12>"""),
    ("listing with the department in charge", PLAN, "listing3", """
        a shisaku:Listing, ore:Proxy ; ore:proxyFor <$tayori> ; ore:proxyIn <$direction2> ;
        shisaku:order 2 ; shisaku:printedName "ふるさと便り事業" ; shisaku:inCharge <$kouhou> ;
        prov:wasQuotedFrom <$plan/11-11>"""),
    ("department named by a list", PLAN, "kouhou", """
        a shisaku:Department, org:OrganizationalUnit ; skos:prefLabel "広報課"@ja ;
        org:unitOf <$town> ; prov:wasQuotedFrom <$plan/11-11>"""),
    ("department", PROGRESS, "kikaku", """
        a shisaku:Department, org:OrganizationalUnit ; skos:prefLabel "企画課"@ja ;
        org:unitOf <$town> ; prov:wasQuotedFrom <$progress/2-2>, <$progress/5-5>"""),
    ("report", PROGRESS, "report", """
        a shisaku:ProgressReport, prov:Entity ; shisaku:reportedBy <$kikaku> ;
        shisaku:reportsOn <$direction1> ; shisaku:fiscalYear <$fy2023> ;
        shisaku:phase shisaku:Result ;
        shisaku:text "移住相談窓口事業で45人、R2からの累計で120.50人。" ;
        shisaku:confidence "1"^^xsd:decimal ; shisaku:attributionMethod "column" ;
        shisaku:mentions <$soudan> ;
        prov:wasQuotedFrom <$progress/2-4>"""),
    ("joint report on a measure", PROGRESS, "joint", """
        a shisaku:ProgressReport, prov:Entity ; shisaku:reportedBy <$kikaku>, <$kensetsu> ;
        shisaku:reportsOn <$measure2> ; shisaku:fiscalYear <$fy2023> ; shisaku:phase shisaku:Plan ;
        shisaku:text "空家バンク事業を進めた。" ; shisaku:confidence 0.75 ;
        shisaku:attributionMethod "tense" ; shisaku:mentions <$akiya> ;
        prov:wasQuotedFrom <$progress/5-5>, <$progress/6-6>"""),
    ("empty report", PROGRESS, "empty", """
        a shisaku:ProgressReport, prov:Entity ; shisaku:reportedBy <$kensetsu> ;
        shisaku:reportsOn <$direction2> ; shisaku:fiscalYear <$fy2023> ;
        shisaku:phase shisaku:Result ; shisaku:text "" ; shisaku:confidence "1"^^xsd:decimal ;
        shisaku:attributionMethod "label" ; prov:wasQuotedFrom <$progress/7-7>"""),
    ("figure", PROGRESS, "figure1", """
        a shisaku:Figure, qb:Observation ; rdfs:label "相談"@ja ; shisaku:value "45"^^xsd:decimal ;
        shisaku:unit "人" ; shisaku:fiscalYear <$fy2023> ; shisaku:figureKind shisaku:Actual ;
        shisaku:figureIn <$report> ; prov:wasQuotedFrom <$progress/3-3>"""),
    ("cumulative figure", PROGRESS, "figure2", """
        a shisaku:Figure, qb:Observation ; rdfs:label "相談の累計"@ja ; shisaku:value 120.5 ;
        shisaku:unit "人" ; shisaku:fiscalYear <$fy2023> ; shisaku:firstFiscalYear <$fy2020> ;
        shisaku:figureKind shisaku:Target ; shisaku:figureIn <$report> ;
        prov:wasQuotedFrom <$progress/4-4>"""),
    ("exact mention", PROGRESS, "mention1", """
        a shisaku:Mention, oa:Annotation ; shisaku:mentionIn <$report> ;
        shisaku:mentionOf <$soudan> ; shisaku:matchedText "移住相談窓口事業" ;
        shisaku:confidence "1"^^xsd:decimal ;
        shisaku:matchMethod "exact" ; prov:wasQuotedFrom <$progress/3-3>"""),
    ("mention by a variant", PROGRESS, "mention2", """
        a shisaku:Mention, oa:Annotation ; shisaku:mentionIn <$joint> ;
        shisaku:mentionOf <$akiya> ; shisaku:matchedText "空家バンク事業" ; shisaku:confidence 0.9 ;
        shisaku:matchMethod "variant" ; prov:wasQuotedFrom <$progress/6-6>"""),
    ("meeting", MINUTES, "meeting", """
        a shisaku:Meeting, prov:Activity ; skos:prefLabel "令和6年度第1回霧原町推進会議"@ja ;
        dcterms:date "2024-07-01"^^xsd:date ; shisaku:round 1 ; shisaku:series "推進会議" ;
        shisaku:fiscalYear <$fy2024> ; shisaku:startTime "13:30" ; shisaku:membersPresent 5 ;
        shisaku:membersTotal 7 ; prov:wasQuotedFrom <$minutes/1-3>"""),
    ("agenda item", MINUTES, "agenda", """
        a shisaku:AgendaItem ; skos:notation "1" ; skos:prefLabel "議事"@ja ;
        dcterms:isPartOf <$meeting> ; prov:wasQuotedFrom <$minutes/4-4>"""),
    ("material", MINUTES, "material", """
        a shisaku:Material ; skos:notation "1" ; skos:prefLabel "進捗状況"@ja ;
        dcterms:isPartOf <$meeting> ; shisaku:inAgendaItem <$agenda> ;
        prov:wasQuotedFrom <$minutes/5-5>"""),
    ("statement", MINUTES, "question", """
        a shisaku:Statement, opengov:Speech ; shisaku:order 1 ; shisaku:speakerRole shisaku:Member ;
        shisaku:inAgendaItem <$agenda> ; shisaku:inThread <$question> ;
        dcterms:isPartOf <$meeting> ;
        shisaku:text "○ふるさと便りの様子は。" ; shisaku:mentions <$tayori> ;
        prov:wasQuotedFrom <$minutes/6-6>"""),
    ("statement that replies", MINUTES, "answer", """
        a shisaku:Statement, opengov:Speech ; shisaku:order 2 ;
        shisaku:speakerRole shisaku:Official ; shisaku:repliesTo <$question> ;
        shisaku:inThread <$question> ; dcterms:isPartOf <$meeting> ;
        shisaku:text "■第3期霧原町総合戦略の施策2-1-エ「担い手の育成」、婚活支援事業とDX推進計画" ;
        shisaku:mentions <$strategy3>, <$measure3>, <$konkatsu>, <$dx> ;
        prov:wasQuotedFrom <$minutes/7-7>"""),
    ("strategy only named", MINUTES, "strategy3", """
        a shisaku:Strategy, skos:ConceptScheme, prov:Plan ;
        skos:prefLabel "第3期霧原町総合戦略"@ja ;
        shisaku:edition 3 ; dcterms:publisher <$town> ; shisaku:namedOnlyIn <$minutes_document> ;
        prov:wasQuotedFrom <$minutes/7-7>"""),
    ("measure only named", MINUTES, "measure3", """
        a shisaku:Measure, skos:Concept ; skos:notation "2-1-エ" ;
        skos:prefLabel "担い手の育成"@ja ;
        skos:inScheme <$strategy3> ; shisaku:namedOnlyIn <$minutes_document> ;
        prov:wasQuotedFrom <$minutes/7-7>"""),
    ("project only named", MINUTES, "konkatsu", """
        a shisaku:Project, prov:Activity ; skos:prefLabel "婚活支援事業"@ja ;
        shisaku:namedOnlyIn <$minutes_document> ; prov:wasQuotedFrom <$minutes/7-7>"""),
    ("plan only named", MINUTES, "dx", """
        a shisaku:NamedPlan, prov:Plan ; skos:prefLabel "DX推進計画"@ja ;
        shisaku:namedOnlyIn <$minutes_document> ; prov:wasQuotedFrom <$minutes/7-7>"""),
    ("a listed project adds nothing where it is named", MINUTES, "tayori", ""),
]
NUMBER_OF_CASES = 37


def iris_of(town: Town) -> dict[str, str]:
    """Return the IRIs that the cases name, from the keys of the things."""
    iris = town.iris
    names = {"soudan": "移住相談窓口事業", "akiya": "空き家バンク事業",
             "tayori": "ふるさと便り事業", "konkatsu": "婚活支援事業"}
    projects = {short: iris.project(name) for short, name in names.items()}
    letters = {PLAN: "a", PROGRESS: "b", MINUTES: "c"}
    documents = {name: iris.document(64 * letter) for name, letter in letters.items()}
    directions = {f"direction{n}": iris.direction(2, f"1-{n}") for n in (1, 2)}
    report = {short: iris.report("b" * 64, key) for short, key in
              (("report", "企画課/1-1"), ("joint", "joint"), ("empty", "empty"))}
    meeting = iris.meeting("推進会議", 2024, 1)
    return projects | directions | report | {
        "town": iris.municipality, "sha_a": 64 * "a", "sha_b": 64 * "b",
        **{f"{name}_document": iri for name, iri in documents.items()},
        **{name: f"{iri}/lines" for name, iri in documents.items()},
        **{f"fy{year}": iris.fiscal_year(year) for year in (2020, 2023, 2024)},
        "strategy2": iris.strategy(2), "strategy3": iris.strategy(3), "goal": iris.goal(2, "1"),
        "measure1": iris.measure(2, "1-1-ア"), "measure2": iris.measure(2, "1-2-ア"),
        "measure3": iris.measure(3, "2-1-エ"), "dx": iris.named_plan("DX推進計画"),
        "listing1": iris.listing(projects["soudan"], directions["direction1"]),
        "listing2": iris.listing(projects["soudan"], directions["direction2"]),
        "listing3": iris.listing(projects["tayori"], directions["direction2"]),
        "kikaku": iris.department("企画課"), "kensetsu": iris.department("建設課"),
        "kouhou": iris.department("広報課"),
        "figure1": iris.figure(report["report"], 1), "figure2": iris.figure(report["report"], 2),
        "mention1": iris.mention(report["report"], projects["soudan"], "移住相談窓口事業"),
        "mention2": iris.mention(report["joint"], projects["akiya"], "空家バンク事業"),
        "meeting": meeting, "agenda": iris.agenda_item(meeting, "1"),
        "material": iris.material(meeting, "1"), "question": iris.statement(meeting, 1),
        "answer": iris.statement(meeting, 2)}


def expected(subject: str, turtle: str, iris: dict[str, str]) -> set[Triple]:
    if not turtle:
        return set()
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    text = Template(f"<{subject}> {turtle} .").substitute(iris)
    return {quad.triple for quad in parse(prefixes + text, RdfFormat.TURTLE)}


def quads_of(town: Town, document: str) -> list[Quad]:
    reading = {PLAN: town.plan, PROGRESS: town.progress, MINUTES: town.minutes}[document]
    return list(document_quads(reading, identify(town.readings, town.base), town.iris))


@pytest.mark.parametrize(("document", "subject", "turtle"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])
def test_triples_of_a_thing(town: Town, document: str, subject: str, turtle: str) -> None:
    iris = iris_of(town)
    key, _, rest = subject.partition("/")
    iri = f"{iris[key]}/{rest}" if rest else iris[key]
    found = {quad.triple for quad in quads_of(town, document)
             if quad.subject == NamedNode(iri)}

    assert found == expected(iri, turtle, iris)


def test_number_of_cases() -> None:
    assert len(CASES) == NUMBER_OF_CASES


@pytest.mark.parametrize("document", [PLAN, PROGRESS, MINUTES])
def test_form_of_a_document_graph(town: Town, document: str) -> None:
    quads = quads_of(town, document)
    graph = f"{iris_of(town)[f'{document}_document']}/graph"

    assert {str(quad.graph_name) for quad in quads} == {f"<{graph}>"}
    assert len(set(quads)) == len(quads)
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad.triple)


NEED_NO_PASSAGE = {"Passage", "SourceDocument", "FiscalYear", "Municipality"}


@pytest.mark.parametrize(("document", "number"), [(PLAN, 14), (PROGRESS, 10), (MINUTES, 14)])
def test_everything_read_has_a_passage(town: Town, document: str, number: int) -> None:
    quads = quads_of(town, document)
    quoted_from = NamedNode(f"{PREFIXES['prov']}wasQuotedFrom")
    quoted = {str(quad.subject): str(quad.object)
              for quad in quads if quad.predicate == quoted_from}
    classes = {str(quad.subject): local_name(quad) for quad in quads if local_name(quad)}
    read = {subject for subject, name in classes.items() if name not in NEED_NO_PASSAGE}

    assert read <= quoted.keys()
    assert len(read) == number
    assert {classes[passage] for passage in quoted.values()} == {"Passage"}


def local_name(quad: Quad) -> str:
    """Return the name of our class that ``quad`` gives its subject, or nothing."""
    kind = str(quad.object).removeprefix(f"<{PREFIXES['shisaku']}")
    is_ours = quad.predicate.value.endswith("#type") and kind != str(quad.object)
    return kind.rstrip(">") if is_ours else ""
