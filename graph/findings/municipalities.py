"""The quads of a dataset parted by municipality, because no finding is about two of them.

Everything of a municipality stands below its code; what stands elsewhere, as fiscal years do, is
shared by all. So only one municipality's reports and listings need be in memory at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from ontology.iris import Iris


def parted(quads: Iterable[Quad], base: str) -> Iterator[list[Quad]]:
    """Yield the quads about each municipality and what it has, with all that is shared, in the
    order of the IRIs below ``base``."""
    years = Iris(base, "").fiscal_year(0).rpartition("/")[0].removeprefix(base)
    found: defaultdict[str, list[Quad]] = defaultdict(list)
    shared: list[Quad] = []
    for quad in quads:
        iri = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        code = iri.removeprefix(base).partition("/")[0]
        own = iri.startswith(base) and code != years
        (found[code] if own else shared).append(quad)
    for code in sorted(found, key=lambda code: f"{code}/"):
        yield found.pop(code) + shared
