"""The catalogue of maps: what each one asks, what it must be told, and how it is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.store import GraphStore
from ontology.errors import QueryError
from viz.maps.changes import HEADINGS, change_years, changes_map
from viz.maps.choices import (
    Choice,
    chosen_department,
    chosen_direction,
    chosen_discussed,
    chosen_goal,
    chosen_meeting,
    chosen_municipality,
    chosen_year,
    department_choices,
    direction_choices,
    direction_nodes,
    discussed_choices,
    goal_choices,
    meeting_choices,
    municipality_choices,
    year_choices,
)
from viz.maps.cross_listings import cross_listings_map
from viz.maps.departments import departments_map
from viz.maps.facets import facets
from viz.maps.minutes import minutes_map
from viz.maps.projects import projects_map
from viz.maps.tables import Parts, sources
from viz.network import Network, TieKind

Params = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a map may be told, e.g. which direction; of those ``required`` it must be told one.
    ``choices`` lists what there is."""

    name: str
    required: bool
    ja: str
    en: str
    label_ja: str
    label_en: str
    choices: Callable[[GraphStore], tuple[Choice, ...]]


@dataclass(frozen=True, slots=True)
class MapKind:
    """One kind of map: its titles, the question it answers, and what it may be told.

    ``quiet`` are the kinds of tie not shown at first, ``headings`` stand above columns;
    ``ends`` are the words (``viz.words``) for the two ends of a tie, ``size`` that for what the
    size of a node says.
    """

    name: str
    title_ja: str
    title_en: str
    question_ja: str
    question_en: str
    parameters: tuple[Parameter, ...]
    ends: tuple[str, str]
    size: str
    build: Callable[[GraphStore, Params], Parts]
    quiet: tuple[TieKind, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()


_DIRECTION = Parameter(
    "direction", True, "基本的方向の番号（例 1-3）または IRI", "number (such as 1-3) or IRI",
    "基本的方向", "Direction", direction_choices)
_GOAL = Parameter(
    "goal", True, "基本目標の番号（例 1）または IRI", "number (such as 1) or IRI",
    "基本目標", "Goal", goal_choices)
_DEPARTMENT = Parameter(
    "department", True, "部署の名称または IRI", "name or IRI",
    "部署", "Department", department_choices)
_MEETING = Parameter(
    "meeting", True, "会議の名称または IRI", "name or IRI", "会議", "Meeting", meeting_choices)
_DISCUSSED = Parameter(
    "project", True, "発言に名前のある事業の名称または IRI", "name or IRI of one that is named",
    "会議で挙がった事業", "Project named in a meeting", discussed_choices)
MUNICIPALITY = Parameter(
    "municipality", False, "団体コードまたは IRI。省けばすべて", "code or IRI; all unless given",
    "自治体", "Municipality", municipality_choices)


_YEAR = Parameter(
    "year", False, "後のほうの年度（例 2025）。省けば最後の年度",
    "the later fiscal year, such as 2025; the last one unless given",
    "後の年度", "Later fiscal year", year_choices)


def _municipality(store: GraphStore, params: Params) -> str | None:
    return chosen_municipality(store, params.get("municipality"))


def _departments(store: GraphStore, params: Params) -> Parts:
    return departments_map(store, _municipality(store, params))


def _projects(store: GraphStore, params: Params) -> Parts:
    town = _municipality(store, params)
    if "department" in params:
        iri, name, home = chosen_department(store, params["department"], town)
        return projects_map(store, list(direction_nodes(store, home).values()), name, iri)
    if "goal" in params:
        name, below = chosen_goal(store, params["goal"], town)
        return projects_map(store, below, name)
    direction = chosen_direction(store, params["direction"], town)
    return projects_map(store, [direction], direction.name)


def _cross_listings(store: GraphStore, params: Params) -> Parts:
    return cross_listings_map(store, direction_nodes(store, _municipality(store, params)))


def _minutes(store: GraphStore, params: Params) -> Parts:
    if "project" in params:
        return minutes_map(store, None, chosen_discussed(store, params["project"]))
    return minutes_map(store, chosen_meeting(store, params["meeting"]), None)


def _changes(store: GraphStore, params: Params) -> Parts:
    town = _municipality(store, params)
    years = change_years(store, town)
    return changes_map(store, town, chosen_year(years, params.get("year")))


STILL_NAMES = ("strategy", "combinations", "matrix")
"""The pictures that are no networks, made by ``viz.stills``."""
MAPS: dict[str, MapKind] = {kind.name: kind for kind in (
    MapKind(
        "departments", "部署の共同担当マップ", "Departments that share projects or directions",
        "どの部署どうしが、いくつの事業や基本的方向をともに担っていますか。",
        "Which departments share how many projects or directions?",
        (MUNICIPALITY,),
        ("department", "other-department"), "size-projects", _departments,
        (TieKind.SHARED_DIRECTION,)),
    MapKind(
        "projects", "事業と所管部署のマップ", "Projects and the departments in charge",
        "この基本的方向（基本目標、部署）の事業を、どの部署が担当していますか（進捗報告と一覧による）。",
        "Which departments answer for the projects of this direction, goal or department, by "
        "reports and lists?",
        (_DIRECTION, _GOAL, _DEPARTMENT, MUNICIPALITY),
        ("source", "target"), "size-projects", _projects),
    MapKind(
        "cross-listings", "再掲マップ", "Projects listed in several directions",
        "どの事業が、複数の基本的方向に載っていますか。",
        "Which projects are listed in several directions?",
        (MUNICIPALITY,),
        ("source", "target"), "size-directions", _cross_listings),
    MapKind(
        "minutes", "議事のやりとりマップ", "Threads of the minutes",
        "会議で誰が何を尋ね、誰が答え、どの事業や部署の名前が挙がりましたか。",
        "Who asked what in the meetings, who answered, and which projects and departments were "
        "named?",
        (_MEETING, _DISCUSSED),
        ("source", "target"), "size-statements", _minutes),
    MapKind(
        "changes", "二つの年度・版の比較", "Two editions or years side by side",
        "前の版・年度（左）から後の版・年度（右）へ、何が新たに載り、終わり、移り、名前を変えましたか。",
        "From the edition or year before (left) to the one after (right): what was added, ended, "
        "moved or renamed?",
        (MUNICIPALITY, _YEAR),
        ("source", "target"), "size-projects", _changes, (), HEADINGS),
)}


def build_network(kind: str, store: GraphStore, params: Params | None = None,
                  snapshot: str = "") -> Network:
    """Return the network of map ``kind``; ``snapshot`` is the id to print on it.

    Raises QueryError for an unknown kind, and for a parameter that is unknown, missing or wrong.
    """
    if kind not in MAPS:
        names = ", ".join((*MAPS, *STILL_NAMES))
        raise QueryError(ja=f"マップの種類「{kind}」はありません。使えるもの：{names}",
                         en=f'There is no map "{kind}". Choose one of: {names}')
    given = params or {}
    _check_parameters(MAPS[kind], given)
    made, parts = MAPS[kind], MAPS[kind].build(store, given)
    goals, departments = facets(store, parts.edges, parts.topics)
    return Network(
        kind=kind,
        title_ja="：".join(filter(None, (made.title_ja, parts.subject))),
        title_en=": ".join(filter(None, (made.title_en, parts.subject))),
        nodes=parts.nodes, edges=parts.edges, query=parts.query,
        snapshot=snapshot, sources=sources(store), wholes=parts.wholes,
        goals=goals, departments=departments, quiet=made.quiet,
        headings=made.headings,
    )


def _check_parameters(kind: MapKind, given: Params) -> None:
    known = {parameter.name: parameter for parameter in kind.parameters}
    for name in given:
        if name not in known:
            names = ", ".join(known) or "-"
            raise QueryError(
                ja=f"マップ {kind.name} に指定「{name}」はありません。使えるもの：{names}",
                en=f'The map {kind.name} has no parameter "{name}"; it takes: {names}')
    required = [parameter for parameter in known.values() if parameter.required]
    if required and sum(bool(given.get(parameter.name)) for parameter in required) != 1:
        raise QueryError(
            ja=f"マップ {kind.name} には次のうち一つが必要です："
               + "、".join(f"{each.name}（{each.ja}）" for each in required),
            en=f"The map {kind.name} needs one of: "
               + ", ".join(f"{each.name} ({each.en})" for each in required))
