"""The words of letters, one file for each language: data, checked against English, so that a new one needs no code.

Same keys, same placeholders, no HTML, and no address: addresses come from the notice. A workspace may put files of its
own beside the shipped ones; which of them are approved is its decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any, Final

import yaml

from waspada.core.errors import BadInput
from waspada.core.language import LANGUAGES, months

REFERENCE: Final = "en"
_FOLDER: Final = Path(__file__).with_name("texts")
_MOST_BYTES: Final = 256 << 10
_MONTHS: Final = 12
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PLACEHOLDER: Final = re.compile(r"[a-z_]+")
_ADDRESS: Final = re.compile(r"[^\W\d_]\.[^\W\d_]|://|www\.|@", re.IGNORECASE)
_HTML: Final = re.compile(r"[<>]|&[#\w]+;")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Everything that letters say in one language."""

    lang: str
    """BCP 47; also the `lang` of the HTML."""
    name: str
    """What the language calls itself."""
    words: Mapping[str, str]
    """By key, with dots: `advice.phishing.mail`."""

    def say(self, key: str, **values: str) -> str:
        """The words of a key, with its values filled in.

        Raises:
            BadInput: the texts were frozen before this key existed.
        """
        text = self.words.get(key)
        if text is None:
            raise BadInput(f"the texts of the notice have no `{key}`", hint="Take the texts of now into the draft.")
        return text.format_map(values)

    def counted(self, key: str, count: int, **values: str) -> str:
        """The words for one or for more."""
        return self.say(f"{key}.{'one' if count == 1 else 'other'}", count=self.number(count), **values)

    def number(self, value: int) -> str:
        """With the separator of the language."""
        return f"{value:,}".replace(",", self.words["format.thousands"])

    def day(self, value: date) -> str:
        """`9 March 2026`."""
        month = self.words[f"format.months.{value.month}"]
        return self.say("format.day", day=str(value.day), month=month, year=str(value.year))

    def series(self, items: Sequence[str]) -> str:
        """`a, b and c`."""
        if len(items) < 2:
            return "".join(items)
        pattern = "format.two" if len(items) == 2 else "format.more"
        return self.say(pattern, first=", ".join(items[:-1]), last=items[-1])

    def as_json(self) -> dict[str, Any]:
        """For the notice: the words as they were approved."""
        return {"lang": self.lang, "name": self.name, "words": dict(sorted(self.words.items()))}


def from_json(row: Mapping[str, Any]) -> Texts:
    """The texts that `as_json` wrote down."""
    return Texts(lang=row["lang"], name=row["name"], words=MappingProxyType(dict(row["words"])))


@cache
def shipped() -> Mapping[str, Texts]:
    """The languages that come with the project, by code."""
    return MappingProxyType({path.stem: read(path) for path in sorted(_FOLDER.glob("*.yaml"))})


def with_own(folder: Path | None) -> dict[str, Texts]:
    """The shipped languages and those in a folder of the workspace, which replace shipped ones of the same code."""
    own = {path.stem: read(path) for path in sorted(folder.glob("*.yaml"))} if folder and folder.is_dir() else {}
    return {**shipped(), **own}


def read(path: Path) -> Texts:
    """One language.

    Raises:
        BadInput: the file is not what a language file must be; the message says where.
    """
    return parsed(_bytes(path), path.name)


def parsed(data: bytes, name: str) -> Texts:
    """One language from the content of its file.

    Args:
        name: of the file, for errors.

    Raises:
        BadInput: as in `read`.
    """
    content = _mapping(data, name)
    lang, own = content.pop("language", ""), content.pop("name", "")
    if not isinstance(lang, str) or not _LANGUAGE.fullmatch(lang) or not isinstance(own, str) or not own.strip():
        raise BadInput(f"{name}: `language` (a code such as `fr` or `pt-BR`) and `name` are needed.")
    if Path(name).stem != lang:
        raise BadInput(f"{name}: the file of the language `{lang}` is called `{lang}.yaml`.")
    if lang in LANGUAGES and isinstance(content.get("format"), dict):
        content["format"].setdefault("months", months(lang))
    words = dict(_flat(content, ""))
    problems = [*_unsound(words), *(_unlike(words, _reference()) if lang != REFERENCE else ())]
    if problems:
        more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
        raise BadInput(f"{name}: {problems[0]}{more}.")
    return Texts(lang=lang, name=own.strip(), words=MappingProxyType(words))


@cache
def _reference() -> Mapping[str, str]:
    return read(_FOLDER / f"{REFERENCE}.yaml").words


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError:
        data = b""
    if not data or len(data) > _MOST_BYTES:
        raise BadInput(f"{path.name}: the file cannot be read, is empty, or is larger than 256 KB.")
    return data


class _Loader(yaml.BaseLoader):
    """Every scalar is text; no aliases, which can blow a small file up."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.constructor.ConstructorError(None, None, "alias", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [key.value for key, _ in node.value]
        if len(set(map(str, keys))) < len(keys):
            raise yaml.constructor.ConstructorError(None, None, "twice", node.start_mark)
        return super().construct_mapping(node, deep)


def _mapping(data: bytes, name: str) -> dict[str, Any]:
    line, content = -1, None
    try:
        content = yaml.load(data, _Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
    except (yaml.YAMLError, ValueError, RecursionError):
        line = 0
    if line >= 0:
        at = f", line {line}" if line else ""
        raise BadInput(f"{name}{at}: this is not valid YAML, or a key stands twice.")
    if not isinstance(content, dict):
        raise BadInput(f"{name}: the file must hold a mapping.")
    return content


def _flat(content: object, under: str) -> Iterable[tuple[str, str]]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield from _flat(value, f"{under}.{key}" if under else str(key))
    elif isinstance(content, list):
        for at, value in enumerate(content, 1):
            yield from _flat(value, f"{under}.{at}")
    else:
        yield under, str(content).strip() if under != "format.thousands" else str(content)


def placeholders(text: str) -> frozenset[str] | None:
    """Those in a text; None: it is no sound template."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    sound = all(not spec and not how and (name is None or _PLACEHOLDER.fullmatch(name)) for _, name, spec, how in parts)
    return frozenset(name for _, name, _, _ in parts if name) if sound else None


def _unsound(words: Mapping[str, str]) -> Iterable[str]:
    months = [f"format.months.{at}" for at in range(1, _MONTHS + 1)]
    yield from (f"`{key}` is missing" for key in months if key not in words)
    for key, text in words.items():
        if not text:
            yield f"`{key}` is empty"
        elif placeholders(text) is None:
            yield f"`{key}` has a {{placeholder}} that is none"
        elif _CONTROL.search(text):
            yield f"`{key}` has a sign in it that nobody can see"
        elif _HTML.search(text):
            yield f"`{key}` holds HTML: texts are plain"
        elif _ADDRESS.search(text):
            yield f"`{key}` holds an address: addresses come from the notice"


def _unlike(words: Mapping[str, str], reference: Mapping[str, str]) -> Iterable[str]:
    yield from (f"`{key}` is missing" for key in reference if key not in words)
    yield from (f"`{key}` is a key that no letter uses" for key in words if key not in reference)
    for key in words.keys() & reference.keys():
        needed, given = placeholders(reference[key]) or frozenset(), placeholders(words[key]) or frozenset()
        # Where a language counts, it may write the number out.
        free = {"count"} if key.endswith((".one", ".other")) else set()
        if (given ^ needed) - free:
            yield f"`{key}` needs the placeholders {', '.join(f'{{{one}}}' for one in sorted(needed)) or 'none'}"
