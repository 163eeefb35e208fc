"""The arguments and options of the commands, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from shisaku.language import say


def _argument(metavar: str, *, ja: str, en: str) -> Any:
    return typer.Argument(metavar=metavar, help=say(ja=ja, en=en))


def _option(*names: str, metavar: str | None = None, ja: str, en: str) -> Any:
    return typer.Option(*names, metavar=metavar, help=say(ja=ja, en=en))


Language = Annotated[
    str, _option("--lang", metavar="ja|en", ja="メッセージの言語", en="language of messages")
]
Debug = Annotated[bool, _option("--debug", ja="エラーの詳細を表示", en="show tracebacks")]
Sources = Annotated[
    list[Path],
    _argument(
        "SOURCE...",
        ja="資料（PDF、テキスト、CSV、XLSX、DOCX）",
        en="documents: PDF, text, CSV, XLSX or DOCX",
    ),
]
Document = Annotated[Path, _argument("FILE", ja="資料", en="document")]
DatasetFolder = Annotated[
    Path, _argument("DIR", ja="build が作るデータセットのフォルダー", en="dataset folder")
]
DatasetOrEndpoint = Annotated[
    str,
    _argument(
        "DIR-or-URL",
        ja="データセットのフォルダー、または SPARQL エンドポイントの URL",
        en="dataset folder, or the URL of a SPARQL endpoint",
    ),
]
EndpointUrl = Annotated[
    str,
    _option("--endpoint", metavar="URL", ja="SPARQL エンドポイントの URL（問い合わせ用）",
            en="URL of the SPARQL endpoint, where it answers queries"),
]
WithDocuments = Annotated[
    bool,
    _option("--documents/--no-documents", ja="資料の原本も送る（diff と原本の表示に必要）",
            en="send the documents themselves, too (diff and their pages need them)"),
]
Into = Annotated[
    Path, _option("--into", metavar="DIR", ja="書き込み先のフォルダー", en="folder to write to")
]
Municipality = Annotated[
    str | None,
    _option(
        "--municipality",
        metavar="CODE",
        ja="団体コード（6桁）。一覧にない自治体は「コード=名称」",
        en="six-digit code; CODE=NAME for one that the standard list lacks",
    ),
]
BaseIri = Annotated[
    str | None, _option("--base-iri", metavar="IRI", ja="IRI の始まり", en="beginning of all IRIs")
]
Fresh = Annotated[
    bool,
    _option("--fresh", ja="前の資料を残さず作り直す", en="leave out what the dataset held before"),
]
Question = Annotated[str, _argument("NAME|FILE.rq|-", ja="質問", en="question")]
Parameters = Annotated[
    list[str] | None,
    _option(
        "--param",
        metavar="K=V",
        ja="パラメーター（何度でも指定可）",
        en="parameter; may be given several times",
    ),
]
AnswerFormat = Annotated[
    str | None,
    _option(
        "--format",
        metavar="table|json|csv|tsv|xml|ttl|nt|jsonld",
        ja="出力形式（端末では table、それ以外は json）",
        en="output format; table on a terminal, json otherwise",
    ),
]
ReportFormat = Annotated[
    str, _option("--format", metavar="text|json|ttl", ja="出力形式", en="output format")
]
FindingsFormat = Annotated[
    str | None, _option("--format", metavar="table|json|csv", ja="出力形式", en="output format")
]
EarlierDataset = Annotated[
    str,
    _argument("DIR_A-or-URL", ja="前の期・年度のデータセット", en="the earlier edition or year"),
]
LaterDataset = Annotated[
    str, _argument("DIR_B-or-URL", ja="後の期・年度のデータセット", en="the later edition or year")
]
OneMunicipality = Annotated[
    str | None,
    _option(
        "--municipality",
        metavar="CODE",
        ja="団体コード、名称または IRI。省けばすべて",
        en="code, name or IRI; all unless given",
    ),
]
OneYear = Annotated[
    str | None,
    _option(
        "--year",
        metavar="FY2023",
        ja="年度（2023、FY2023、令和5年度）。省けばすべて",
        en="fiscal year (2023, FY2023, 令和5年度); all unless given",
    ),
]
Edges = Annotated[
    bool,
    _option("--edges", ja="つながりとその中身・出典も示す", en="the ties too, with their evidence"),
]
Matrix = Annotated[
    bool,
    _option(
        "--matrix", ja="部署×基本的方向の表も示す", en="the matrix of departments × directions too"
    ),
]
OwnQueries = Annotated[
    Path | None,
    _option(
        "--queries",
        metavar="DIR",
        ja="自分の質問（.rq）のフォルダー。カタログに加わる",
        en="a folder of one's own questions (.rq), which join the catalogue",
    ),
]
ExportFormat = Annotated[
    str | None,
    _option(
        "--format",
        metavar="ttl|nt|nq|trig|jsonld|graphml|gexf|csv|xlsx|stratml",
        ja="出力形式（省けばファイル名による。それもなければ trig）",
        en="output format; by the file's name unless given, else trig",
    ),
]
NetworkKind = Annotated[
    str | None,
    _option(
        "--network",
        metavar="departments|projects|cross-listings",
        ja="graphml・gexf: どのネットワークか（省けば departments）",
        en="of graphml and gexf: which network (departments unless given)",
    ),
]
TableKind = Annotated[
    str | None,
    _option(
        "--table",
        metavar="KIND",
        ja="csv: どの表か（クラス名。省けば Project。-o FILE.zip ならすべて）",
        en="of csv: which table, by class (Project unless given; all with -o FILE.zip)",
    ),
]
StrategyName = Annotated[
    str | None,
    _option(
        "--strategy",
        metavar="NAME",
        ja="stratml: どの総合戦略か（名称か IRI）",
        en="of stratml: which strategy, by name or IRI",
    ),
]
StratmlPart = Annotated[
    str | None,
    _option(
        "--part",
        metavar="1|2",
        ja="stratml: Part 1（計画）か Part 2（指標つき。省けばこちら）",
        en="of stratml: Part 1 (the plan) or Part 2 (with indicators, unless given)",
    ),
]
DumpFolder = Annotated[
    Path | None,
    _option(
        "--dump",
        metavar="FOLDER",
        ja="日付つきの一式（グラフ・表・ネットワーク・説明・チェックサム）をフォルダーに書く",
        en="write a dated dump (graph, tables, networks, description, checksums) into a folder",
    ),
]
FindingKinds = Annotated[
    list[str] | None,
    _option(
        "--kind", metavar="KIND", ja="種類（何度でも指定可）", en="kind; may be given several times"
    ),
]
FindingStatuses = Annotated[
    list[str] | None,
    _option(
        "--status",
        metavar="candidate|confirmed|warranted|rejected",
        ja="判定（何度でも指定可）",
        en="what persons said; may be given several times",
    ),
]
FindingsForm = Annotated[
    str | None,
    _option(
        "--format",
        metavar="table|json|csv|xlsx|sssom",
        ja="出力形式（端末では table、それ以外は json）",
        en="output format; table on a terminal, json otherwise",
    ),
]
FindingId = Annotated[
    str,
    _argument("ID", ja="検出事項または変更の ID（16桁）", en="identifier of a finding or change"),
]
VerdictWord = Annotated[
    str,
    _option(
        "--verdict",
        metavar="confirmed|warranted|rejected",
        ja="判定（確認済み・理由あり・該当せず）",
        en="what you say of it",
    ),
]
Reviewer = Annotated[
    str, _option("--reviewer", metavar="NAME", ja="判定者の名前", en="name of who judges")
]
Reason = Annotated[
    str, _option("--reason", metavar="TEXT", ja="判定の理由", en="why it is judged so")
]
MapKind = Annotated[
    str | None, _argument("KIND", ja="マップの種類（--list で一覧）", en="kind of map (see --list)")
]
MapList = Annotated[bool, _option("--list", ja="マップの種類を表示", en="list the kinds of maps")]
Output = Annotated[
    Path | None,
    _option("--output", "-o", metavar="FILE", ja="出力先のファイル", en="file to write"),
]
Host = Annotated[
    str,
    _option("--host", metavar="HOST", ja="待ち受けるアドレス", en="address to listen at"),
]
Port = Annotated[
    int,
    _option("--port", metavar="PORT", ja="ポート番号（0 は空きを使う）",
            en="port; 0 takes any free one"),
]
