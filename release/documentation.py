"""What mkdocs asks while it builds the site: pages that follow from code, and files that pages
link to outside ``docs/``, so that no link of the site leads out of it.
"""

from __future__ import annotations

import os.path
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from posixpath import dirname, relpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from release.reference_pages import commands, findings, python, vocabulary

ROOT = Path(__file__).resolve().parents[1]
OUTSIDE = "tree"
"""The folder of the site that holds what lies outside ``docs/``."""
MADE: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands, "reference/findings.md": findings,
    "reference/python.md": python, "reference/vocabulary.md": vocabulary}
_LINK = re.compile(r"(\]\()([^)#\s]+)(?=[^)]*\))")
_ITEM = re.compile(r"\d\. ")
_FENCE = re.compile(r"^( *)(```+)[^\n]*\n.*?^\1\2 *$", re.MULTILINE | re.DOTALL)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made, and a page for each file that pages link to."""
    for address, make in MADE.items():
        files.append(File.generated(config, address, content=make()))
    pages = [file for file in files.documentation_pages() if file.abs_src_path]
    for path in _reached([Path(file.abs_src_path or "") for file in pages], Path(config.docs_dir)):
        address = _address(path, Path(config.docs_dir))
        if files.get_file_from_path(address) is None:
            files.append(File.generated(config, address, content=_shown(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return ``markdown`` with links to what lies outside ``docs/`` led to its page."""
    docs, here = Path(config.docs_dir), page.file.src_uri
    source = (ROOT / _source(here) if here.startswith(f"{OUTSIDE}/")
              else docs / here)

    def led(found: re.Match[str]) -> str:
        target = _target(source, found[2])
        if target is None or (target.is_relative_to(docs) and source.is_relative_to(docs)):
            return found[0]
        return found[1] + relpath(_address(target, docs), dirname(here))

    return _outside_fences(_indented(markdown), lambda text: _LINK.sub(led, text))


def _indented(markdown: str) -> str:
    """Return ``markdown`` with what belongs to a numbered item indented by four, as mkdocs asks."""
    lines: list[str] = []
    numbered = False
    for line in markdown.split("\n"):
        numbered = bool(_ITEM.match(line)) if line[:1].strip() else numbered
        lines.append(f" {line}" if numbered and line.startswith("   ") else line)
    return "\n".join(lines)


def _outside_fences(markdown: str, change: Callable[[str], str]) -> str:
    parts: list[str] = []
    end = 0
    for fence in _FENCE.finditer(markdown):
        parts += change(markdown[end:fence.start()]), fence[0]
        end = fence.end()
    return "".join([*parts, change(markdown[end:])])


def _reached(pages: list[Path], docs: Path) -> Iterator[Path]:
    """Yield each file or folder outside ``docs`` that ``pages`` reach, through pages as well."""
    seen: set[Path] = set()
    left = [target for page in pages for target in _targets(page)]
    while left:
        path = left.pop()
        if path in seen or path.is_relative_to(docs):
            continue
        seen.add(path)
        yield path
        left += _targets(path)


def _targets(path: Path) -> list[Path]:
    if path.is_dir():
        return [each for each in sorted(path.iterdir()) if each.is_file()]
    if path.suffix != ".md":
        return []
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    return [found for link in _LINK.finditer(text)
            if (found := _target(path, link[2])) is not None]


def _target(source: Path, link: str) -> Path | None:
    """Return what ``link`` in ``source`` leads to within the repository, if it does."""
    if "://" in link or link.startswith(("mailto:", "/")):
        return None
    path = Path(os.path.normpath(source.parent / link))
    return path if path.is_relative_to(ROOT) and path.exists() else None


def _address(path: Path, docs: Path) -> str:
    if path.is_relative_to(docs):
        return path.relative_to(docs).as_posix()
    name = path.relative_to(ROOT).as_posix()
    if path.is_dir():
        return f"{OUTSIDE}/{name}/index.md"
    return f"{OUTSIDE}/{name}" if path.suffix == ".md" else f"{OUTSIDE}/{name}.md"


def _source(address: str) -> str:
    """Return the path in the repository of the page at ``address`` below OUTSIDE."""
    path = address.removeprefix(f"{OUTSIDE}/")
    return path if (ROOT / path).is_file() else path.removesuffix(".md")


def _shown(path: Path) -> str:
    """Return the page for ``path``: a page as it is, a folder as links, else the file's text."""
    name = path.relative_to(ROOT).as_posix()
    if path.is_dir():
        listed = "\n".join(f"- [{each.name}]({each.name})" for each in _targets(path))
        return f"{_UNSEARCHED}# {name}/\n\n{listed}\n"
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return text
    return f"{_UNSEARCHED}# {name}\n\n````{path.suffix.removeprefix('.')}\n{text}\n````\n"


_UNSEARCHED = "---\nsearch:\n  exclude: true\n---\n"
