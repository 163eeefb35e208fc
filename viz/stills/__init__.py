"""The catalogue of still pictures, which need no script: how each is asked for and made."""

from __future__ import annotations

from graph.store import GraphStore
from ontology.errors import QueryError
from viz.maps import MAPS, MUNICIPALITY, MapKind, Parameter, Params
from viz.maps.choices import report_year_choices
from viz.maps.tables import sources
from viz.stills.combinations import combinations
from viz.stills.matrix import matrix
from viz.stills.still import Still, StillKind
from viz.stills.strategy import strategy

_YEAR = Parameter(
    "year", False, "報告の年度（例 2023）。省けばすべて",
    "the fiscal year of the reports, such as 2023; all unless given",
    "年度", "Fiscal year", report_year_choices)

STILLS: dict[str, StillKind] = {kind.name: kind for kind in (
    StillKind(
        "strategy", "体系と担当の図", "Who does what in the strategy",
        "基本目標、基本的方向、具体的な施策のもとに、どの事業があり、どの部署が担当していますか。",
        "Which projects stand under each goal, direction and measure, and who is in charge?",
        ("色は部署を見つけるためだけのもので、部署名はどの枠にも書いてあります。破線の枠は再掲です。"
         "担当部署は、進捗報告に事業名があるか、一覧に部署の記載がある場合だけ分かります。"
         "部署名のない事業は、担当が資料から読み取れないもので、担当がないという意味ではありません。"
         "一覧に事業が載っていない具体的な施策は、図にありません。",
         "Colours only help to find a department again, whose name stands in every frame. A broken "
         "frame is a re-listing (再掲). Who is in charge is known only where a report names the "
         "project or the list tells it. A project without a department is one of which the "
         "documents do not tell, not one that nobody is in charge of. A measure under which no "
         "project is listed is not shown."),
        (MUNICIPALITY,), strategy),
    StillKind(
        "combinations", "再掲の組み合わせ", "Combinations of directions that share projects",
        "どの基本的方向の組み合わせに、いくつの事業がともに載っていますか。",
        "Which directions share how many projects in their lists?",
        ("棒の高さは、黒い点の基本的方向すべてに載っている事業の数です（再掲を含み、一つの事業は一度だけ数えます）。"
         "名称の横の数字は、その基本的方向がほかの基本的方向と分け合う事業の数です。"
         "棒を選ぶと、下の表のその組み合わせへ移ります。",
         "A bar is as high as the number of projects listed in all of the directions with a black "
         "dot, re-listings among them, each project once. The number beside a name counts the "
         "projects that the direction shares with others. Choosing a bar leads to its combination "
         "in the table below."),
        (MUNICIPALITY,), combinations),
    StillKind(
        "matrix", "部署 × 基本的方向", "Departments × directions",
        "どの部署が、どの基本的方向の仕事をしていますか。集まるところ、空くところはどこですか。",
        "Which department works in which direction? Where is a crowd, where a gap?",
        ("数字は報告や一覧で部署と結び付く事業の数です。「・」は報告はあるが一覧の事業の名前がないこと、「空」は欄が空であることを示します。"
         "何もないマスは、報告も一覧の記載も資料に見当たらないという意味で、仕事がないという意味ではありません。"
         "マスを選ぶと、下の表のその記載へ移ります。",
         "A number counts the projects that reports or lists tie to the department; “・” is a "
         "report that names none, “空” an empty cell. A blank square says that the documents have "
         "no report and no list of it, not that nothing is done. Choosing a square leads to what "
         "it rests on in the table below."),
        (MUNICIPALITY, _YEAR), matrix),
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
