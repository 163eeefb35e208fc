"""The shapes as the SHACL engine reads them quickest: the same results, in less time.

The engine reads a property shape anew for each focus node that a node shape hands to it: so each
property shape gets the target classes of its node shape and is read once. And it words a result
for each alternative of an ``sh:or`` that does not hold, which nobody sees: where all alternatives
are classes, one class above them is looked for instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ontology import resources

if TYPE_CHECKING:
    import rdflib
    from rdflib.graph import _ObjectType, _SubjectType

_ABOVE = "urn:x-shisaku:one-of:"


def shapes_graph(text: str | None = None) -> rdflib.Graph:
    """Return the shapes in ``text`` (Turtle; the packaged ones unless given), each read once."""
    import rdflib

    shapes = rdflib.Graph()
    shapes.parse(data=resources.shapes() if text is None else text, format="turtle")
    _target_property_shapes(shapes)
    return shapes


def _target_property_shapes(shapes: rdflib.Graph) -> None:
    """Let property shapes target the classes of their node shapes, instead of being handed over.

    A node shape that has no target class is used inside others and stays as it is.
    """
    from rdflib import SH

    for node_shape, property_shape in list(shapes.subject_objects(SH.property)):
        classes = list(shapes.objects(node_shape, SH.targetClass))
        for target in classes:
            shapes.add((property_shape, SH.targetClass, target))
        if classes:
            shapes.remove((node_shape, SH.property, property_shape))


def join_classes(shapes: rdflib.Graph, data: rdflib.Graph) -> Collection[_SubjectType]:
    """Let ``shapes`` ask for one class where they ask for one of several, say in ``data`` which
    classes stand below it, and return the shapes that ask otherwise now: the results are the same,
    but for those of these shapes."""
    from rdflib import RDFS, SH, URIRef

    joined = []
    for number, (shape, choice) in enumerate(sorted(shapes.subject_objects(SH["or"]))):
        classes = list(_classes(shapes, choice))
        if None in classes or (shape, SH["class"], None) in shapes:
            continue
        above = URIRef(f"{_ABOVE}{number}")
        shapes.remove((shape, SH["or"], choice))
        shapes.add((shape, SH["class"], above))
        for each in classes:
            data.add((each, RDFS.subClassOf, above))  # type: ignore[arg-type]
        joined.append(shape)
    return joined


def _classes(shapes: rdflib.Graph, choice: _ObjectType) -> Iterator[_ObjectType | None]:
    """Yield the class that each alternative asks for, None where it asks for anything else."""
    from rdflib import SH
    from rdflib.collection import Collection as Items

    for each in Items(shapes, choice):
        said = list(shapes.predicate_objects(each))
        yield said[0][1] if [predicate for predicate, _ in said] == [SH["class"]] else None
