"""A network as one HTML page that works offline: pyvis under our own template.

pyvis turns nodes and edges into the data of vis-network; its own page is not used, because it
loads from other hosts and lets text from documents run as script. Here every text is escaped by
the template, the data are JSON in which no character can end a script, and the page's own policy
allows exactly the two scripts that stand in it, by their digests, and no request to anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graph.whole_file import whole_file
from ontology.errors import ShisakuError
from viz.canvas import canvas
from viz.layout import Position, place
from viz.maps import MAPS
from viz.network import Network
from viz.payload import drawing, edge_rows, frame, page_data, passages, tie_counts
from viz.style import FACE, FONT_SIZE, LABEL_GAP, LINE_HEIGHT, NODE_STYLES, TIE_STYLES
from viz.words import WORDS, when, where

MOST_NODES = 400
LONG_QUOTE = 160
LANGUAGES = ("ja", "en")
HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
TEMPLATE = "map.html.j2"
ASSETS = HERE / "assets"
ENGINE = "vendor/vis-network.min.js"
SCRIPTS = ("words", "state", "labels", "picture", "panel", "controls", "permalink", "downloads",
           "start")


def render(network: Network, language: str = "ja") -> str:
    """Return the page of ``network``, first shown in ``language`` ("ja" or "en").

    Raises ShisakuError where the network has more than ``MOST_NODES`` nodes, and where the
    browser part has not been fetched at set-up.
    """
    if language not in LANGUAGES:
        raise ShisakuError(ja=f"表示言語「{language}」はありません。ja か en を選んでください。",
                           en=f'There is no language "{language}"; choose ja or en.')
    _check_size(network)
    positions = place(network)
    drawn = canvas(network, positions)
    drawn.set_template_dir(str(TEMPLATES), TEMPLATE)
    drawn.templateEnv = _environment()
    drawn.templateEnv.globals.update(_context(network, positions, language))
    page: str = drawn.generate_html()
    return page


def write(path: Path, html: str) -> None:
    """Write ``html`` to ``path`` as UTF-8, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(html.encode("utf-8"))


def safe_json_text(text: str) -> Markup:
    """Return JSON ``text`` in which no character means anything to HTML or ends a line."""
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def safe_json(value: object) -> Markup:
    """Return ``value`` as JSON that can stand inside a script element."""
    return safe_json_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _check_size(network: Network) -> None:
    if len(network.nodes) <= MOST_NODES:
        return
    kind = MAPS[network.kind]
    count = len(network.nodes)
    raise ShisakuError(
        ja=f"マップ {kind.name} の項目が {count} 件です。{MOST_NODES} 件を超える図は読めません。"
           f"{kind.narrower_ja}にしてください。",
        en=f"The map {kind.name} has {count} items; above {MOST_NODES} a picture cannot be read: "
           f"{kind.narrower_en}.")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"safe_json": safe_json, "safe_json_text": safe_json_text}
    return environment


def _context(network: Network, positions: dict[str, Position], language: str) -> dict[str, Any]:
    kind = MAPS[network.kind]
    engine, script = _engine(), _script()
    return {
        "language": language, "at": LANGUAGES.index(language), "words": WORDS,
        "title": (network.title_ja, network.title_en),
        "question": (kind.question_ja, kind.question_en),
        "size": WORDS[kind.size], "ends": (WORDS[kind.ends[0]], WORDS[kind.ends[1]]),
        "css": Markup(_asset("map.css")), "engine": engine, "script": script,
        "policy": _policy(engine, script),
        "data": {**page_data(network, positions, language), "longQuote": LONG_QUOTE},
        "node_styles": {name: NODE_STYLES[name] for name in network.node_kinds},
        "tie_styles": {name: TIE_STYLES[name] for name in network.tie_kinds},
        "drawing": drawing(network, positions), "tie_rows": edge_rows(network, positions),
        "tie_counts": tie_counts(network), "frame": frame(network, positions),
        "heaviest": max((edge.weight for edge in network.edges), default=0),
        "sized": any(node.weight for node in network.nodes),
        "face": FACE, "font_size": FONT_SIZE, "label_gap": LABEL_GAP, "line_height": LINE_HEIGHT,
        "long_quote": LONG_QUOTE, "passages": passages(network), "when": when, "where": where,
        "query": network.query, "snapshot": network.snapshot, "sources": network.sources,
    }


def _policy(*scripts: str) -> str:
    """Return the policy of the page: these scripts, its own styles and pictures, nothing else."""
    digests = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (f"default-src 'none'; script-src {digests}; style-src 'unsafe-inline'; "
            "img-src data: blob:; base-uri 'none'; form-action 'none'")


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _asset(name: str) -> str:
    """Return the text of an asset; line ends are made one kind, as HTML does, for the digest."""
    return (ASSETS / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _engine() -> Markup:
    """Return vis-network, without the address of its source map."""
    try:
        text = _asset(ENGINE)
    except FileNotFoundError as error:
        raise ShisakuError(
            ja="描画部品 vis-network がありません。python -m viz.fetch_assets で取得してください。",
            en="The browser part vis-network is missing; fetch it with python -m viz.fetch_assets.",
        ) from error
    return Markup(text.partition("\n//# sourceMappingURL=")[0])


@cache
def _script() -> Markup:
    parts = "\n".join(_asset(f"map/{name}.js") for name in SCRIPTS)
    return Markup(f'(() => {{\n"use strict";\n{parts}}})();')
