"""A question reads itself from its own file: the header says what it asks and what it must be told.

The header is the run of comment lines at the top of the file, each ``# key: value``; see
``catalogue/README.md``. Whatever is wrong with it is told with file and line.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.errors import QueryError

USERS = ("planner", "researcher", "auditor")
MUNICIPALITY = "municipality"
THING_TYPES = (MUNICIPALITY, "department", "project", "direction", "meeting")
PARAMETER_TYPES = (*THING_TYPES, "fiscal-year", "iri", "string", "integer", "decimal")

_KEYS = ("name", "title-ja", "title-en", "question-ja", "question-en", "user")
_WITHIN = "within"
_OPTIONS = ("type", "required", "default", "widest", "keeps", "label-ja", "label-en")
NARROWINGS = ("equal", "at-least", "below", "containing")
_ENTRY = re.compile(r"# ([a-z-]+): (.*\S)\s*")
_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question must or may be told; ``name`` is the variable that it binds.

    ``type`` is one of PARAMETER_TYPES; ``default`` is the value taken where none is given.
    ``keeps`` says which rows of the widest answer a value leaves: those whose column (the second)
    stands to the value as the first says, one of NARROWINGS. The widest answer is that to the
    value ``widest``, else to the default, else that where none is given.
    """

    name: str
    type: str
    required: bool
    default: str | None
    label_ja: str
    label_en: str
    widest: str | None = None
    keeps: tuple[str, str] | None = None

    def label(self, language: str) -> str:
        """Return the label in ``language`` ("ja", anything else gives English)."""
        return self.label_ja if language == "ja" else self.label_en


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the catalogue; ``text`` is the whole file, ``user`` one of USERS.

    ``within`` is true where what is answered about a municipality rests on its own documents alone,
    and what is answered about all is what is answered about each, put together.
    """

    name: str
    title_ja: str
    title_en: str
    question_ja: str
    question_en: str
    user: str
    parameters: tuple[Parameter, ...]
    text: str
    within: bool = False

    def title(self, language: str) -> str:
        """Return the title in ``language`` ("ja", anything else gives English)."""
        return self.title_ja if language == "ja" else self.title_en

    def question(self, language: str) -> str:
        """Return the question itself in ``language``."""
        return self.question_ja if language == "ja" else self.question_en


def read_question(file_name: str, text: str) -> Question:
    """Return the question in ``text``, the content of the file ``file_name`` (``{name}.rq``).

    QueryError, with file and line, where the header is incomplete or wrong.
    """
    values: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    for number, key, value in _entries(file_name, text):
        place = _Place(file_name, number)
        if key == "param":
            parameter = _parameter(place, value)
            if parameters.setdefault(parameter.name, parameter) is not parameter:
                raise place.fault(f"引数 {parameter.name} が二度あります",
                                  f"the parameter {parameter.name} stands here twice")
        elif key not in (*_KEYS, _WITHIN):
            raise place.fault(f"見出し {key} は使えません（{', '.join(_KEYS)}, within, param）",
                              f"there is no key {key} ({', '.join(_KEYS)}, within, param)")
        elif values.setdefault(key, value) != value:
            raise place.fault(f"{key} が二度あります", f"{key} stands here twice")
    place = _Place(file_name, 1)
    for key in _KEYS:
        if key not in values:
            raise place.fault(f"{key} がありません", f"{key} is missing")
    if f"{values['name']}.rq" != file_name:
        raise place.fault(f"name {values['name']} がファイル名と違います",
                          f"the name {values['name']} is not that of the file")
    if values.get(_WITHIN, MUNICIPALITY) != MUNICIPALITY:
        raise place.fault(f"within は {MUNICIPALITY} だけです", f"within is {MUNICIPALITY}")
    if values["user"] not in USERS:
        raise place.fault(f"user は {', '.join(USERS)} のどれかです",
                          f"user is one of {', '.join(USERS)}")
    return Question(
        name=values["name"], title_ja=values["title-ja"], title_en=values["title-en"],
        question_ja=values["question-ja"], question_en=values["question-en"],
        user=values["user"], parameters=tuple(parameters.values()), text=text,
        within=_WITHIN in values)


@dataclass(frozen=True, slots=True)
class _Place:
    file_name: str
    line: int

    def fault(self, ja: str, en: str) -> QueryError:
        return QueryError(ja=f"{self.file_name} {self.line} 行目: {ja}。",
                          en=f"{self.file_name}, line {self.line}: {en}.")


def _entries(file_name: str, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line number, key and value of each line of the header."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            return
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            raise _Place(file_name, number).fault("「# 見出し: 値」の形ではありません",
                                                  "a line of the header is # key: value")
        yield number, entry[1], entry[2]


def _parameter(place: _Place, value: str) -> Parameter:
    """Read ``name type=… required=… default=… label-ja=… label-en=…``."""
    try:
        name, *rest = shlex.split(value)
    except ValueError as error:
        raise place.fault("引用符が閉じていません", "a quotation mark is not closed") from error
    options = dict(option.partition("=")[::2] for option in rest)
    if not _VARIABLE.fullmatch(name):
        raise place.fault(f"引数名 {name} は英数字ではありません",
                          f"the parameter name {name} is not made of letters and digits")
    for option in options:
        if option not in _OPTIONS:
            raise place.fault(f"param に {option} は使えません（{', '.join(_OPTIONS)}）",
                              f"a param has no {option} ({', '.join(_OPTIONS)})")
    for option in ("type", "label-ja", "label-en"):
        if not options.get(option):
            raise place.fault(f"param {name} に {option} がありません",
                              f"the param {name} has no {option}")
    if options["type"] not in PARAMETER_TYPES:
        raise place.fault(f"type は {', '.join(PARAMETER_TYPES)} のどれかです",
                          f"type is one of {', '.join(PARAMETER_TYPES)}")
    if options.get("required", "false") not in ("true", "false"):
        raise place.fault("required は true か false です", "required is true or false")
    required = options.get("required") == "true"
    if required and "default" in options:
        raise place.fault("必須の引数に既定値は付けられません",
                          "a required parameter has no default")
    return Parameter(name, options["type"], required, options.get("default"),
                     options["label-ja"], options["label-en"], options.get("widest"),
                     _keeps(place, options.get("keeps")))


def _keeps(place: _Place, text: str | None) -> tuple[str, str] | None:
    how, _, column = (text or "").partition(" ")
    if text is not None and (how not in NARROWINGS or not _VARIABLE.fullmatch(column)):
        raise place.fault(f"keeps は {', '.join(NARROWINGS)} のどれかと列名です",
                          f"keeps is one of {', '.join(NARROWINGS)} and a column")
    return None if text is None else (how, column)
