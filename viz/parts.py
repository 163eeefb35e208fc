"""The parts of a map's page, for the page that stands alone and for the application's.

Every text is escaped by the templates, and the data are JSON in which no character can end a
script. Neither page lets a script stand in it that its policy does not know: the one page names
its two by their digests, the other loads them from its own host.
"""

from __future__ import annotations

import base64
import json
import math
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ontology.errors import ShisakuError
from viz.bends import Bends, bends
from viz.boxes import Position
from viz.canvas import OPTIONS, canvas
from viz.grouping import View
from viz.layout import place
from viz.maps import MAPS
from viz.network import Network
from viz.payload import (
    Links,
    drawing,
    edge_rows,
    frame,
    page_data,
    passages,
    tie_counts,
)
from viz.style import FACE, FONT_SIZE, LINE_HEIGHT, NODE_STYLES, TIE_STYLES
from viz.words import WORDS, Pair, fiscal_year, when, where

LONG_QUOTE = 160
LEVELS = ("0.6", "0.8", "0.9", "1")
LANGUAGES = ("ja", "en")
HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
ASSETS = HERE / "assets"
ENGINE = "vendor/vis-network.min.js"
SCRIPTS = ("files", "words", "state", "labels", "picture", "panel", "controls", "permalink",
           "downloads", "start")


def fragment(view: View, language: str, links: Links) -> Markup:
    """Return ``view`` as part of a page of the application in ``language``, which gives things,
    passages and other views the addresses of ``links`` and loads ``sheet``, ``engine`` and
    ``script``."""
    return _made("fragment.html.j2", view, language, links)


def packed(view: View, language: str) -> str:
    """Return picture and tables of ``view`` as a file holds them until they are asked for: a JSON
    object of HTML by the id of the element that it goes into, deflated, as Base64."""
    parts = {"picture": _made("picture.html.j2", view, language, None),
             "tables": _made("tables.html.j2", view, language, None)}
    return base64.b64encode(zlib.compress(json.dumps(parts).encode())).decode()


def _made(template: str, view: View, language: str, links: Links | None) -> Markup:
    positions = place(view.network)
    bent = bends(view.network, positions)
    drawn = canvas(view.network, positions, bent)
    return Markup(environment().get_template(template).render({
        **context(view, positions, bent, language, links),
        "nodes": drawn.nodes, "edges": drawn.edges, "options": json.dumps(OPTIONS)}))


def safe_json_text(text: str) -> Markup:
    """Return JSON ``text`` in which no character means anything to HTML or ends a line."""
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def safe_json(value: object) -> Markup:
    """Return ``value`` as JSON that can stand inside a script element."""
    return safe_json_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def environment() -> Environment:
    """Return what renders the templates: everything escaped, nothing unknown passed over."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"safe_json": safe_json, "safe_json_text": safe_json_text}
    return made


def context(view: View, positions: dict[str, Position], bent: Bends, language: str,
            links: Links | None = None) -> dict[str, Any]:
    """Return what the templates need besides pyvis's nodes, edges and options."""
    network = view.network
    kind = MAPS[network.kind]
    evidence = passages(network)
    years = sorted({item.year for item in evidence if item.year})
    data = page_data(view, positions, language, links)
    return {
        "language": language, "at": LANGUAGES.index(language), "words": WORDS, "links": links,
        "title": (network.title_ja, network.title_en),
        "question": (kind.question_ja, kind.question_en),
        "above": view.above, "opens": bool(view.opens),
        "size": WORDS["size-members" if view.opens else kind.size],
        "ends": (WORDS[kind.ends[0]], WORDS[kind.ends[1]]),
        "data": {**data, "longQuote": LONG_QUOTE},
        "node_styles": {name: NODE_STYLES[name] for name in network.node_kinds},
        "tie_styles": {name: TIE_STYLES[name] for name in network.tie_kinds},
        "started": data["started"], "quieted": _quieted(network),
        "years": [{"year": year, "told": fiscal_year(year)} for year in years if len(years) > 1],
        "unsure": any(item.confidence < 1 for item in evidence), "levels": LEVELS,
        "facets": [(name, WORDS[name], facet) for name, facet in (
            ("goal", network.goals), ("department", network.departments)) if len(facet.names) > 1],
        "crossing": any(item.cross for item in evidence),
        "drawing": drawing(network, positions), "tie_rows": edge_rows(network, positions, bent),
        "tie_counts": tie_counts(network), "frame": frame(network, positions),
        "heaviest": max((edge.weight for edge in network.edges), default=0),
        "sized": any(node.weight for node in network.nodes),
        "star": star, "face": FACE, "font_size": FONT_SIZE, "line_height": LINE_HEIGHT,
        "long_quote": LONG_QUOTE, "passages": evidence, "when": when, "where": where,
        "query": network.query, "snapshot": network.snapshot, "sources": network.sources,
    }


def _quieted(network: Network) -> Pair | None:
    """Return the sentence that tells which ties are not shown at first, None where all are."""
    quiet = [TIE_STYLES[kind] for kind in network.tie_kinds if kind not in network.started]
    if not quiet:
        return None
    count = sum(not edge.is_of(network.started) for edge in network.edges)
    if not count:
        return None
    ja, en = WORDS["quieted"]
    return (ja.format(kind="・".join(style.ja for style in quiet), n=count),
            en.format(kind=", ".join(style.en for style in quiet), n=count))


def star(x: float, y: float, radius: float) -> str:
    """Return the corners of a star as vis-network draws it."""
    corners = []
    for corner in range(10):
        reach = radius * (0.9 if corner % 2 == 0 else 0.4)
        angle = corner * math.pi / 5
        corners.append(f"{x + reach * math.sin(angle):.1f},{y - reach * math.cos(angle):.1f}")
    return " ".join(corners)


def asset(name: str) -> str:
    """Return the text of an asset; line ends are made one kind, as HTML does, for the digest."""
    return (ASSETS / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def engine() -> Markup:
    """Return vis-network, without the address of its source map and without its own style sheet,
    which a strict policy refuses; ShisakuError where it has not been fetched at set-up."""
    try:
        text = asset(ENGINE)
    except FileNotFoundError as error:
        raise ShisakuError(
            ja="描画部品 vis-network がありません。python -m viz.fetch_assets で取得してください。",
            en="The browser part vis-network is missing; fetch it with python -m viz.fetch_assets.",
        ) from error
    text = text.partition("\n//# sourceMappingURL=")[0]
    before, after = asset("engine.js").split("/* engine */\n")
    return Markup(f"{before}{text}\n{after}")


@cache
def script() -> Markup:
    """Return the page's own script, which reads the data of the page that it is in."""
    parts = "\n".join(asset(f"map/{name}.js") for name in SCRIPTS)
    before, after = asset("map.js").split("/* map */\n")
    return Markup(f'(() => {{\n"use strict";\n{before}'
                  f'function drawMap() {{\n{parts}}}\n{after}}})();')


@cache
def still_script() -> Markup:
    """Return the script of a still picture, which saves what the page shows."""
    return Markup(f'(() => {{\n"use strict";\n{asset("map/files.js")}{asset("still.js")}}})();')


@cache
def sheet() -> Markup:
    """Return the style sheet of a fragment."""
    return Markup(asset("map.css") + asset("still.css"))
