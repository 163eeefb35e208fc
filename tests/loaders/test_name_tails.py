"""A name that a line break parts before its last bracket is one project, whatever file it stands
in: the same list in several forms, its names read by eye."""

from __future__ import annotations

import pytest

from loaders.document import read_document
from loaders.records import Municipality

TOWN = Municipality("990001", "霧原町")
NAMES = {("就農支援事業（研修分）", False), ("森の手入れ推進事業(町有林分)", True),
         ("植樹祭事業", False)}

BLOCKS = """第２期霧原町総合戦略　進捗状況
基本目標と施策 所管課 令和５年度実績 令和６年度予定

【基本目標１】里の力を生かす

①稼ぐ農業
ア　担い手の確保
　新しい担い手を育てる。
【主な事業】
・就農支援事業
（研修分）
・森の手入れ推進事業
(町有林分)（再掲）
・植樹祭事業

農林振興課　・就農支援事業で相談会を開いた。

・就農支援事業で相談会を開く。
"""
CELLS = """第２期霧原町総合戦略　進捗状況
基本目標と施策 所管課 令和５年度実績 令和６年度予定
【基本目標１】里の力を生かす
①稼ぐ農業
ア　担い手の確保
　新しい担い手を育てる。
【主な事業】
・就農支援事業
（研修分）
・森の手入れ推進事業
(町有林分)（再掲）
・植樹祭事業
農林振興課
・就農支援事業で相談会を開いた。
・就農支援事業で相談会を開く。
"""
COLUMNS = """           第２期霧原町総合戦略　進捗状況
 基本目標と施策             所管課        令和５年度実績          令和６年度予定
 【基本目標１】里の力を     農林振興課    ・就農支援事業で        ・就農支援事業で
 生かす                                    相談会を開いた。        相談会を開く。
 ①稼ぐ農業
 ア　担い手の確保
 　新しい担い手を育てる。
 【主な事業】
 就農支援事業
 （研修分）
 森の手入れ推進事業
 (町有林分)（再掲）
 植樹祭事業
"""
ROWS = ("基本目標,基本的方向,事業名,所管課\n1,1,\"就農支援事業\n（研修分）\",農林振興課\n"
        "1,1,\"森の手入れ推進事業\n(町有林分)（再掲）\",農林振興課\n1,1,植樹祭事業,林業室\n")


@pytest.mark.parametrize(("file", "text"), [
    ("blocks.txt", BLOCKS), ("cells.txt", CELLS), ("columns.txt", COLUMNS), ("rows.csv", ROWS)])
def test_a_name_goes_on_with_its_last_bracket(file: str, text: str) -> None:
    reading = read_document(file, text.encode(), TOWN)

    assert {(one.name, one.cross_listed) for one in reading.listings} == NAMES
    assert {one.listed_in for one in reading.listings} == {"1-1"}
