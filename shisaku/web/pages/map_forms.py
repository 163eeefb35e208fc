"""What the pages of maps ask of their address and of the dataset: parameters, choices, links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from graph.dataset import Dataset
from graph.store import GraphStore
from shisaku.web.pages.links import passage_path, thing_path
from shisaku.web.pages.towns import are_many, part_of, towns
from viz.maps import Parameter
from viz.maps.choices import Choice
from viz.network import Evidence
from viz.payload import NO_PAGE, Links

Asked = tuple[tuple[str, str], ...]


def asked_of(request: Request, dataset: Dataset, parameters: Sequence[Parameter]) -> Asked:
    """Return the parameters that the address names; where it names none, the first choice for the
    first parameter, so that there is something to see. Of many municipalities one is shown, the
    first where none is named, and what is needed besides is the first of that one's."""
    given = {each.name: value for each in parameters
             if (value := request.query_params.get(each.name, ""))}
    first = parameters[0]
    if are_many(dataset):
        town = _town_of(dataset, given)
        if _has_town(parameters):
            given["municipality"] = town
        if first.required and not any(each.name in given for each in parameters if each.required):
            for choice in _choices(dataset, first, town)[:1]:
                given[first.name] = choice.value
        return tuple(given.items())
    choices = () if given else _choices(dataset, first, "")
    return tuple(given.items()) or tuple((first.name, each.value) for each in choices[:1])


def seen(dataset: Dataset, asked: Asked) -> GraphStore:
    """Return what a map of ``asked`` is drawn from: of many municipalities one's part."""
    return part_of(dataset, _town_of(dataset, dict(asked)))


def _town_of(dataset: Dataset, asked: Mapping[str, str]) -> str:
    """Return the code of the municipality that ``asked`` names, or whose thing it names, else of
    the first; "" where they are few and shown together."""
    if not are_many(dataset):
        return ""
    known = towns(dataset)
    codes = (value.removeprefix(dataset.report.base).partition("/")[0]
             for value in (asked.get("municipality", ""), *asked.values()))
    return next((code for code in codes if code in known), next(iter(known), ""))


def _has_town(parameters: Sequence[Parameter]) -> bool:
    return any(each.name == "municipality" for each in parameters)


def fields_of(dataset: Dataset, parameters: Sequence[Parameter], asked: Mapping[str, str],
              at: int) -> list[dict[str, Any]]:
    """Return the forms: what can be chosen, each in a form of its own, and what is. A form keeps
    (``kept``) what is chosen before it; of those required only one can be; ``left_out`` tells that
    nothing need be chosen."""
    shown = [each for each in parameters if each.required] or list(parameters)
    town = _town_of(dataset, asked)
    if town:
        shown = [*(each for each in parameters if each.name == "municipality"),
                 *(each for each in shown if each.name != "municipality")]
    return [{"name": each.name, "label": (each.label_ja, each.label_en)[at],
             "left_out": bool(number) and not each.required,
             "kept": [(before.name, asked[before.name]) for before in shown[:number]
                      if not each.required and before.name in asked],
             "choices": _choices(dataset, each, town),
             "chosen": next((choice.value for choice in _choices(dataset, each, town)
                             if choice.value == asked.get(each.name)), "")}
            for number, each in enumerate(shown)]


@lru_cache(maxsize=32)
def _choices(dataset: Dataset, parameter: Parameter, town: str) -> tuple[Choice, ...]:
    return parameter.choices(
        dataset.store if parameter.name == "municipality" else part_of(dataset, town))


def links_of(dataset: Dataset, kind: str, asked: Asked) -> Links:
    """Return where this application shows things, passages and the pictures of the map ``kind``."""
    return Links(partial(_page_of, dataset.report.base), _place_of,
                 partial(_group_path, f"/maps/{kind}", asked))


def _group_path(path: str, asked: Asked, key: str) -> str:
    told = urlencode((*asked, *((("group", key),) if key else ())))
    return f"{path}?{told}" if told else path


def _page_of(base: str, iri: str) -> str:
    path = thing_path(base, iri)
    return path if path.startswith("/id/") else NO_PAGE


def _place_of(item: Evidence) -> str:
    return passage_path(item.sha256, item.first_line, item.last_line, item.page)
