"""The dataset folder written: whole, or portion by portion; all or nothing.

It is built beside its place and swapped in whole (``graph.swap``). What stays is shared with the
folder that stood there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pyoxigraph import Store

from graph.combined import change_store, fill_store, write_account
from graph.dataset_files import (
    ORIGINALS,
    REPORT,
    SOURCES,
    kept_verdicts,
    read_report,
    source_paths,
    write_sources,
    write_verdicts,
)
from graph.dataset_parts import DatasetParts, DatasetReport
from graph.portion import Portion
from graph.portion_files import PORTIONS, portion_paths, read_portions, write_portions
from graph.shared_files import share
from graph.swap import (
    PATIENCE,
    build_lock,
    make_building_folder,
    put_in_place,
    recover,
    remove_leftovers,
    remove_unless_held,
    sync_tree,
)
from graph.verdicts import Verdict, joined
from ontology.errors import DatasetError

_MOST_STAYS = 4
"""A store with so many times more quads that stay than quads that are made anew is changed; else
it is filled anew, which leaves it in better order."""


def write_dataset(
    target: Path, parts: DatasetParts, *, patience: float = PATIENCE
) -> DatasetReport:
    """Put a dataset made of ``parts`` at ``target`` and return its report.

    The verdicts that stand at ``target`` stay, whatever else goes. Until the last step ``target``
    is as it was, and a process killed at any moment leaves the old or the new dataset there.
    DatasetError where ``target`` is something else than a dataset, where others write to it for
    more than ``patience`` seconds, or where the disk refuses.
    """
    target = target.resolve()
    with _changing(target, patience):
        kept = kept_verdicts(target, shown=target)
        with replacing(target) as building:
            write_sources(building, parts.sources)
            write_portions(building, parts)
            return _completed(building, parts.base, joined(kept, parts.verdicts))


@dataclass(frozen=True, slots=True)
class Remade:
    """Portions made anew: ``folder`` has them with their documents, as a dataset's folder has;
    ``dropped`` are the codes of those that go. ``over`` is the dataset's snapshot without verdicts
    that the others are taken from, None where nothing else is to be in the dataset."""

    folder: Path
    base: str
    over: str | None
    dropped: frozenset[str] = frozenset()


def update_dataset(target: Path, remade: Remade, *, patience: float = PATIENCE) -> DatasetReport:
    """Put portions made anew in the place of those of the same municipalities at ``target``, keep
    the others, and return the report; all or nothing, as ``write_dataset``.

    DatasetError as there, and where another build has changed what is to be kept.
    """
    target = target.resolve()
    with _changing(target, patience):
        before = _portions_over(target, remade)
        verdicts = kept_verdicts(target, shown=target)
        with replacing(target) as building:
            return _renewed(target, building, before, remade, verdicts)


def _renewed(target: Path, building: Path, before: Mapping[str, Portion], remade: Remade,
             verdicts: tuple[Verdict, ...]) -> DatasetReport:
    """Make in ``building`` the dataset of what was ``remade`` and of what stays of ``before``."""
    made = read_portions(remade.folder, shown=remade.folder)
    _share_portions(remade.folder, building, made.values())
    stay = {code: portion for code, portion in before.items()
            if code not in made and code not in remade.dropped}
    _share_portions(target, building, stay.values())
    after = dict(sorted((made | stay).items()))
    if _quads(stay) > _MOST_STAYS * _quads(made):
        store = change_store(target, building, before, after, remade.base)
    else:
        store = fill_store(building, after)
    return _accounted(building, store, after, remade.base, verdicts)


def _portions_over(target: Path, remade: Remade) -> dict[str, Portion]:
    """Return the portions at ``target`` that may stay."""
    if remade.over is None:
        return {}
    if read_report(target, shown=target).unjudged != remade.over:
        raise DatasetError(
            ja=f"{target}: 別の処理が先に作り直しました。もう一度実行してください。",
            en=f"{target}: another build has changed it meanwhile; run again.")
    return read_portions(target, shown=target)


def _quads(portions: Mapping[str, Portion]) -> int:
    return sum(portion.quads for portion in portions.values())


def _share_portions(old: Path, new: Path, portions: Iterable[Portion]) -> None:
    """Let the dataset's folder ``new`` have these portions and their documents, which ``old``
    has."""
    for name in (PORTIONS, SOURCES, ORIGINALS):
        (new / name).mkdir(exist_ok=True)
    for portion in portions:
        documents = (source_paths(old, entry.sha256) for entry in portion.sources)
        for path in (*portion_paths(old, portion.code), *chain.from_iterable(documents)):
            share(path, new / path.relative_to(old))


@contextmanager
def _changing(target: Path, patience: float) -> Iterator[None]:
    """Hold the right to change the dataset at ``target``."""
    _refuse_foreign(target)
    with reported_unwritable(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with build_lock(target, patience):
            recover(target)
            yield


@contextmanager
def reported_unwritable(target: Path) -> Iterator[None]:
    """Turn an OSError into a DatasetError: ``target`` cannot be written."""
    try:
        yield
    except OSError as error:
        raise DatasetError(
            ja=f"{target}: データセットを書き込めません({error})。",
            en=f"{target}: the dataset cannot be written ({error}).",
        ) from error


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a new folder that takes the place of ``target`` when the block ends well, and is gone
    when it does not. Call it under ``build_lock``."""
    remove_leftovers(target)
    building = make_building_folder(target)
    try:
        yield building
        sync_tree(building)
        put_in_place(building, target)
    finally:
        remove_unless_held(building)


def _refuse_foreign(target: Path) -> None:
    """Raise DatasetError where ``target`` holds something that no build has made."""
    if not target.exists():
        return
    if not target.is_dir() or (any(target.iterdir()) and not (target / REPORT).is_file()):
        raise DatasetError(
            ja=f"{target}: データセットではないものがあります。別のフォルダーを指定してください。",
            en=f"{target}: there is something else than a dataset here; name another folder.",
        )


def _completed(folder: Path, base: str, verdicts: tuple[Verdict, ...]) -> DatasetReport:
    """Make the dataset of the portions in ``folder``."""
    portions = read_portions(folder, shown=folder)
    return _accounted(folder, fill_store(folder, portions), portions, base, verdicts)


def _accounted(folder: Path, store: Store, portions: Mapping[str, Portion], base: str,
               verdicts: tuple[Verdict, ...]) -> DatasetReport:
    report = write_account(folder, store, portions, base, verdicts)
    write_verdicts(folder, verdicts)
    return report
