"""A still picture as one HTML page that works offline and without script, or as part of a page."""

from __future__ import annotations

from markupsafe import Markup

from viz.parts import LANGUAGES, asset, environment, sheet
from viz.payload import Links
from viz.stills.still import Still
from viz.style import FACE
from viz.words import WORDS

POLICY = ("default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
          "form-action 'none'")


def render_still(still: Still, language: str = "ja") -> str:
    """Return ``still`` as a page of its own in ``language`` ("ja" or "en")."""
    return _made("still.html.j2", still, language, None)


def still_fragment(still: Still, language: str, links: Links) -> Markup:
    """Return ``still`` as part of a page of the application, with the addresses of ``links``."""
    return Markup(_made("still-fragment.html.j2", still, language, links))


def _made(template: str, still: Still, language: str, links: Links | None) -> str:
    kind = still.kind
    css = asset("page.css") + sheet()
    return environment().get_template(template).render({
        **still.drawing.values, "language": language, "at": LANGUAGES.index(language),
        "words": WORDS, "links": links, "css": Markup(css), "policy": POLICY, "face": FACE,
        "title": (kind.title_ja, kind.title_en), "question": (kind.question_ja, kind.question_en),
        "note": kind.note, "picture": still.drawing.template, "sheets": still.drawing.sheets,
        "query": still.drawing.query, "snapshot": still.snapshot, "sources": still.sources})
