"""The catalogue of still pictures, which need no script: how each is asked for and made."""

from __future__ import annotations

from graph.store import GraphStore
from ontology.errors import QueryError
from viz.maps import MAPS, MUNICIPALITY, MapKind, Params
from viz.maps.tables import sources
from viz.stills.combinations import combinations
from viz.stills.still import Still, StillKind
from viz.stills.strategy import strategy

STILLS: dict[str, StillKind] = {kind.name: kind for kind in (
    StillKind(
        "strategy", "体系と担当の図", "Who does what in the strategy",
        "基本目標、基本的方向、具体的な施策のもとに、どの事業があり、どの部署が担当していますか。",
        "Which projects stand under each goal, direction and measure, and who is in charge?",
        ("担当部署は、進捗報告に事業名があるか、一覧に部署の記載がある場合だけ分かります。"
         "部署名のない事業は、担当が資料から読み取れないもので、担当がないという意味ではありません。"
         "一覧に事業が載っていない具体的な施策は、図にありません。",
         "Who is in charge is known only where a report names the project or the list tells it. A "
         "project without a department is one of which the documents do not tell, not one that "
         "nobody is in charge of. A measure under which no project is listed is not shown."),
        (MUNICIPALITY,), strategy),
    StillKind(
        "combinations", "再掲の組み合わせ", "Combinations of directions that share projects",
        "どの基本的方向の組み合わせに、いくつの事業がともに載っていますか。",
        "Which directions share how many projects in their lists?",
        ("棒を選ぶと、下の表のその組み合わせへ移ります。",
         "Choosing a bar leads to its combination in the table below."),
        (MUNICIPALITY,), combinations),
)}


def every_kind() -> tuple[MapKind | StillKind, ...]:
    """Return all kinds of maps, networks first."""
    return (*MAPS.values(), *STILLS.values())


def build_still(kind: str, store: GraphStore, params: Params | None = None,
                snapshot: str = "") -> Still:
    """Return the still picture ``kind``, a key of ``STILLS``; QueryError for a parameter that is
    unknown or wrong."""
    made, given = STILLS[kind], params or {}
    known = [parameter.name for parameter in made.parameters]
    for name in given:
        if name not in known:
            raise QueryError(
                ja=f"マップ {kind} に指定「{name}」はありません。使えるもの：{', '.join(known)}",
                en=f'The map {kind} has no parameter "{name}"; it takes: {", ".join(known)}')
    return Still(made, made.draw(store, given), snapshot, sources(store))
