"""A network as one HTML page that works offline: pyvis under our own template.

pyvis turns nodes and edges into the data of vis-network; its own page is not used, because it
loads from other hosts and lets text from documents run as script. Here the page's own policy
allows exactly the two scripts that stand in it, by their digests, and no request to anywhere.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from markupsafe import Markup

from graph.whole_file import whole_file
from ontology.errors import ShisakuError
from viz.bends import bends
from viz.canvas import canvas
from viz.grouping import views
from viz.layout import place
from viz.network import Network
from viz.parts import (
    LANGUAGES,
    TEMPLATES,
    asset,
    context,
    engine,
    environment,
    packed,
    script,
    sheet,
)

TEMPLATE = "map.html.j2"


def render(network: Network, language: str = "ja") -> str:
    """Return the page of ``network``, first shown in ``language`` ("ja" or "en").

    A network of more than ``MOST_NODES`` nodes is shown as groups, each of which can be opened.
    Raises ShisakuError where the browser part has not been fetched at set-up.
    """
    if language not in LANGUAGES:
        raise ShisakuError(ja=f"表示言語「{language}」はありません。ja か en を選んでください。",
                           en=f'There is no language "{language}"; choose ja or en.')
    pictures = views(network)
    first = pictures[""]
    positions = place(first.network)
    bent = bends(first.network, positions)
    drawn = canvas(first.network, positions, bent)
    drawn.set_template_dir(str(TEMPLATES), TEMPLATE)
    drawn.templateEnv = environment()
    drawn.templateEnv.globals.update({
        **context(first, positions, bent, language),
        "packed": {key: packed(view, language) for key, view in pictures.items()
                   if len(pictures) > 1},
        "engine": engine(), "script": script(),
        "css": Markup(asset("page.css")) + sheet(), "policy": policy(engine(), script())})
    page: str = drawn.generate_html()
    return page


def write(path: Path, html: str) -> None:
    """Write ``html`` to ``path`` as UTF-8, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(html.encode("utf-8"))


def policy(*scripts: str) -> str:
    """Return the policy of a page that stands alone: these scripts, its own styles and pictures,
    nothing else."""
    digests = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (f"default-src 'none'; script-src {digests}; style-src 'unsafe-inline'; "
            "img-src data: blob:; base-uri 'none'; form-action 'none'")


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
