"""Elements of a paper → a PDF file as a browser prints it: fonts embedded in part, ruling drawn as
filled areas, rows and spanning cells cut where a page ends."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from playwright.sync_api import Browser

from tests.strangers.paper import Cell, Element, Line, NewPage, Table
from tests.strangers.setting import Setting


def page_of(elements: Iterable[Element], s: Setting) -> str:
    """Return the paper as a page of markup."""
    body = "".join(map(_element, elements))
    group = "table-header-group" if s.repeat_heads else "table-row-group"
    keep = "avoid" if s.keep_rows else "auto"
    return f"""<!doctype html><html lang="ja"><meta charset="utf-8"><style>
@page {{ size: {s.page}; margin: {s.margin} }}
body {{ font: {s.size}pt "{s.font}"; margin: 0 }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 4mm }}
td, th {{ border: {s.rule} black; padding: 2px 3px; white-space: pre-wrap;
  vertical-align: {s.valign};
  overflow-wrap: anywhere }}
th {{ font-weight: {"bold" if s.fill else "normal"}; text-align: center;
  background: {"#dde" if s.fill else "none"} }}
thead {{ display: {group} }} tr {{ break-inside: {keep} }}
.upright {{ writing-mode: vertical-rl }}
.title {{ font-size: 1.3em; text-align: center; white-space: pre-wrap }}
.heading {{ font-weight: bold; margin: 1mm 0 }}
.note {{ font-size: .85em }} .new {{ break-after: page }} p {{ margin: 1mm 0 }}
</style>{body}</html>"""


def _element(element: Element) -> str:
    if isinstance(element, NewPage):
        return '<div class="new"></div>'
    if isinstance(element, Line):
        return f'<p class="{element.kind}">{escape(element.text)}</p>'
    return _table(element)


def _table(table: Table) -> str:
    total = sum(table.shares)
    columns = "".join(f'<col style="width:{100 * share / total:.2f}%">' for share in table.shares)
    heads = "".join(map(_row, table.rows[: table.heads]))
    rows = "".join(map(_row, table.rows[table.heads :]))
    return (
        f"<table><colgroup>{columns}</colgroup><thead>{heads}</thead><tbody>{rows}</tbody></table>"
    )


def _row(cells: tuple[Cell, ...]) -> str:
    return "<tr>" + "".join(map(_cell, cells)) + "</tr>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    spans = f' rowspan="{cell.rows}" colspan="{cell.columns}"'
    text = escape(cell.text)
    if cell.upright:
        text = f'<div class="upright">{text}</div>'
    return f"<{tag}{spans}>{text}</{tag}>"


def printed(elements: Iterable[Element], s: Setting, browser: Browser) -> bytes:
    """Return the paper as a PDF file."""
    page = browser.new_page()
    try:
        page.set_content(page_of(elements, s))
        return page.pdf(
            prefer_css_page_size=True,
            display_header_footer=s.number or s.cover,
            header_template="<span></span>",
            footer_template='<div style="font-size:8px;width:100%;text-align:center">'
            '<span class="pageNumber"></span></div>',
        )
    finally:
        page.close()
