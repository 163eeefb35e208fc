"""Downloads other than RDF, each read by the library that people use for it."""

from __future__ import annotations

import io
import zipfile

import networkx as nx
import pandas as pd
import pytest
from lxml import etree
from openpyxl import load_workbook

from shisaku.web.pages.downloads import FILES
from tests.shisaku.web.pages.asking import Reader

TOWN = "990001"


def test_networks(pages: Reader) -> None:
    gexf = pages.get("/download/departments.gexf")
    all_of_them = nx.read_gexf(io.BytesIO(gexf.reply.body))
    town = nx.read_graphml(io.BytesIO(pages.get(
        "/download/departments.graphml", {"municipality": TOWN}).reply.body))

    assert gexf.headers["content-type"] == "application/gexf+xml"
    assert gexf.headers["content-disposition"].endswith('-departments.gexf"')
    assert {told["municipality"] for _, told in all_of_them.nodes(data=True)} == {
        "霧原町", "釧路市"}
    assert {told["municipality"] for _, told in town.nodes(data=True)} == {"霧原町"}


def test_tables(pages: Reader) -> None:
    projects = pages.get("/download/Project.csv")
    with zipfile.ZipFile(io.BytesIO(pages.get("/download/tables.zip").reply.body)) as archive:
        inside = archive.read("Project.csv")

    assert projects.reply.body.startswith(b"\xef\xbb\xbf")
    assert projects.reply.body == inside
    assert len(pd.read_csv(io.BytesIO(projects.reply.body))) == 175


@pytest.mark.parametrize(("tongue", "sheet"), [("ja", "事業"), ("en", "project")])
def test_the_workbook_speaks_the_reader_s_language(tongue: str, sheet: str, pages: Reader) -> None:
    for _ in range(2):
        file = pages.get("/download/tables.xlsx", {"lang": tongue})
        assert sheet in load_workbook(io.BytesIO(file.reply.body)).sheetnames


def test_a_strategy_is_linked_and_read(pages: Reader) -> None:
    links = pages.get("/about").html.split('href="/download/strategy.xml')[1:]
    town = pages.get("/download/strategy.xml", {"municipality": TOWN})

    assert len(links) == 2
    assert etree.QName(etree.fromstring(town.reply.body)).localname == "PerformancePlanOrReport"


@pytest.mark.parametrize(("address", "status"), [
    ("strategy.xml", 400), ("strategy.xml?part=3", 400), ("strategy.xml?strategy=x", 400),
    ("departments.gexf?municipality=%00", 400), ("Cheese.csv", 404), ("../report.json", 404),
])
def test_what_there_is_not(address: str, status: int, pages: Reader) -> None:
    assert pages.get(f"/download/{address}").status == status


def test_every_file_is_linked_that_has_something(pages: Reader) -> None:
    """The sample says nothing of evaluations, changes and corrections."""
    page = pages.get("/about").html

    assert {name for name in FILES if f"/download/{name}" not in page} == {
        "Evaluation.csv", "Change.csv", "Correction.csv"}
    assert len(FILES) == 37
