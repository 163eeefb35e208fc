"""The network of departments for people at a terminal, in their language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain

from graph.network import Account, Cell, Network, Share, Standing, Tie, TieKind, cells
from graph.network.ties import CERTAIN
from shisaku.cells import first_places, table_text
from shisaku.language import chosen, say
from shisaku.network.record import (
    counts,
    department_names,
    ordered_directions,
    ordered_standings,
    ordered_ties,
    own_reports,
    share_name,
)

SHOWN_PASSAGES = 2
"""So many passages of each tie are named in a table; JSON and CSV have them all."""
BLANK = "□"
"""Stands for a report whose cell is blank."""


def network_tables(
    found: Network, year: str | None, *, edges: bool, matrix: bool
) -> str:
    """Return the departments of ``found`` as a table, with the ties if ``edges`` and the matrix if
    ``matrix``; ``year`` is the fiscal year that it was narrowed to, None for all."""
    parts = [_title(found, year), _departments(found)]
    if edges:
        parts.append(_edges(found))
    if matrix:
        parts.extend(_matrices(found.account))
    return "".join(parts)


def _title(found: Network, year: str | None) -> str:
    town, silent = found.account.municipality, [each.name for each in found.account.silent]
    close = sum(tie.close for tie in found.ties)
    when = year or say(ja="全年度", en="all years")
    return say(
        ja=f"{town.name}（{town.code}） {when}: 報告か一覧に現れる部署 {len(found.standings)}、"
        f"つながり {len(found.ties)}（うち事業・共同報告などによるもの {close}）\n"
        + (f"報告にも一覧にもなく、つながりを判断できない部署 {len(silent)}: {'、'.join(silent)}\n"
           if silent else ""),
        en=f"{town.name} ({town.code}), {when}: {len(found.standings)} departments in reports "
        f"or lists, {len(found.ties)} ties, {close} of them by more than directions\n"
        + (f"in no report and no list, so that their ties are unknown: {', '.join(silent)}\n"
           if silent else ""))


def _departments(found: Network) -> str:
    headings = (
        say(ja="部署", en="department"), say(ja="方向", en="dir"), say(ja="事業", en="proj"),
        say(ja="相手数", en="ties"), say(ja="重み", en="weight"),
        say(ja="媒介\n中心性", en="betw."), say(ja="まと\nまり", en="group"),
        say(ja="参加\n係数", en="part."), say(ja="橋渡し", en="bridge"))
    names = department_names(found.account)
    rows = ((names[each.department],
             *map(str, counts(own_reports(found.account, each.department))[1:]),
             f"{each.degree} ({each.close_degree})" if each.close_degree else str(each.degree),
             _number(each.weighted_degree), _number(each.betweenness, 3),
             str(each.community or "–"), _number(each.participation, 3), _bridge(each))
            for each in ordered_standings(found))
    return table_text(headings, rows, narrow=True) if found.standings else ""


def _bridge(standing: Standing) -> str:
    if standing.cut:
        return say(ja="切断点", en="cut")
    return say(ja="橋渡し", en="bridge") if standing.bridge else ""


def _number(number: Fraction | float | None, digits: int = 2) -> str:
    return "–" if number is None else f"{float(number):.{digits}f}"


def _edges(found: Network) -> str:
    headings = (
        say(ja="部署", en="department"), say(ja="相手の部署", en="other"),
        say(ja="重み", en="weight"), say(ja="共有するもの", en="what they share"),
        say(ja="出典", en="source"))
    names = department_names(found.account)
    rows = ((names[tie.one], names[tie.other], _number(tie.weight),
             "\n".join(f"{_kind(share.kind)}: {spoken_share(found.account, share)}"
                       for share in tie.shares),
             _places(tie)) for tie in ordered_ties(found))
    return table_text(headings, rows) if found.ties else ""


def _places(tie: Tie) -> str:
    """Return where to begin to read: for each thing shared, one passage of each department."""
    first = [min(quote for each in told for quote in each.quotes)
             for share in tie.shares for end in (tie.one, tie.other)
             if (told := [each for each in share.witnesses
                          if end in each.report.departments and each.quotes])]
    every = chain.from_iterable(share.quotes for share in tie.shares)
    return first_places(list(dict.fromkeys(chain(first, every))), SHOWN_PASSAGES)


def _kind(kind: TieKind) -> str:
    words = {
        TieKind.PROJECT: say(ja="事業", en="project"),
        TieKind.DIRECTION: say(ja="方向", en="direction"),
        TieKind.JOINT: say(ja="共同報告", en="joint report"),
        TieKind.REPEATED: say(ja="再使用", en="repeated"),
    }
    return words[kind]


def spoken_share(account: Account, share: Share) -> str:
    """Return what is shared; a joint report with its year and phase, an uncertain project with its
    confidence."""
    name, told = share_name(account, share, chosen()), share.witnesses[0].report
    if share.kind is TieKind.JOINT:
        return " ".join(filter(None, (name, told.year, _phase(told.phase))))
    if share.confidence < CERTAIN:
        return say(ja=f"{name}（確信度 {share.confidence}）",
                   en=f"{name} (confidence {share.confidence})")
    return name


def _phase(phase: str | None) -> str:
    words = {"Result": say(ja="実績", en="result"), "Plan": say(ja="予定", en="plan")}
    return words.get(phase or "", "")


def _matrices(account: Account) -> Iterator[str]:
    """Yield one table for each strategy with reports; departments that report on the same
    directions stand together."""
    entries = _entries(account)
    directions = ordered_directions(account)
    for strategy in dict.fromkeys(each.strategy for each in directions):
        columns = [each for each in directions if each.strategy == strategy]
        rows = [(each.name, [entries.get((each.iri, column.iri), "") for column in columns])
                for each in account.reporting]
        rows = sorted((row for row in rows if any(row[1])), key=lambda row: (
            [not entry for entry in row[1]], row[0]))
        headings = (strategy or say(ja="部署", en="department"),
                    *(each.notation for each in columns))
        if rows:
            yield table_text(headings, ((name, *told) for name, told in rows), narrow=True)


def _entries(account: Account) -> Mapping[tuple[str, str], str]:
    """Return what stands in the cell of a department and a direction, over all years: how many
    projects its reports name, or that they are blank."""
    found: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in cells(account):
        found[cell.department, cell.direction].append(cell)
    return {place: BLANK if all(each.empty for each in told)
            else str(len({project for each in told for project in each.projects}))
            for place, told in found.items()}


def network_notes(*, edges: bool, matrix: bool) -> str:
    """Return what stands below the tables, so that nobody reads too much into them."""
    notes = [
        say(ja="相手数: つながる部署の数。かっこの中は、方向以外（事業、連名の報告など）でも"
            "つながる数。",
            en="ties: with how many departments; in brackets, by more than directions."),
        say(ja="重み: ともに報告する事業・方向の一つひとつについて 1÷(それを共にする部署の数-1) を"
            "合計したもの。\n  方向だけのつながりは弱い手がかりです。",
            en="weight: for each project and direction shared, 1/(departments that share it - 1).\n"
            "  A tie of directions alone says little."),
        say(ja="そのほかの指標の定義: docs/network.md",
            en="betw.: betweenness, group: community, part.: participation; see docs/network.md.")]
    if not edges:
        notes.append(say(ja="つながりの中身と出典: --edges",
                         en="what is behind the ties, and where to read it: --edges"))
    if matrix:
        notes.append(say(
            ja="表の数字: 報告が名を挙げる事業と、一覧の所管欄にある事業の数。"
            f"{BLANK}: 空欄の報告。\n"
            "  何もない升は資料に記載がないだけで、取組がないという意味ではありません。",
            en="numbers: projects that reports name or lists print in charge; "
            f"{BLANK}: a blank report.\n"
            "  No entry: nothing is printed; that does not mean that nothing is done."))
    return "".join(f"{note}\n" for note in notes)
