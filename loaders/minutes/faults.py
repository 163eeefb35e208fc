"""What minutes can lack: errors where it is needed, warnings where a guess does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.minutes.conventions import MarkForms, TitleForms
from loaders.minutes.legend import Marks
from loaders.minutes.lines import Line
from loaders.minutes.title import Title
from loaders.minutes.voices import Voices
from loaders.source import Source
from ontology.errors import DocumentError


def no_title(source: Source, forms: TitleForms) -> DocumentError:
    """Return the error for minutes whose head holds no title."""
    return DocumentError(
        ja=f"{source.name}: 先頭 {forms.within} 行に会議の題名がありません。"
        "「○○会議 議事要旨」（議事録、会議録など）の行を入れてください。",
        en=f"{source.name}: the first {forms.within} printed lines hold no title of a meeting; "
        "add a line with the body's name and 議事要旨, 議事録 or 会議録.",
    )


def no_date(source: Source) -> DocumentError:
    """Return the error for minutes that do not say when the meeting was held."""
    return DocumentError(
        ja=f"{source.name}: 議事より前に開催日がありません。"
        "「日時：令和７年10月６日」のように年月日の行を入れてください。",
        en=f"{source.name}: no date of the meeting stands before its agenda; "
        "add a line such as 日時：令和７年10月６日.",
    )


def no_statement(source: Source) -> DocumentError:
    """Return the error for minutes in which nobody speaks."""
    return DocumentError(
        ja=f"{source.name}: 発言が一つも見つかりません。"
        "発言の行頭に凡例の印（◎ ○ ● ■ など）か発言者（会長：、委員：など）を付けてください。",
        en=f"{source.name}: no statement was found in {len(source.lines)} lines; "
        "begin each with a mark of the legend (such as ◎ ○ ● ■) or its speaker (会長：, 委員：).",
    )


def guessed(source: Source, names: Sequence[str]) -> Iterator[str]:
    """Yield the names in a column of speakers that tell no role."""
    for name in dict.fromkeys(names):
        yield f"{source.name}: the speaker 「{name}」 has no known role; taken as a member"


def warnings(
    source: Source,
    title: Title,
    marks: Marks,
    voices: Voices,
    lines: tuple[Line, ...],
    forms: MarkForms,
) -> Iterator[str]:
    """Yield what was taken for granted in reading ``source``."""
    if title.round is None:
        yield f"{source.name}: the title gives no round (第N回); taken as the first of its year"
    if not marks.legend and voices.marks_used:
        taken = ", ".join(f"{mark} {role}" for mark, role in marks.roles.items())
        yield f"{source.name}: no legend explains the marks; taken as {taken}"
    for word in marks.unknown:
        yield f"{source.name}: the legend's 「{word}」 is no known role; taken as a member"
    unexplained = {
        line.text[0]: line.number
        for line in reversed(lines)
        if line.text[0] in forms.signs and not marks.mark_of(line.text)
    }
    for sign, number in unexplained.items():
        if marks.legend:
            yield f"{source.name}: line {number}: the legend has no {sign}; read as plain text"
