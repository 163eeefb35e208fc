"""The page as text: its policy, its JSON, and what it refuses."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ontology.errors import ShisakuError
from viz.network import Network
from viz.page import render, write
from viz.parts import safe_json

MakeNetwork = Callable[[int, int], Network]
EVIL_JSON = ["</script><script>alert(1)</script>", "<!--<script>", "a\u2028b\u2029c", "&lt;", '"\\']


@pytest.fixture(scope="module")
def page(make_network: MakeNetwork) -> str:
    return render(make_network(12, 20))


def test_says_its_language_and_title(page: str) -> None:
    assert page.startswith("<!DOCTYPE html>\n<html lang=\"ja\">")
    assert "<title>部署の共同担当マップ</title>" in page


def test_english_by_default_where_asked(make_network: MakeNetwork) -> None:
    page = render(make_network(3, 2), "en")

    assert '<html lang="en">' in page
    assert "<title>Departments</title>" in page
    assert ">Table of ties<" in page


def test_policy_allows_its_two_scripts_and_nothing_else(page: str) -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
               for text in scripts]

    assert len(digests) == 2
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; script-src 'sha256-{digests[0]}' 'sha256-{digests[1]}'; "
        "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'")


def test_names_no_address_to_load_from(page: str) -> None:
    loading = r"<(?:script|link|img|iframe|object|embed)[^>]*\s(?:src|href|data)="
    assert re.findall(loading, page) == []
    assert re.findall(r"url\(|@import|sourceMappingURL=", page.split("<body>")[0]) == []
    assert "sourceMappingURL=vis" not in page


@pytest.mark.parametrize("text", EVIL_JSON)
def test_json_comes_back_and_ends_no_script(text: str) -> None:
    written = safe_json({"label": text})

    assert json.loads(written) == {"label": text}
    assert not set(written) & set("<>&\u2028\u2029")
    assert len(EVIL_JSON) == 5


def test_same_network_same_page(make_network: MakeNetwork) -> None:
    assert render(make_network(12, 20)) == render(make_network(12, 20))


def test_unknown_language_is_refused(make_network: MakeNetwork) -> None:
    with pytest.raises(ShisakuError, match="choose ja or en"):
        render(make_network(1, 0), "fr")


def test_file_is_utf8_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "map.html"
    write(path, "霧原町\n𠮷\r\n")

    assert path.read_bytes() == "霧原町\n𠮷\r\n".encode()
    assert [each.name for each in path.parent.iterdir()] == ["map.html"]


def test_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        write(path, "new")

    assert [each.name for each in tmp_path.iterdir()] == ["map.html"]


def test_empty_map_says_so(make_network: MakeNetwork) -> None:
    page = render(replace(make_network(0, 0), query="", snapshot="", sources=()))

    assert "このマップに示す項目はありません。" in page
    assert "記録なし" in page
