"""The terms in which the endpoint describes itself; no graph uses them."""

from ontology.namespace import Namespace


class SD(Namespace, base="http://www.w3.org/ns/sparql-service-description#"):
    """SPARQL 1.1 Service Description."""

    Service: str
    Dataset: str
    Graph: str
    SPARQL11Query: str
    UnionDefaultGraph: str
    endpoint: str
    supportedLanguage: str
    feature: str
    resultFormat: str
    defaultDataset: str
    defaultGraph: str


class VOID(Namespace, base="http://rdfs.org/ns/void#"):
    """Vocabulary of Interlinked Datasets."""

    triples: str


class LIMIT(Namespace, base="https://w3id.org/shisaku/limit#"):
    """Our terms for the limits; the description itself says what each one is."""

    seconds: str
    memory: str
    queryLength: str
    rows: str
    answerSize: str
