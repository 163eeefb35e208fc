"""The packaged texts of this room, readable from a folder, a wheel or an archive alike."""

from importlib.resources import files


def _packaged(name: str) -> str:
    return files("ontology").joinpath(name).read_text(encoding="utf-8")


def vocabulary() -> str:
    """Return the vocabulary as Turtle; it belongs in the graph named ``terms.ONTOLOGY``."""
    return _packaged("shisaku.ttl")


def shapes() -> str:
    """Return the SHACL shapes as Turtle."""
    return _packaged("shapes.ttl")


def context() -> str:
    """Return the JSON-LD 1.1 context as JSON."""
    return _packaged("context.jsonld")


def example() -> str:
    """Return a small complete graph of a fictional town as Turtle."""
    return _packaged("examples.ttl")
