"""The commands. Each one only takes its arguments apart and prints; the rooms do the work.

Heavy libraries are imported inside the commands, so that ``shisaku --help`` starts at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shisaku import options as o
from shisaku.language import chosen, say

if TYPE_CHECKING:
    from graph.dataset import Dataset
    from graph.store import GraphStore

DEFAULT_DATASET = Path("shisaku-data")
ANSWER_FORMATS = ("table", "json", "csv", "tsv", "xml", "ttl", "nt", "jsonld")

app = typer.Typer(
    name="shisaku",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        ja="自治体の総合戦略・進捗報告・議事録を、出典つきの知識グラフにします。",
        en="Turns a city's strategy, progress reports and minutes into a knowledge graph "
        "in which every fact carries its passage.",
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        from shisaku import __version__

        print(__version__)
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version",
        is_eager=True,
        callback=_version,
        help=say(ja="バージョンを表示", en="show the version"),
    ),
]


@app.callback()
def options(lang: o.Language = "", debug: o.Debug = False, version: Version = False) -> None:
    """Options that hold for all commands; ``--lang`` and ``--debug`` are read at the start."""
    if lang not in ("", "ja", "en"):
        raise typer.BadParameter(
            say(ja="ja か en を指定してください。", en="choose ja or en."), param_hint="--lang"
        )


@app.command(help=say(ja="資料を読み、データセットを作る", en="Read documents and make a dataset"))
def build(
    sources: o.Sources,
    into: o.Into = DEFAULT_DATASET,
    municipality: o.Municipality = None,
    base_iri: o.BaseIri = None,
    fresh: o.Fresh = False,
) -> None:
    """Make or extend a dataset; the dataset is as it was if anything is at fault."""
    from shisaku.given import given_files
    from shisaku.ownership import stated_municipality
    from shisaku.pipeline import build as run
    from shisaku.pipeline import checked_base
    from shisaku.progress import steps
    from shisaku.summary import print_built

    owner = stated_municipality(municipality) if municipality else None
    base = checked_base(base_iri) if base_iri else None
    with steps() as step:
        built = run(given_files(sources, owner), into, base, fresh=fresh, step=step)
    print_built(built, into)


@app.command(
    help=say(ja="データセットを SHACL で検証する", en="Check a dataset against the shapes")
)
def validate(
    dataset: o.DatasetOrEndpoint = str(DEFAULT_DATASET), format: o.ReportFormat = "text"
) -> None:
    """Print the SHACL report; exit status 1 where a violation was found."""
    from shisaku.checking import checked
    from shisaku.progress import steps

    _one_of(format, ("text", "json", "ttl"))
    with steps() as step:
        report = checked(_dataset(dataset).store, step)
    if format == "ttl":
        sys.stdout.write(report.to_turtle().decode())
    else:
        sys.stdout.write(report.to_json() if format == "json" else report.to_text(chosen()))
    if not report.conforms:
        raise typer.Exit(1)


@app.command(
    help=say(
        ja="質問する（カタログの名前、.rq ファイル、または - で標準入力）",
        en="Ask a question: a name of the catalogue, a .rq file, or - for standard input",
    )
)
def query(
    dataset: o.DatasetOrEndpoint,
    question: o.Question,
    param: o.Parameters = None,
    format: o.AnswerFormat = None,
    own: o.OwnQueries = None,
) -> None:
    """Answer a question on a dataset."""
    from queries.catalogue import catalogue_with
    from shisaku.asking import answer

    _one_of(format or "table", ANSWER_FORMATS)
    known = catalogue_with(own)
    with _store(dataset) as store:
        sys.stdout.buffer.writelines(answer(store, question, _pairs(param), format, known))


@app.command(help=say(ja="質問のカタログを表示する", en="List the catalogue of questions"))
def queries(own: o.OwnQueries = None) -> None:
    """List the questions by user, with their parameters."""
    from queries.catalogue import catalogue_with
    from shisaku.asking import catalogue_text

    sys.stdout.write(catalogue_text(catalogue_with(own)))


@app.command(help=say(ja="検出事項（要確認）を表示する", en="List the findings, with evidence"))
def findings(
    dataset: o.DatasetOrEndpoint = str(DEFAULT_DATASET),
    kind: o.FindingKinds = None,
    status: o.FindingStatuses = None,
    format: o.FindingsForm = None,
    output: o.Output = None,
) -> None:
    """Print the findings of a dataset, or write them to a file."""
    from shisaku.findings import FORMATS, STATUSES, write_findings

    _one_of(format or "table", FORMATS)
    statuses = [each.lower() for each in status or []]
    for each in statuses:
        _one_of(each, STATUSES, "--status")
    _not_on_terminal(format, output)
    write_findings(_dataset(dataset), kind or [], statuses, format, output)


@app.command(
    help=say(
        ja="部署どうしのつながり（ともに担う事業・基本的方向、共同の報告）を示す",
        en="Show the network of departments: what they share, and who stands in between",
    )
)
def network(
    dataset: o.DatasetOrEndpoint = str(DEFAULT_DATASET),
    municipality: o.OneMunicipality = None,
    year: o.OneYear = None,
    edges: o.Edges = False,
    matrix: o.Matrix = False,
    format: o.FindingsFormat = None,
) -> None:
    """Print the departments with their measures, and their ties and the matrix if asked."""
    from shisaku.network import network_text

    _one_of(format or "table", ("table", "json", "csv"))
    if format == "csv" and edges and matrix:
        raise typer.BadParameter(
            say(ja="CSV では --edges と --matrix のどちらか一つを指定してください。",
                en="CSV holds one table: choose --edges or --matrix."),
            param_hint="--format",
        )
    with _store(dataset) as store:
        text = network_text(store, municipality, year, format, edges=edges, matrix=matrix)
    sys.stdout.buffer.write(text.encode("utf-8-sig" if format == "csv" else "utf-8"))


@app.command(
    help=say(
        ja="ほかの自治体の似た事業を探す",
        en="Find the alike projects of other municipalities",
    )
)
def alike(
    dataset: o.DatasetOrEndpoint = str(DEFAULT_DATASET),
    municipality: o.OneMunicipality = None,
    format: o.FindingsFormat = None,
) -> None:
    """Print, for each project of a city, the alike projects of all others."""
    from shisaku.alike import alike_pieces
    from shisaku.progress import steps

    _one_of(format or "table", ("table", "json", "csv"))
    with steps() as step, _store(dataset) as store:
        for piece in alike_pieces(store, municipality, format, step):
            sys.stdout.buffer.write(piece)


@app.command(
    help=say(
        ja="検出事項または変更に対する人の判定を残す", en="Keep a person's verdict on a finding"
    )
)
def review(
    dataset: o.DatasetOrEndpoint,
    finding: o.FindingId,
    verdict: o.VerdictWord,
    reviewer: o.Reviewer,
    reason: o.Reason,
) -> None:
    """Keep a verdict in the dataset; every later build takes it over."""
    from graph.place import place_of
    from shisaku.reviewing import VERDICTS, review_text

    _one_of(verdict, VERDICTS, "--verdict")
    sys.stdout.write(review_text(place_of(dataset), finding, verdict, reviewer, reason))


@app.command(
    help=say(
        ja="二つの期・年度のデータセットを比べる（新規・終了・改称・移動など）",
        en="Compare two editions or years: added, ended, renamed, moved",
    )
)
def diff(
    earlier: o.EarlierDataset, later: o.LaterDataset, format: o.FindingsFormat = None
) -> None:
    """Print what changed from one dataset to the other."""
    from graph.place import place_of
    from shisaku.differing import diff_text
    from shisaku.progress import steps

    _one_of(format or "table", ("table", "json", "csv"))
    with steps() as step:
        text = diff_text(place_of(earlier), place_of(later), format, step)
    sys.stdout.buffer.write(text.encode("utf-8-sig" if format == "csv" else "utf-8"))


@app.command(
    "map", help=say(ja="マップを1つの HTML ファイルに書く", en="Write a map as one HTML file")
)
def draw(
    dataset: o.DatasetOrEndpoint = str(DEFAULT_DATASET),
    kind: o.MapKind = None,
    output: o.Output = None,
    param: o.Parameters = None,
    kinds: o.MapList = False,
) -> None:
    """Draw one map; it opens in a browser without a network."""
    from shisaku.drawing import kinds_text, write_map

    if kinds:
        sys.stdout.write(kinds_text())
        return
    if kind is None:
        raise typer.BadParameter(
            say(ja="マップの種類を指定してください（--list）。", en="name a map (see --list)."),
            param_hint="KIND",
        )
    print(write_map(_dataset(dataset), kind, _pairs(param), output or Path(f"{kind}.html")))


@app.command(
    help=say(
        ja="資料のどこが何と読めたかを示す（何も書かない）",
        en="Show what is recognised in a document; writes nothing",
    )
)
def inspect(file: o.Document, municipality: o.Municipality = None) -> None:
    """Print what every line of a document became."""
    from shisaku.given import given_files
    from shisaku.inspection import inspection
    from shisaku.ownership import stated_municipality

    owner = stated_municipality(municipality) if municipality else None
    sys.stdout.writelines(inspection(given_files([file], owner)[0]))


@app.command(
    help=say(
        ja="グラフ・ネットワーク・表・総合戦略を他の道具のために書き出す",
        en="Write the graph, its networks, tables or a strategy for other tools",
    )
)
def export(
    dataset: o.DatasetOrEndpoint = str(DEFAULT_DATASET),
    format: o.ExportFormat = None,
    output: o.Output = None,
    network: o.NetworkKind = None,
    table: o.TableKind = None,
    strategy: o.StrategyName = None,
    part: o.StratmlPart = None,
    municipality: o.OneMunicipality = None,
    dump: o.DumpFolder = None,
) -> None:
    """Write one form of a dataset to a file or standard output, or a dump of it into a folder."""
    from shisaku.exporting import FORMATS, Choices, print_dump, usual_format, write_export
    from shisaku.exports.networks import NETWORKS
    from shisaku.exports.stratml import PARTS

    choices = Choices(network, municipality, table, strategy, part)
    if dump is not None:
        if format or output or choices != Choices():
            raise typer.BadParameter(
                say(ja="ほかの指定と組み合わせられません。", en="takes no other option beside it."),
                param_hint="--dump")
        print_dump(_dataset(dataset), dump)
        return
    form = format or usual_format(output)
    _one_of(form, FORMATS)
    _one_of(network or NETWORKS[0], NETWORKS, "--network")
    _one_of(part or PARTS[0], PARTS, "--part")
    _not_on_terminal(form, output)
    write_export(_dataset(dataset), form, choices, output)


@app.command(
    help=say(
        ja="データセットを遠隔の SPARQL ストアに入れる",
        en="Put a dataset into a remote SPARQL 1.1 store",
    )
)
def push(
    dataset: o.DatasetFolder, endpoint: o.EndpointUrl, documents: o.WithDocuments = True
) -> None:
    """Put a dataset there graph by graph; readers see the old one until all of it is there."""
    from shisaku.progress import steps
    from shisaku.pushing import push_text

    with steps() as step:
        text = push_text(dataset, endpoint, documents=documents, step=step)
    sys.stdout.write(text)


@app.command(
    help=say(
        ja="データセットをウェブで公開する（SPARQL エンドポイント）",
        en="Serve a dataset over HTTP (a SPARQL endpoint)",
    )
)
def serve(
    dataset: o.DatasetOrEndpoint = str(DEFAULT_DATASET),
    host: o.Host = "127.0.0.1",
    port: o.Port = 8000,
    own: o.OwnQueries = None,
) -> None:
    """Serve until interrupted; a dataset built anew is taken over at once."""
    from graph.place import place_of
    from queries.catalogue import catalogue_with
    from shisaku.web.serving import serve as run

    run(place_of(dataset), host, port, catalogue_with(own))


@app.command(
    help=say(
        ja="同梱の見本でデータセットとマップを作る",
        en="Build the packaged sample and draw its maps",
    )
)
def demo(into: o.Into = Path("shisaku-demo")) -> None:
    """Build the sample, print its findings, write its maps; ends by itself."""
    from shisaku.demonstration import run

    run(into)


def _dataset(place: str) -> Dataset:
    """Open the dataset in a folder or at an endpoint."""
    from graph.place import open_place, place_of

    return open_place(place_of(place))


@contextmanager
def _store(place: str) -> Iterator[GraphStore]:
    """Open the store of a dataset folder, or the endpoint at an address."""
    from graph.remote import RemoteStore, endpoint_set, is_endpoint

    if is_endpoint(place):
        yield RemoteStore(endpoint_set(place))
    else:
        dataset = _dataset(place)
        yield dataset.store


def _not_on_terminal(format: str | None, output: Path | None) -> None:
    if format == "xlsx" and output is None and sys.stdout.isatty():
        raise typer.BadParameter(
            say(ja="XLSX は端末に表示できません。-o でファイルを指定してください。",
                en="a terminal cannot show XLSX; name a file with -o."),
            param_hint="--format",
        )


def _one_of(value: str, allowed: tuple[str, ...], option: str = "--format") -> None:
    if value not in allowed:
        raise typer.BadParameter(
            say(
                ja=f"{value} は選べません。{'、'.join(allowed)} のどれかです。",
                en=f"{value} is none of {', '.join(allowed)}.",
            ),
            param_hint=option,
        )


def _pairs(texts: list[str] | None) -> dict[str, str]:
    pairs = {}
    for text in texts or []:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise typer.BadParameter(
                say(ja=f"「{text}」は 名前=値 ではありません。", en=f"{text!r} is not NAME=VALUE."),
                param_hint="--param",
            )
        pairs[name] = value
    return pairs
