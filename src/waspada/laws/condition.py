"""What a rule can ask, as data, and how it is read from a rule file; `conditions` answers it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from waspada.core.categories import is_known
from waspada.laws.situation import ANSWERS, LEVELS, LIKELIHOODS, MOMENTS, SEVERITIES
from waspada.laws.yaml_text import Block

PLACE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,5})?")
_KIND: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*(\.\*)?")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class All:
    """Every one holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any_:
    """At least one holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Presume:
    """Unknown because nobody stated it counts as yes."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Fact:
    """A yes-or-no fact of the incident."""

    name: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A moment of the incident is on record."""

    name: str


@dataclass(frozen=True, slots=True)
class Readable:
    """Whoever took the data can read it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Kinds of data that one person must have together, or one of."""

    word: str
    """`all`, `any` or `kind`."""
    parts: tuple[Tree, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Elements:
    """The person's kinds satisfy a tree."""

    tree: Tree


@dataclass(frozen=True, slots=True)
class People:
    """How many people there are."""

    least: int
    """It holds from this number on …"""
    below: bool
    """… or, with this, as long as the number is smaller."""
    written: int
    """The number in the law."""
    word: str
    """`at_least`, `more_than` or `fewer_than`."""
    having: Condition | None
    anywhere: bool


@dataclass(frozen=True, slots=True)
class RiskIs:
    """The recorded assessment of the person's group is at least this."""

    level: str
    severity: str
    likelihood: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """We are one of these, or are in one of these places."""

    word: str
    """`sector`, `established_in` or `does_business_in`."""
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A judgement that no fact answers."""

    name: str
    """`<regime>.<key>`."""
    question: Mapping[str, str]


Condition: TypeAlias = (
    "All | Any_ | Not | Presume | Fact | Stated | Readable | Elements | People | RiskIs | Workspace | Ask"
)
Definitions: TypeAlias = Mapping[str, Condition]


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a condition is read: in which law, with which names defined before it."""

    law: str
    definitions: Definitions


def read(value: object, where: Block, reading: Reading) -> Condition:
    """A condition from a rule file.

    Raises:
        BadInput: it is none, with file and line.
    """
    if not isinstance(value, Block):
        where.refuse("a condition is a mapping with one word: all, any, not, fact, elements, people …")
    words = [word for word in value if word in _READERS]
    value.check(len(words) == 1 and len(value) == 1, f"a condition has exactly one of: {', '.join(_READERS)}")
    found: Condition = _READERS[words[0]](value, reading)
    return found


def _several(block: Block, reading: Reading) -> Condition:
    word = next(iter(block))
    parts = block[word]
    if not isinstance(parts, list) or not parts:
        block.refuse(f"`{word}` is a list of conditions")
    made = tuple(read(part, block, reading) for part in parts)
    return All(made) if word == "all" else Any_(made)


def _one(block: Block, reading: Reading) -> Condition:
    word = next(iter(block))
    part = read(block[word], block, reading)
    return Not(part) if word == "not" else Presume(part)


def _defined(block: Block, reading: Reading) -> Condition:
    name = block.text("defined")
    if name not in reading.definitions:
        block.refuse(f"`{name}` is not defined above")
    return reading.definitions[name]


def _fact(block: Block, _reading: Reading) -> Condition:
    return Fact(block.choice("fact", ANSWERS))


def _stated(block: Block, _reading: Reading) -> Condition:
    return Stated(block.choice("stated", MOMENTS))


def _readable(block: Block, _reading: Reading) -> Condition:
    block.check(block["readable"] is True, "`readable` is true; for the opposite use `not`")
    return Readable()


def _elements(block: Block, _reading: Reading) -> Condition:
    return Elements(_tree(block["elements"], block))


def _tree(value: object, where: Block) -> Tree:
    if isinstance(value, str):
        where.check(bool(_KIND.fullmatch(value)), "an element is a kind (`id.us_ssn`), `secret.*` or a category")
        where.check(not value.startswith("user.") or is_known(value), f"`{value}` is no category that we know")
        return Tree("kind", name=value)
    if not isinstance(value, Block) or len(value) != 1 or next(iter(value)) not in ("all", "any"):
        where.refuse("elements are a kind, {all: […]} or {any: […]}")
    word = next(iter(value))
    parts = value[word]
    if not isinstance(parts, list) or not parts:
        value.refuse(f"`{word}` is a list of elements")
    return Tree(word, tuple(_tree(part, value) for part in parts))


def _people(block: Block, reading: Reading) -> Condition:
    inner = block.block("people")
    inner.only(("at_least", "more_than", "fewer_than", "having", "where"))
    words = [word for word in ("at_least", "more_than", "fewer_than") if word in inner]
    inner.check(len(words) == 1, "`people` has exactly one of: at_least, more_than, fewer_than")
    number = inner.number(words[0], 1)
    having = read(inner["having"], inner, reading) if "having" in inner else None
    where = inner.choice("where", ("covered", "anywhere"), "covered")
    return People(
        least=number + 1 if words[0] == "more_than" else number,
        below=words[0] == "fewer_than",
        written=number,
        word=words[0],
        having=having,
        anywhere=where == "anywhere",
    )


def _risk(block: Block, _reading: Reading) -> Condition:
    inner = block.block("risk")
    inner.only(("at_least", "severity", "likelihood"))
    inner.check(len(inner) > 0, "`risk` needs at_least, severity or likelihood")
    return RiskIs(
        inner.choice("at_least", LEVELS[1:]) if "at_least" in inner else "",
        inner.choice("severity", SEVERITIES) if "severity" in inner else "",
        inner.choice("likelihood", LIKELIHOODS) if "likelihood" in inner else "",
    )


def _workspace(block: Block, _reading: Reading) -> Condition:
    word = next(iter(block))
    names = block.texts(word)
    block.check(bool(names), f"`{word}` is a list with something in it")
    if word == "sector":
        block.check(all(_KEY.fullmatch(name) for name in names), "a sector is a word in small letters")
    else:
        block.check(all(PLACE.fullmatch(name) for name in names), f"`{word}` is a list of country or region codes")
    return Workspace(word, names)


def _ask(block: Block, reading: Reading) -> Condition:
    inner = block.block("ask")
    inner.only((), ("key", "en", "id"))
    key = inner.text("key")
    inner.check(bool(_KEY.fullmatch(key)), "`key` is a word in small letters")
    return Ask(f"{reading.law}.{key}", MappingProxyType({lang: inner.text(lang) for lang in ("en", "id")}))


_Reader: TypeAlias = Callable[[Block, Reading], Any]
_READERS: Final[Mapping[str, _Reader]] = MappingProxyType(
    {
        "all": _several,
        "any": _several,
        "not": _one,
        "presume": _one,
        "defined": _defined,
        "fact": _fact,
        "stated": _stated,
        "readable": _readable,
        "elements": _elements,
        "people": _people,
        "risk": _risk,
        "sector": _workspace,
        "established_in": _workspace,
        "does_business_in": _workspace,
        "ask": _ask,
    }
)
