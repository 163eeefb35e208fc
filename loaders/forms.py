"""The conventions of documents: data beside the code, which a city's staff can add to.

Each file of ``loaders/conventions`` can have a companion of the same name in the folder that
SHISAKU_CONVENTIONS names. What stands there is added: to a list in front, since the first form
that fits counts; a single value takes the place of the packaged one.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from functools import cache, wraps
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from ontology.errors import DocumentError

Forms = TypeVar("Forms")

SETTING = "SHISAKU_CONVENTIONS"
"""Environment variable with the folder of one's own conventions."""


def convention_data(name: str) -> dict[str, Any]:
    """Return the conventions ``name`` (like "progress.toml"), the packaged ones and one's own.

    DocumentError where one's own file is no TOML, names a key that no packaged file has, or
    gives a value of another type.
    """
    text = files("loaders").joinpath(f"conventions/{name}").read_text(encoding="utf-8")
    packaged = tomllib.loads(text)
    own = _own_file(name)
    return packaged if own is None else _merged(packaged, _own_data(own), str(own))


def conventions_of(name: str) -> Callable[[Callable[[dict[str, Any]], Forms]], Callable[[], Forms]]:
    """Make of a function that compiles the data of ``name`` one that returns the compiled forms,
    made once. It raises DocumentError where one's own file holds a faulty pattern."""

    def decorated(compile_forms: Callable[[dict[str, Any]], Forms]) -> Callable[[], Forms]:
        @cache
        @wraps(compile_forms)
        def forms() -> Forms:
            try:
                return compile_forms(convention_data(name))
            except re.error as fault:
                where = str(_own_file(name) or name)
                raise _fault(where, f"{fault.pattern!r}: {fault}") from fault

        return forms

    return decorated


def _own_file(name: str) -> Path | None:
    folder = os.environ.get(SETTING)
    path = Path(folder, name) if folder else None
    return path if path is not None and path.is_file() else None


def _own_data(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise _fault(str(path), str(fault)) from fault


def _merged(packaged: dict[str, Any], own: dict[str, Any], where: str) -> dict[str, Any]:
    merged = dict(packaged)
    for key, value in own.items():
        if key not in packaged:
            raise _fault(f"{where}: {key}", f"known keys: {', '.join(packaged)}")
        merged[key] = _added(packaged[key], value, f"{where}: {key}")
    return merged


def _added(packaged: Any, own: Any, where: str) -> Any:
    if type(packaged) is not type(own):
        raise _fault(where, f"{type(packaged).__name__} expected")
    if isinstance(packaged, dict):
        return _merged(packaged, own, where)
    return [*own, *packaged] if isinstance(packaged, list) else own


def _fault(where: str, reason: str) -> DocumentError:
    return DocumentError(
        ja=f"{where}: 読み取りの決まりとして使えません（{reason}）。ファイルを直してください。",
        en=f"{where}: not usable as conventions ({reason}); mend the file.",
    )
