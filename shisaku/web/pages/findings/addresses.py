"""The addresses of findings. A finding's identifier has a form of its own, so that a suffix behind
it is one."""

from __future__ import annotations

import re

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import BaseRoute, Route

from shisaku.web.pages.findings.data import FORMS
from shisaku.web.pages.findings.judging import enter, finding, judge, review
from shisaku.web.pages.findings.listing import findings


class _Identifier(Convertor[str]):
    """A finding's identifier."""

    regex = "[0-9a-f]{16}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class _Form(_Identifier):
    """A form of the findings as a file."""

    regex = "|".join(map(re.escape, FORMS))


register_url_convertor("finding", _Identifier())
register_url_convertor("findings_form", _Form())


def finding_routes() -> list[BaseRoute]:
    """Return the routes of the list, of each finding, and of the reviewers' way in."""
    return [Route("/findings", findings),
            Route("/findings.{suffix:findings_form}", findings),
            Route("/findings/{finding:finding}", finding),
            Route("/findings/{finding:finding}", judge, methods=["POST"]),
            Route("/review", review),
            Route("/review", enter, methods=["POST"]),
            Route("/findings/{finding:finding}.{suffix:findings_form}", finding)]
