"""Speakers before quotation marks and dashes: 委員Ａ「…」, 委員Ａ―…. Read by eye."""

from __future__ import annotations

import pytest

from loaders.document import read_document
from loaders.records import Municipality, Role

HEAD = """霧原町総合戦略推進会議　会議録
日時　令和６年８月２０日（火）午後２時
場所　町役場
議事
"""
SAID = [
    ("会長", Role.CHAIR, "議事に入ります。説明をお願いします。"),
    ("事務局", Role.OFFICIAL, "資料１のとおり、苗木を「里の広場」に植えました。"),
    ("委員Ａ", Role.MEMBER, "植えた後の手入れは誰がするのか。"),
    ("農林課長", Role.OFFICIAL, "町の職員が年に３回、下草を刈ります。"),
    ("委員Ｂ", Role.MEMBER, "住民も加わってはどうか。"),
]


@pytest.mark.parametrize(("before", "after"), [("「", "」"), ("―", ""), ("——", ""), ("　「", "」")])
def test_who_speaks_stands_before_a_quotation_mark_or_a_dash(before: str, after: str) -> None:
    text = HEAD + "\n".join(f"{who}{before}{said}{after}" for who, _, said in SAID)

    town = Municipality("990001", "霧原町")
    (meeting,) = read_document("kaigi.txt", text.encode(), town).meetings

    assert [(one.role, one.text.text.removeprefix("「").removesuffix("」"))
            for one in meeting.statements] == [(role, said) for _, role, said in SAID]
    assert [one.replies_to for one in meeting.statements] == [None, 1, None, 3, None]
