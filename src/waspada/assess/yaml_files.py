"""YAML that people write for us, read safely: bounded in size, no tags, no aliases, errors with the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml

from waspada.core.errors import BadInput

_MOST_BYTES: Final = 2 << 20


class Lines(dict[str, Any]):
    """A mapping that knows on which line it starts."""

    line: int = 0


class _Loader(yaml.SafeLoader):
    """The safe loader without aliases, which can blow a small file up."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.constructor.ConstructorError(None, None, "aliases are not allowed", mark)
        return super().compose_node(parent, index)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Lines:
    found = Lines()
    found.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str) or key in found:
            problem = "a key stands twice" if isinstance(key, str) else "a key is not a text"
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
# Times stay text: a decision's time is quoted as it was written.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, expression) for tag, expression in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(path: Path, top: str) -> list[Lines]:
    """The list under the one key `top` of a YAML file; each item is a mapping that knows its line."""
    data = _bytes(path)
    problem, line = "", 0
    content: Any = None
    try:
        content = yaml.load(data, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem, line = error.problem or "not YAML", mark.line + 1 if mark else 0
    except (yaml.YAMLError, ValueError, RecursionError):
        problem = "not YAML"
    if problem:
        refuse(path, line, problem if problem in _OUR_WORDS else "this is not valid YAML")
    if not isinstance(content, Lines) or set(content) != {top} or not isinstance(content[top], list):
        refuse(path, 1, f"the file must hold one key, `{top}:`, with a list")
    for item in content[top]:
        if not isinstance(item, Lines):
            refuse(path, content.line, f"every item under `{top}:` must be a mapping")
    items: list[Lines] = content[top]
    return items


_OUR_WORDS: Final = ("aliases are not allowed", "a key stands twice", "a key is not a text")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError:
        raise BadInput(f"{path.name} cannot be opened.", hint="Check the path and the permissions.") from None
    if len(data) > _MOST_BYTES:
        refuse(path, 0, "the file is larger than 2 MB")
    return data


def refuse(path: Path, line: int, problem: str) -> NoReturn:
    """Say what is wrong with a file, and where."""
    where = f", line {line}" if line else ""
    raise BadInput(f"{path.name}{where}: {problem}.")


def checker(path: Path, line: int) -> Callable[[bool, str], None]:
    """A function that refuses the file where a condition does not hold."""

    def check(condition: bool, problem: str) -> None:
        if not condition:
            refuse(path, line, problem)

    return check


def texts(value: object) -> tuple[str, ...] | None:
    """A text, or a list of texts, as a tuple; None for anything else."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and value and all(isinstance(item, str) and item for item in value):
        return tuple(value)
    return None


def in_both(value: object) -> dict[str, str] | None:
    """`{en, id}`; one text stands for both; None for anything else."""
    if isinstance(value, str) and value.strip():
        return {"en": value.strip(), "id": value.strip()}
    if isinstance(value, Mapping) and value and set(value) <= {"en", "id"}:
        if all(isinstance(text, str) and text.strip() for text in value.values()):
            first = next(iter(value.values()))
            return {lang: str(value.get(lang, value.get("en", first))).strip() for lang in ("en", "id")}
    return None
