"""All quads of one document: a pure function of what was read and of the names of all documents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pyoxigraph import Quad

from graph.correction_quads import correction_quads
from graph.document import Document
from graph.figure_quads import evaluation_quads, figure_quads
from graph.identity import Identity
from graph.listing_quads import department_quads, listing_quads
from graph.meeting_quads import meeting_quads
from graph.mention_quads import mention_quads
from graph.report_quads import report_quads
from graph.source_quads import fiscal_year_quads, source_quads
from graph.strategy_quads import strategy_quads
from loaders.records import Reading
from ontology.iris import Iris

_PARTS = (source_quads, fiscal_year_quads, strategy_quads, listing_quads, department_quads,
          report_quads, meeting_quads, figure_quads, evaluation_quads, mention_quads,
          correction_quads)


def document_quads(reading: Reading, identity: Identity, iris: Iris) -> Iterator[Quad]:
    """Yield the quads of ``reading``, each once, all in the graph of its document.

    ``identity`` comes from all readings of the dataset, this one among them; ``iris`` are those of
    the reading's municipality. No blank nodes.
    """
    document = Document.of(reading, identity, iris)
    yield from dict.fromkeys(chain.from_iterable(part(document) for part in _PARTS))
