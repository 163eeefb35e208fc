"""One page of a PDF file as a picture, drawn by a process of its own: a hostile or broken file can
exhaust or crash it, and nothing but that picture is lost."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import BoundedSemaphore

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageDraw

from ontology.errors import DocumentError
from shisaku.processes import process_context
from shisaku.web.workers import sandbox

SECONDS = 15.0
"""A page that takes longer is given up."""
MEMORY = 512 * 1024 * 1024
"""Bytes beyond what the process has at its start."""
AT_ONCE = 2
"""So many pages are drawn at a time; others wait."""
WIDTH = 1400
"""Pixels of a picture's width, fewer where the page is so tall that it would have too many."""
_MOST_PIXELS = 6_000_000
_SHARPEST = 3.0
_LARGEST_PAGE = 14_400
_FILL, _EDGE = (255, 212, 61, 96), (139, 64, 0, 255)
_MARGIN = 3.0
_places = BoundedSemaphore(AT_ONCE)

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page (from 1) of the file ``data`` to draw; rectangles are left, top, width and height in
    points from the page's upper left corner."""

    name: str
    data: bytes
    page: int
    rectangles: Sequence[Rectangle]


def drawn(drawing: Drawing) -> bytes:
    """Return the page as PNG; DocumentError where it cannot be drawn within the limits."""
    with _places:
        context = process_context(__name__)
        near, far = context.Pipe()
        process = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(far,), daemon=True)
        process.start()
        far.close()
        try:
            near.send(drawing)
            picture: bytes = near.recv_bytes() if near.poll(SECONDS) else b""
        except (EOFError, OSError):
            picture = b""
        finally:
            process.kill()
            process.join()
            near.close()
    if not picture:
        raise DocumentError(
            ja=f"{drawing.name}: {drawing.page} ページを描けません。"
            "原本をダウンロードして確かめてください。",
            en=f"{drawing.name}: page {drawing.page} cannot be drawn; "
            "download the original to look at it.")
    return picture


def serve(pipe: Connection) -> None:
    """Draw what comes through ``pipe``: the main function of the process."""
    sandbox.be_quiet()
    sandbox.forbid_network()
    sandbox.limit_memory(MEMORY)
    sandbox.end_within(SECONDS)
    drawing: Drawing = pipe.recv()
    pipe.send_bytes(picture_of(drawing))


def picture_of(drawing: Drawing) -> bytes:
    """Return the page as PNG, in this process; whatever the library raises at a broken file."""
    page = pypdfium2.PdfDocument(drawing.data)[drawing.page - 1]
    width, height = page.get_size()
    if not (0 < width <= _LARGEST_PAGE and 0 < height <= _LARGEST_PAGE):
        raise ValueError(f"a page of {width} x {height} points")
    scale = min(_SHARPEST, WIDTH / width, (_MOST_PIXELS / (width * height)) ** 0.5)
    image = page.render(scale=scale).to_pil().convert("RGB")
    left, top = _corner(drawing.data, drawing.page) if drawing.rectangles else (0.0, 0.0)
    _mark(image, [(x - left, y - top, wide, high)
                  for x, y, wide, high in drawing.rectangles], scale)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _corner(data: bytes, number: int) -> tuple[float, float]:
    """Return where the picture's corner is in the places that readers give: they count from the
    corner of the whole page as it is turned, and a picture shows the visible part alone."""
    with pdfplumber.open(io.BytesIO(data), pages=[number]) as pdf:
        page = pdf.pages[0]
        whole, visible = page.page_obj.mediabox, page.page_obj.cropbox
        left, bottom = (max(0.0, visible[side] - whole[side]) for side in (0, 1))
        right, top = (max(0.0, whole[side] - visible[side]) for side in (2, 3))
        across, down = {0: (left, top), 90: (bottom, left), 180: (right, bottom),
                        270: (top, right)}[page.rotation]
        return page.mediabox[0] + across, page.mediabox[1] + down


def _mark(image: Image.Image, rectangles: Sequence[Rectangle], scale: float) -> None:
    painter = ImageDraw.Draw(image, "RGBA")
    for left, top, width, height in rectangles:
        sides = (left - _MARGIN, top - _MARGIN, left + width + _MARGIN, top + height + _MARGIN)
        painter.rectangle([side * scale for side in sides], fill=_FILL, outline=_EDGE, width=3)
