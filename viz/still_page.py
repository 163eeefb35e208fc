"""A still picture as one HTML page that works offline, or as part of a page; without script it has
no buttons."""

from __future__ import annotations

from markupsafe import Markup

from viz.page import policy
from viz.parts import LANGUAGES, asset, environment, sheet, still_script
from viz.payload import Links
from viz.stills.still import Still
from viz.style import FACE
from viz.words import WORDS


def render_still(still: Still, language: str = "ja") -> str:
    """Return ``still`` as a page of its own in ``language`` ("ja" or "en")."""
    return _made("still.html.j2", still, language, None)


def still_fragment(still: Still, language: str, links: Links) -> Markup:
    """Return ``still`` as part of a page of the application, with the addresses of ``links``."""
    return Markup(_made("still-fragment.html.j2", still, language, links))


def _made(template: str, still: Still, language: str, links: Links | None) -> str:
    kind = still.kind
    return environment().get_template(template).render({
        **still.drawing.values, "language": language, "at": LANGUAGES.index(language),
        "words": WORDS, "links": links, "css": Markup(asset("page.css")) + sheet(),
        "script": still_script(), "policy": policy(still_script()), "face": FACE,
        "name": kind.name, "title": (kind.title_ja, kind.title_en),
        "question": (kind.question_ja, kind.question_en),
        "note": kind.note, "picture": still.drawing.template, "sheets": still.drawing.sheets,
        "query": still.drawing.query, "snapshot": still.snapshot, "sources": still.sources})
