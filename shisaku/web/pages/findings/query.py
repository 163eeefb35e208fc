"""The SPARQL query that finds in the graph what a page of findings shows.

The page itself takes the rows that it holds; the query is for those who want to go on from there.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from ontology.terms import DCTERMS, RDF, RDFS, SHISAKU
from shisaku.web.pages.findings.asked import Asked
from shisaku.web.pages.findings.entries import Entries


def query_of(asked: Asked, entries: Entries) -> str:
    """Return the query for ``asked``; words are looked for by the page alone, which a comment
    says."""
    patterns = "\n  ".join(_patterns(asked, entries))
    note = "# The page also asks for words in the sentence, the names or the passages.\n"
    return f"""{note if asked.q else ""}SELECT DISTINCT ?id ?score ?status ?label WHERE {{
  {patterns}
}} ORDER BY DESC(?score) ?id"""


def _patterns(asked: Asked, entries: Entries) -> Iterator[str]:
    kind = SHISAKU.term(asked.kind or "Finding")
    yield f"?finding <{RDF.type}> <{kind}> ; <{DCTERMS.identifier}> ?id ;"
    yield f"  <{SHISAKU.status}> ?status ; <{RDFS.label}> ?label ."
    if asked.score:
        yield f"?finding <{SHISAKU.score}> ?score . FILTER(?score >= {asked.score})"
    else:
        yield f"OPTIONAL {{ ?finding <{SHISAKU.score}> ?score }}"
    yield 'FILTER(LANG(?label) = "ja")'
    if asked.status:
        yield f"FILTER(?status = <{SHISAKU.term(asked.status)}>)"
    if asked.municipality:
        start = Literal(f"{entries.base}{asked.municipality}/")
        yield f"FILTER(STRSTARTS(STR(?finding), {start}))"
    if asked.across:
        truth = "true" if asked.across == "yes" else "false"
        yield f"?finding <{SHISAKU.acrossDepartments}> {truth} ."
    if asked.explained:
        exists = "EXISTS" if asked.explained == "yes" else "NOT EXISTS"
        yield f"FILTER {exists} {{ ?finding <{SHISAKU.explainedBy}> ?why }}"
    if asked.department:
        tie = f"?department <{SHISAKU.responsibleFor}> ?project"
        yield _tied("department", asked.department, entries.departments, tie)
    if asked.direction:
        tie = f"?project <{SHISAKU.homeIn}>|<{SHISAKU.crossListedIn}> ?direction"
        yield _tied("direction", asked.direction, entries.directions, tie)


def _tied(name: str, iri: str, known: object, tie: str) -> str:
    """Bind ``name`` to ``iri``, and say that a finding involves it or a project tied to it; an
    IRI that is none of ``known`` comes from outside and does not go into the query."""
    value = f"<{iri}>" if isinstance(known, dict) and iri in known else ""
    involves = f"?finding <{SHISAKU.involves}>"
    return (f"VALUES ?{name} {{ {value} }}\n  {{ {involves} ?{name} }} UNION "
            f"{{ {involves} ?project . {tie} }}")
