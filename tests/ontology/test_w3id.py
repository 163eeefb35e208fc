"""The redirect rules for w3id.org, followed as Apache's mod_rewrite follows them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

RULES = Path(__file__).parents[2] / "ontology" / "w3id" / "shisaku" / ".htaccess"
SERVER = "https://shisaku.example.org"
_SUBSTITUTION = re.compile(r"\$(\d)")


def led_to(path: str, accept: str) -> tuple[int, str] | None:
    """Return status and address for ``path``, or None where no rule fits."""
    wanted = True
    for line in RULES.read_text(encoding="utf-8").splitlines():
        if line.startswith("RewriteCond"):
            _, _, pattern, flags = line.split()
            assert flags == "[NC]"
            wanted = wanted and bool(re.search(pattern, accept, re.IGNORECASE))
        elif line.startswith("RewriteRule") and "[E=" not in line:
            _, pattern, target, flags = line.split()
            found = re.search(pattern, path)
            if wanted and found:
                address = found.expand(_SUBSTITUTION.sub(r"\\\1", target))
                status = re.search(r"R=(\d+)", flags)
                assert status
                return int(status[1]), address.replace("%{ENV:SERVER}", SERVER)
            wanted = True
    return None


LED = [
    ("ns", "text/html,application/xhtml+xml,*/*;q=0.8", (303, "/ns")),
    ("ns", "*/*", (303, "/ns")),
    ("ns", "text/turtle", (303, "/ns.ttl")),
    ("ns", "application/ld+json", (303, "/ns.jsonld")),
    ("ns", "application/rdf+xml;q=0.9", (303, "/ns.rdf")),
    ("ns", "application/n-triples", (303, "/ns.nt")),
    ("ns.ttl", "*/*", (302, "/ns.ttl")),
    ("ns/context.jsonld", "*/*", (302, "/ns/context.jsonld")),
    ("id/012068/project/abc", "text/turtle", (303, "/id/012068/project/abc")),
    ("", "*/*", (302, "/")),
]


@pytest.mark.parametrize(("path", "accept", "there"), LED)
def test_a_name_leads_to_what_is_asked_for(path: str, accept: str, there: tuple[int, str]) -> None:
    assert led_to(path, accept) == (there[0], SERVER + there[1])
    assert len(LED) == 10


@pytest.mark.parametrize("path", ["ns.exe", "nsx", "other", "ns/secret"])
def test_nothing_else_leads_anywhere(path: str) -> None:
    assert led_to(path, "*/*") is None


def test_the_server_is_named_once() -> None:
    assert RULES.read_text(encoding="utf-8").count("https://shisaku.") == 1
