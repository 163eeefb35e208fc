"""A person's verdict from the command line, and what is said once it is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graph.place import Place
from graph.remote.reviewing import record_remote_verdict
from graph.reviewing import Opinion, Recorded, record_verdict
from graph.verdicts import Judgement
from shisaku.language import chosen, say
from shisaku.words import word

VERDICTS = tuple(judgement.lower() for judgement in Judgement)
"""What may be given as a verdict."""


def review_text(place: Place, finding: str, verdict: str, reviewer: str, reason: str) -> str:
    """Keep today's ``verdict`` (one of VERDICTS) and return what is told of it.

    ShisakuError as ``graph.reviewing.record_verdict`` raises it.
    """
    opinion = Opinion(finding, Judgement(verdict.capitalize()), reviewer.strip(), date.today(),
                      reason.strip())
    recorded = recorded_at(place, opinion)
    return f"{_change(recorded)}\n{recorded.ja if chosen() == 'ja' else recorded.en}\n"


def recorded_at(place: Place, opinion: Opinion) -> Recorded:
    """Keep ``opinion`` in the dataset at ``place``, a folder or an endpoint."""
    if isinstance(place, Path):
        return record_verdict(place, opinion)
    return record_remote_verdict(place, opinion)


def _change(recorded: Recorded) -> str:
    """Say what stood before, what stands now, and who said so."""
    before, now = recorded.before, recorded.verdict
    name = f"{word(now.kind)} {now.finding.rpartition('/')[2]}"
    status = word(now.status)
    if before == now:
        return say(ja=f"{name}: すでに「{status}」と判定されています（変更なし）。",
                   en=f"{name}: is judged so already ({status}); nothing changed.")
    old = word(before.status if before else "Candidate")
    return say(ja=f"{name}: {old} → {status}（{now.reviewer}、{now.reviewed_on}）",
               en=f"{name}: {old} → {status} ({now.reviewer}, {now.reviewed_on})")
