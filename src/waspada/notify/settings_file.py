"""A YAML file of settings that only its owner may read: bounded, without tags and aliases, errors that name the key.

What an error says is the file, the line and the name of a setting, never what stands there: it may be a password.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml

from waspada.core.errors import BadInput

_MOST_BYTES: Final = 256 << 10
DOCS: Final = "See the example in docs/notify-mail.md."


class _Loader(yaml.SafeLoader):
    """The safe loader without aliases, and without keys that stand twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.constructor.ConstructorError(None, None, "aliases are not allowed", mark)
        return super().compose_node(parent, index)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str) or key in found:
            problem = "a key stands twice" if isinstance(key, str) else "a key is not a text"
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_OUR_WORDS: Final = ("aliases are not allowed", "a key stands twice", "a key is not a text")


def private_bytes(path: Path, what: str) -> bytes:
    """The content of a file that nobody but its owner may read.

    Args:
        what: the file is, for the error.

    Raises:
        BadInput: it is missing, too large, or others may read it.
    """
    problem = ""
    data = b""
    try:
        with path.open("rb") as stream:
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                problem = "may be read by others than its owner"
            data = stream.read(_MOST_BYTES + 1)
    except OSError:
        problem = "cannot be opened"
    if len(data) > _MOST_BYTES:
        problem = "is larger than 256 KB"
    if problem:
        hint = f"Make it with this content, then: chmod 600 {path.name}"
        raise BadInput(f"{what} ({path.name}) {problem}.", hint=hint)
    return data


def read_mapping(path: Path, what: str) -> dict[str, Any]:
    """The mapping that a private YAML file holds."""
    data = private_bytes(path, what)
    problem, line = "", 0
    content: Any = None
    try:
        content = yaml.load(data, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem if error.problem in _OUR_WORDS else "this is not valid YAML"
        line = mark.line + 1 if mark else 0
    except (yaml.YAMLError, ValueError, RecursionError):
        problem = "this is not valid YAML"
    if not problem and not isinstance(content, dict):
        problem = "the file must hold settings, each `name: value`"
    if problem:
        raise BadInput(f"{path.name}{f', line {line}' if line else ''}: {problem}.", hint=DOCS)
    return dict(content)


class Settings:
    """Part of a settings file, taken value by value; what nobody took is an error, not ignored."""

    def __init__(self, path: Path, values: Mapping[str, Any], under: str = "") -> None:
        self._path, self._values, self._under = path, dict(values), under

    def refuse(self, key: str, problem: str) -> NoReturn:
        """Say what is wrong with a setting."""
        raise BadInput(f"{self._path.name}: `{self._under}{key}` {problem}.", hint=DOCS)

    def part(self, key: str, *, needed: bool = False) -> Settings | None:
        """The settings under a key."""
        value = self._values.pop(key, None)
        if value is None:
            if needed:
                self.refuse(key, "is missing")
            return None
        if not isinstance(value, dict):
            self.refuse(key, "must hold settings of its own")
        return Settings(self._path, value, f"{self._under}{key}.")

    def text(self, key: str, default: str | None = None, *, that: Callable[[str], bool] = bool, is_: str = "") -> str:
        """One line of text.

        Args:
            default: when it is missing; without one it is needed.
            that: must hold for what stands there.
            is_: what it must be, for the error.
        """
        value = self._values.pop(key, None)
        if value is None:
            if default is None:
                self.refuse(key, "is missing")
            return default
        text = value.strip() if isinstance(value, str) else ""
        if not text or not text.isprintable() or not that(text):
            self.refuse(key, f"must be {is_ or 'one line of text'}")
        return text

    def count(self, key: str, default: int, *, most: int) -> int:
        """A whole number from 1."""
        value = self._values.pop(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            self.refuse(key, f"must be a whole number from 1 to {most}")
        return value

    def texts(self, key: str, *, that: Callable[[str], bool], is_: str) -> tuple[str, ...]:
        """A list of texts; empty when it is missing."""
        value = self._values.pop(key, None) or []
        if not isinstance(value, list) or not all(isinstance(one, str) and that(one) for one in value):
            self.refuse(key, f"must be a list, each {is_}")
        return tuple(value)

    def numbers(self, key: str, default: Mapping[str, float]) -> dict[str, float]:
        """Numbers above 0 by name."""
        value = self._values.pop(key, None) or {}
        if not isinstance(value, dict):
            self.refuse(key, "must hold names with numbers")
        for name, number in value.items():
            if isinstance(number, bool) or not isinstance(number, int | float) or not 0 < number <= 10_000:
                self.refuse(f"{key}.{name}", "must be a number above 0, up to 10000")
        return {**default, **{name.lower().strip("."): float(number) for name, number in value.items()}}

    def file(self, key: str, *, needed: bool = True) -> Path | None:
        """A path, relative to the folder of the settings."""
        name = self.text(key, None if needed else "", is_="the path of a file")
        return self._path.parent / Path(name).expanduser() if name else None

    def end(self) -> None:
        """Nothing may be left: a setting that nobody knows is a typing error."""
        if self._values:
            self.refuse(min(self._values), "is no setting of this file")
