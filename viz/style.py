"""Shape, colour and word of every kind of node and tie: the one source of picture and legend.

Colours are those of Okabe and Ito, told apart by readers with colour vision deficiency; a shape,
or a dash in a line, stands beside every colour, so that no meaning rests on colour alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from viz.network import Node, NodeKind, TieKind

FONT_SIZE = 16
LINE_HEIGHT = 19
LABEL_GAP = 6
WIDEST_LABEL = 9.0
FACE = "Noto Sans JP, Noto Sans CJK JP, Hiragino Sans, Yu Gothic, Meiryo, sans-serif"


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """``shape`` is a shape of vis-network; ``size`` its smallest radius in pixels."""

    shape: str
    colour: str
    border: str
    size: int
    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class TieStyle:
    """``dash`` is the pattern of the line in pixels, empty for a solid line."""

    colour: str
    dash: tuple[int, ...]
    arrow: bool
    ja: str
    en: str


NODE_STYLES: dict[NodeKind, NodeStyle] = {
    NodeKind.DEPARTMENT: NodeStyle("dot", "#56b4e9", "#00507f", 10, "所管部署", "Department"),
    NodeKind.PROJECT: NodeStyle("square", "#e69f00", "#7a5400", 9, "事業", "Project"),
    NodeKind.CROSS_LISTED: NodeStyle(
        "triangle", "#f0e442", "#6b6400", 10,
        "事業（ここでは再掲）", "Project (cross-listed here)"),
    NodeKind.DIRECTION: NodeStyle("diamond", "#009e73", "#00523b", 14, "基本的方向", "Direction"),
    NodeKind.MEMBER: NodeStyle("hexagon", "#cc79a7", "#74315a", 11, "委員の発言", "A member says"),
    NodeKind.OFFICIAL: NodeStyle(
        "triangleDown", "#d55e00", "#7a3600", 11, "事務局・部署の発言", "An official says"),
    NodeKind.CHAIR: NodeStyle(
        "star", "#ffffff", "#1a1a1a", 12, "会長・座長の発言", "The chair says"),
    NodeKind.OBSERVER: NodeStyle(
        "hexagon", "#ffffff", "#4d4d4d", 11, "その他の人の発言", "Somebody else says"),
    NodeKind.MUNICIPALITY: NodeStyle("hexagon", "#009e73", "#00523b", 14, "自治体", "Municipality"),
    NodeKind.GROUP: NodeStyle("square", "#cc79a7", "#74315a", 12, "つながりの深いまとまり",
                              "Closely tied group"),
    NodeKind.PLACE: NodeStyle("diamond", "#009e73", "#00523b", 12, "基本目標・基本的方向・施策",
                              "Goal, direction or measure"),
    NodeKind.NEW: NodeStyle("triangle", "#56b4e9", "#00507f", 11, "新たに現れたもの", "New"),
    NodeKind.ENDED: NodeStyle("triangleDown", "#d55e00", "#7a3600", 11, "見えなくなったもの",
                              "No longer there"),
}

TIE_STYLES: dict[TieKind, TieStyle] = {
    TieKind.SHARED_PROJECT: TieStyle("#0072b2", (), False, "事業を共有", "Shares projects"),
    TieKind.SHARED_DIRECTION: TieStyle(
        "#8c8c8c", (3, 5), False, "基本的方向を共有", "Shares directions"),
    TieKind.RESPONSIBLE: TieStyle(
        "#0072b2", (), True, "事業を担当", "In charge of the project"),
    TieKind.REPORTS_ON: TieStyle(
        "#8c8c8c", (3, 5), True, "事業名を挙げずに報告", "Reports, naming no project"),
    TieKind.HOME: TieStyle("#009e73", (), True, "掲載", "Listed"),
    TieKind.CROSS: TieStyle("#d55e00", (9, 5), True, "再掲", "Cross-listed"),
    TieKind.REPLIES: TieStyle("#1a1a1a", (), True, "応答", "Replies to"),
    TieKind.THREAD: TieStyle("#1a1a1a", (9, 5), True, "同じやりとりの発言", "Same thread"),
    TieKind.NAMES: TieStyle("#8c8c8c", (3, 5), True, "名前を挙げる", "Names"),
    TieKind.ADDED: TieStyle("#0072b2", (), True, "新たに掲載", "Added"),
    TieKind.ENDED: TieStyle("#d55e00", (9, 5), False, "掲載の終わり", "Ended"),
    TieKind.MOVED: TieStyle("#009e73", (), True, "掲載先の移動", "Moved"),
    TieKind.RENAMED: TieStyle("#1a1a1a", (), True, "名称・番号の変更", "Renamed, renumbered"),
    TieKind.REORGANISED: TieStyle("#1a1a1a", (9, 5), True, "部署の統合・分割", "Merged, split"),
    TieKind.CHARGE_CHANGED: TieStyle("#a3507d", (12, 4, 2, 4), True, "所管の変更",
                                     "In other hands"),
    TieKind.RELISTED: TieStyle("#8c8c8c", (3, 5), True, "再掲の変化", "Re-listing changed"),
}


def radius(node: Node) -> int:
    """Return the radius of ``node`` in pixels; its area grows with its weight."""
    return round(NODE_STYLES[node.kind].size + 2.2 * math.sqrt(min(node.weight, 36)))


def line_width(weight: int) -> float:
    """Return the width in pixels of an edge that rests on ``weight`` things."""
    return 0.8 + 1.2 * min(weight, 8)
