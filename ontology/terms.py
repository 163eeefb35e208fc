"""Every term the program writes or asks for, as plain strings that a type checker knows.

``from ontology.terms import SHISAKU, SKOS`` and then ``SHISAKU.Goal`` or ``SKOS.prefLabel`` give
the full IRI as ``str``; a misspelt name fails in the type checker, not in the data. A test holds
``SHISAKU`` equal to ``shisaku.ttl``. No RDF library is imported here, so start-up stays quick.
"""

from ontology.namespace import Namespace

ONTOLOGY = "https://w3id.org/shisaku/ns"


class SHISAKU(Namespace, base=f"{ONTOLOGY}#"):
    """Our own terms: classes, values to choose from, classes of findings, properties."""

    Municipality: str
    Strategy: str
    Goal: str
    Direction: str
    Measure: str
    Project: str
    Department: str
    Listing: str
    CrossListing: str
    ProgressReport: str
    Figure: str
    Evaluation: str
    Meeting: str
    AgendaItem: str
    Material: str
    Statement: str
    Mention: str
    NamedPlan: str
    SourceDocument: str
    Passage: str
    FiscalYear: str
    Change: str
    DepartmentChange: str
    Correction: str

    ChangeKind: str
    Renamed: str
    Added: str
    Ended: str
    Moved: str
    Relisted: str
    ChargeChanged: str
    Merged: str
    Split: str
    Renumbered: str
    Phase: str
    Result: str
    Plan: str
    FigureKind: str
    Actual: str
    Target: str
    Baseline: str
    Budget: str
    Settlement: str
    SpeakerRole: str
    Chair: str
    Member: str
    Observer: str
    Official: str
    FindingStatus: str
    Candidate: str
    Confirmed: str
    Warranted: str
    Rejected: str

    Finding: str
    Fragmentation: str
    Overlap: str
    Duplication: str
    RepeatedReport: str
    RepeatedFigure: str
    UnmarkedCrossListing: str
    DanglingCrossListing: str
    UnreportedProject: str
    UnlistedActivity: str
    EmptyReport: str
    UnchangedPlan: str
    SoleDepartment: str
    MeasureWithoutProject: str
    ProjectWithoutFigure: str
    UnansweredQuestion: str
    UnlistedDiscussion: str
    DifferingFigure: str

    edition: str
    restates: str
    printedName: str
    inCharge: str
    listingClass: str
    namedOnlyIn: str
    order: str
    homeIn: str
    crossListedIn: str
    responsibleFor: str
    worksIn: str

    reportedBy: str
    reportsOn: str
    fiscalYear: str
    firstFiscalYear: str
    phase: str
    text: str
    confidence: str
    attributionMethod: str
    value: str
    unit: str
    figureKind: str
    figureIn: str
    figureOf: str
    grade: str
    evaluationIn: str
    evaluationOf: str

    series: str
    round: str
    startTime: str
    endTime: str
    place: str
    membersPresent: str
    membersTotal: str
    speakerRole: str
    inAgendaItem: str
    repliesTo: str
    inThread: str

    mentions: str
    mentionIn: str
    mentionOf: str
    matchedText: str
    matchMethod: str

    changeKind: str
    changeOf: str
    earlier: str
    later: str
    nameScore: str
    textScore: str
    placeScore: str
    departmentScore: str
    correctedBy: str

    fileName: str
    sha256: str
    pageCount: str
    page: str
    firstLine: str
    lastLine: str
    rectangle: str

    involves: str
    score: str
    aimScore: str
    activityScore: str
    beneficiaryScore: str
    cannotTell: str
    method: str
    evidence: str
    explainedBy: str
    acrossDepartments: str
    effectiveDepartments: str
    untoldPairs: str
    marked: str
    status: str
    reviewer: str
    reviewedOn: str
    reason: str


class RDF(Namespace, base="http://www.w3.org/1999/02/22-rdf-syntax-ns#"):
    """RDF."""

    type: str


class RDFS(Namespace, base="http://www.w3.org/2000/01/rdf-schema#"):
    """RDF Schema."""

    label: str
    comment: str
    subClassOf: str


class XSD(Namespace, base="http://www.w3.org/2001/XMLSchema#"):
    """XML Schema data types."""

    string: str
    integer: str
    decimal: str
    boolean: str
    date: str


class SKOS(Namespace, base="http://www.w3.org/2004/02/skos/core#"):
    """Simple Knowledge Organization System: goals, directions, measures and all labels."""

    Concept: str
    ConceptScheme: str
    prefLabel: str
    altLabel: str
    notation: str
    broader: str
    inScheme: str


class ORG(Namespace, base="http://www.w3.org/ns/org#"):
    """The Organization Ontology: municipality, departments and what becomes of them."""

    FormalOrganization: str
    OrganizationalUnit: str
    ChangeEvent: str
    unitOf: str
    originalOrganization: str
    resultingOrganization: str


class PROV(Namespace, base="http://www.w3.org/ns/prov#"):
    """PROV-O: where a fact was read."""

    Plan: str
    Activity: str
    Entity: str
    wasQuotedFrom: str


class ORE(Namespace, base="http://www.openarchives.org/ore/terms/"):
    """OAI Object Reuse and Exchange: a project as it stands in one list."""

    Proxy: str
    proxyFor: str
    proxyIn: str
    lineage: str


class OA(Namespace, base="http://www.w3.org/ns/oa#"):
    """Web Annotation: passages and mentions."""

    SpecificResource: str
    Annotation: str
    hasSource: str
    exact: str


class QB(Namespace, base="http://purl.org/linked-data/cube#"):
    """RDF Data Cube: figures."""

    Observation: str


class DCTERMS(Namespace, base="http://purl.org/dc/terms/"):
    """Dublin Core terms."""

    identifier: str
    publisher: str
    title: str
    description: str
    date: str
    isPartOf: str
    replaces: str


class DCAT(Namespace, base="http://www.w3.org/ns/dcat#"):
    """Data Catalog Vocabulary: source documents."""

    Distribution: str
    mediaType: str


class TIME(Namespace, base="http://www.w3.org/2006/time#"):
    """OWL-Time: fiscal years."""

    ProperInterval: str
    Instant: str
    hasBeginning: str
    hasEnd: str
    inXSDDate: str


class OPENGOV(Namespace, base="http://www.w3.org/ns/opengov#"):
    """Popolo: statements in meetings."""

    Speech: str


class CIDS(Namespace, base="http://ontology.commonapproach.org/cids#"):
    """Common Impact Data Standard: figures point to it in the vocabulary."""

    IndicatorReport: str


# What a Turtle file or a query writes before the colon.
PREFIXES: dict[str, str] = {
    space.__name__.lower(): space.BASE
    for space in (SHISAKU, RDF, RDFS, XSD, SKOS, ORG, PROV, ORE, OA, QB, DCTERMS, DCAT, TIME,
                  OPENGOV, CIDS)
}

# The standard classes that the model gives each class of ours, written beside it on every node,
# so that a query in standard terms finds the node without inference.
STANDARD_CLASSES: dict[str, tuple[str, ...]] = {
    SHISAKU.Municipality: (ORG.FormalOrganization,),
    SHISAKU.Strategy: (SKOS.ConceptScheme, PROV.Plan),
    SHISAKU.Goal: (SKOS.Concept,),
    SHISAKU.Direction: (SKOS.Concept,),
    SHISAKU.Measure: (SKOS.Concept,),
    SHISAKU.Project: (PROV.Activity,),
    SHISAKU.Department: (ORG.OrganizationalUnit,),
    SHISAKU.Listing: (ORE.Proxy,),
    SHISAKU.CrossListing: (SHISAKU.Listing, ORE.Proxy),
    SHISAKU.ProgressReport: (PROV.Entity,),
    SHISAKU.Figure: (QB.Observation,),
    SHISAKU.Evaluation: (PROV.Entity,),
    SHISAKU.Meeting: (PROV.Activity,),
    SHISAKU.AgendaItem: (),
    SHISAKU.Material: (),
    SHISAKU.Statement: (OPENGOV.Speech,),
    SHISAKU.Mention: (OA.Annotation,),
    SHISAKU.NamedPlan: (PROV.Plan,),
    SHISAKU.SourceDocument: (DCAT.Distribution, PROV.Entity),
    SHISAKU.Passage: (OA.SpecificResource,),
    SHISAKU.FiscalYear: (TIME.ProperInterval,),
    SHISAKU.Change: (PROV.Activity,),
    SHISAKU.DepartmentChange: (SHISAKU.Change, ORG.ChangeEvent, PROV.Activity),
    SHISAKU.Correction: (PROV.Entity,),
    SHISAKU.Finding: (PROV.Entity,),
}

# Every kind of finding, in the order of the model; then gaps, and what minutes show.
FINDING_CLASSES: tuple[str, ...] = (
    SHISAKU.Fragmentation,
    SHISAKU.Overlap,
    SHISAKU.Duplication,
    SHISAKU.RepeatedReport,
    SHISAKU.RepeatedFigure,
    SHISAKU.UnmarkedCrossListing,
    SHISAKU.DanglingCrossListing,
    SHISAKU.UnreportedProject,
    SHISAKU.UnlistedActivity,
    SHISAKU.EmptyReport,
    SHISAKU.UnchangedPlan,
    SHISAKU.SoleDepartment,
    SHISAKU.MeasureWithoutProject,
    SHISAKU.ProjectWithoutFigure,
    SHISAKU.UnansweredQuestion,
    SHISAKU.UnlistedDiscussion,
    SHISAKU.DifferingFigure,
)


def finding_types(kind: str) -> tuple[str, ...]:
    """Return every class to write on a finding of ``kind`` (an IRI of FINDING_CLASSES)."""
    overlap = (SHISAKU.Overlap,) if kind == SHISAKU.Duplication else ()
    return (kind, *overlap, SHISAKU.Finding, *STANDARD_CLASSES[SHISAKU.Finding])
