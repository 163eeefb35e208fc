"""Which address is which page; an address with a suffix gives the page's table as that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from shisaku.web.pages.about import about, void
from shisaku.web.pages.catalogue import question, questions
from shisaku.web.pages.caveats import caveats
from shisaku.web.pages.downloads import download
from shisaku.web.pages.findings.addresses import finding_routes
from shisaku.web.pages.home import home
from shisaku.web.pages.map_assets import map_asset
from shisaku.web.pages.maps import map_file, map_kinds, map_page
from shisaku.web.pages.matrix import matrix
from shisaku.web.pages.search import search
from shisaku.web.pages.sources.given import original, page_picture
from shisaku.web.pages.sources.source import source
from shisaku.web.pages.strategy import strategy
from shisaku.web.pages.things.thing import thing
from shisaku.web.pages.vocabulary import vocabulary, vocabulary_part
from viz.fetch_assets import VENDOR


class _Suffix(Convertor[str]):
    """The form of a page's table in its address."""

    regex = "json|csv|ttl|jsonld"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("suffix", _Suffix())

Page = Callable[[Request], Response]

_PAGES: tuple[tuple[str, Page], ...] = (
    ("/about", about),
    ("/caveats", caveats),
    ("/maps", map_kinds),
    ("/maps/{kind}", map_page),
    ("/matrix", matrix),
    ("/queries", questions),
    ("/queries/{name:str}", question),
    ("/search", search),
    ("/strategy", strategy),
    ("/sources/{sha256}", source),
)


def routes() -> list[BaseRoute]:
    """Return the routes of all pages, and of what they need."""
    found: list[BaseRoute] = [Route("/", home), Route("/index.{suffix:suffix}", home),
                              *finding_routes(), Route("/maps/{kind}.html", map_file)]
    for path, page in _PAGES:
        found += [Route(f"{path}.{{suffix:suffix}}", page), Route(path, page)]
    found += [Route("/ns", vocabulary), Route("/ns.{suffix:str}", vocabulary),
              Route("/ns/{name:str}", vocabulary_part)]
    found += [Route("/download/{name:str}", download), Route("/.well-known/void", void)]
    found += [Route("/id/{path:path}", thing), Route("/sources/{sha256}/original", original),
              Route("/sources/{sha256}/page/{number}.png", page_picture)]
    found += [Route("/static/viz/{digest}/{name}", map_asset),
              Mount("/static", StaticFiles(directory=Path(__file__).parents[1] / "static")),
              Mount("/vendor", StaticFiles(directory=VENDOR, check_dir=False))]
    return found
