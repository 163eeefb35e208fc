"""A plan with more like projects than anybody can read of: what is left out is told of."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

from graph.findings.settings import settings

ALIKE = [f"高齢者見守り訪問第{number}{letter}事業"
         for letter, number in product("甲乙丙", "一二三四五六七八九")]
OTHERS = [f"{field}{deed}事業" for field, deed in product(
    ("下水道", "消防車両", "図書館", "商店街", "茶業", "奨学金", "文化財", "路線バス", "橋梁",
     "観光案内所", "予防接種", "企業誘致", "婚活", "林道", "港湾", "空き家",
     "公園", "道路", "水道", "広報"),
    ("更新", "運営", "調査", "点検", "補助", "研修", "計画", "改修"))]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "shisaku", *map(str, arguments)], check=True,
                          capture_output=True, env=os.environ | {"LANG": "C.UTF-8"})


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    document, dataset = tmp_path / "list.csv", tmp_path / "data"
    rows = [f"1 支える,(1) 見守る,{name},福祉課" for name in ALIKE]
    rows += [f"1 支える,(2) 備える,{name},企画課" for name in OTHERS]
    document.write_text("\n".join(("基本目標,基本的方向,事業名,担当課", *rows)), encoding="utf-8")

    built = run("build", document, "--municipality", "990001=霧原町", "--into", dataset)
    found = json.loads(run("findings", dataset, "--kind", "Overlap").stdout)
    watched = [each for each in found if set(each["involved"]) <= set(ALIKE)]
    pairs = len(ALIKE) * (len(ALIKE) - 1) // 2

    assert b"untoldPairs" in built.stderr
    assert len(ALIKE) > settings().overlaps.most
    assert 0 < len(watched) < pairs
    assert {each["involved"][0] for each in watched} | {
        each["involved"][1] for each in watched} == set(ALIKE)
    assert all(float(each["untold_pairs"]) >= 1 for each in watched if "untold_pairs" in each)
    assert any("untold_pairs" in each for each in watched)
