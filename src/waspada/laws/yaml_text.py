"""YAML that people write for this room, read strictly: no tags, no aliases, every mapping knows its file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, NoReturn, TypeVar

import yaml

from waspada.core.errors import BadInput

_T = TypeVar("_T")
_MOST: Final = 2 << 20
_OUR_WORDS: Final = ("aliases are not allowed", "a key stands twice", "a key is not a text")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Block(dict[str, Any]):
    """A mapping that knows where it stands, and takes its own keys with the checks that they need."""

    file: str = ""
    line: int = 0

    def refuse(self, problem: str) -> NoReturn:
        """Say what is wrong with it, and where."""
        raise BadInput(f"{self.file}, line {self.line}: {problem}.")

    def check(self, condition: bool, problem: str) -> None:
        """Refuse it where the condition does not hold."""
        if not condition:
            self.refuse(problem)

    def only(self, allowed: Iterable[str], required: Iterable[str] = ()) -> None:
        """Refuse unknown keys, and missing ones."""
        unknown = sorted(set(self) - set(allowed) - set(required))
        self.check(not unknown, f"unknown key: {', '.join(unknown)}")
        missing = sorted(set(required) - set(self))
        self.check(not missing, f"missing key: {', '.join(missing)}")

    def text(self, key: str, default: str = "") -> str:
        """A text; digits that YAML took for a number stay text only if quoted."""
        value = self.get(key, default)
        self.check(isinstance(value, str), f"`{key}` is a text")
        return str(value).strip()

    def choice(self, key: str, allowed: Iterable[str], default: str = "") -> str:
        """One of a few words."""
        value = self.get(key, default)
        known = tuple(allowed)
        self.check(value in known, f"`{key}` is one of: {', '.join(known)}")
        return str(value)

    def flag(self, key: str) -> bool:
        """True or false; false where it does not stand."""
        value = self.get(key, False)
        self.check(isinstance(value, bool), f"`{key}` is true or false")
        return bool(value)

    def number(self, key: str, least: int = 0) -> int:
        """A whole number."""
        value = self.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            self.refuse(f"`{key}` is a whole number, {least} or more")
        return value

    def both(self, key: str) -> dict[str, str]:
        """A text in both languages."""
        value = self.get(key)
        if not isinstance(value, Block):
            self.refuse(f"`{key}` needs both languages: {{en: …, id: …}}")
        value.only((), ("en", "id"))
        words = {lang: value.text(lang) for lang in ("en", "id")}
        value.check(all(words.values()), f"`{key}` has an empty text")
        return words

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it does not stand."""
        value = self.get(key, [])
        good = isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)
        self.check(good, f"`{key}` is a list of texts")
        return tuple(item.strip() for item in value)

    def day(self, key: str) -> date | None:
        """A date; None where it does not stand or is null."""
        value = self.get(key)
        if value is None:
            return None
        found: date | None = None
        if isinstance(value, str) and _DATE.fullmatch(value):
            try:
                found = date.fromisoformat(value)
            except ValueError:
                found = None
        if found is None:
            self.refuse(f"`{key}` is a date: 2026-01-31")
        return found

    def block(self, key: str) -> Block:
        """A mapping."""
        value = self.get(key)
        if not isinstance(value, Block):
            self.refuse(f"`{key}` is a mapping")
        return value

    def each(self, key: str, read: Callable[[Block], _T]) -> tuple[_T, ...]:
        """A list of mappings, each read; empty where it does not stand."""
        value = self.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, Block) for item in value):
            self.refuse(f"`{key}` is a list of mappings")
        return tuple(read(item) for item in value)


class _Loader(yaml.SafeLoader):
    """The safe loader without aliases, which can blow a small file up."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.constructor.ConstructorError(None, None, _OUR_WORDS[0], mark)
        return super().compose_node(parent, index)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Block:
    found = Block()
    found.file, found.line = str(node.start_mark.name), node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str) or key in found:
            problem = _OUR_WORDS[1] if isinstance(key, str) else _OUR_WORDS[2]
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
# Dates and times stay text, and only `true` and `false` are truth: `NO` is Norway, `no` an answer.
_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, expression)
        for tag, expression in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def parse(text: str, name: str) -> Block:
    """The mapping that a YAML text holds.

    Args:
        name: of the file, for errors.

    Raises:
        BadInput: it is not YAML, or not a mapping.
    """
    problem, line = "", 0
    content: Any = None
    if len(text) > _MOST:
        raise BadInput(f"{name}: the file is larger than 2 MB.")
    loader = _Loader(text)
    loader.name = name
    try:
        content = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem, line = error.problem or "not YAML", mark.line + 1 if mark else 0
    except (yaml.YAMLError, ValueError, RecursionError):
        problem = "not YAML"
    finally:
        loader.dispose()
    if problem:
        raise BadInput(f"{name}, line {line}: {problem if problem in _OUR_WORDS else 'this is not valid YAML'}.")
    if not isinstance(content, Block):
        raise BadInput(f"{name}: the file must hold a mapping.")
    return content


def block_of(value: object, name: str) -> Block:
    """Plain data (from JSON) as blocks, so that the same checks serve it."""
    made = _blocks(value, name)
    if not isinstance(made, Block):
        raise BadInput(f"{name}: it must be a mapping.")
    return made


def _blocks(value: object, name: str) -> Any:
    if isinstance(value, Mapping):
        found = Block()
        found.file, found.line = name, value.line if isinstance(value, Block) else 0
        for key, item in value.items():
            if not isinstance(key, str):
                raise BadInput(f"{name}: a key is not a text.")
            found[key] = _blocks(item, name)
        return found
    return [_blocks(item, name) for item in value] if isinstance(value, list | tuple) else value
