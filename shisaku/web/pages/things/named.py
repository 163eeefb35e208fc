"""Who names which projects: what stands behind "answers for" and "shares with"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ontology.terms import SHISAKU
from shisaku.web.pages.facts import Facts

Pairs = Mapping[tuple[str, str], Sequence[str]]
"""The mentions that stand behind a department and a project."""


def naming_mentions(facts: Facts, projects: Iterable[str]) -> Pairs:
    """Return the mentions of ``projects`` in reports, by department and project."""
    named = " ".join(f"<{project}>" for project in projects)
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    if named:
        for project, mention, department in facts.rows(
                f"SELECT ?project ?mention ?department WHERE {{ VALUES ?project {{ {named} }} "
                f"?mention <{SHISAKU.mentionOf}> ?project ; <{SHISAKU.mentionIn}> ?report . "
                f"?report <{SHISAKU.reportedBy}> ?department }}"):
            found[department, project].append(mention)
    return found
