"""Random strings of a written shape: to measure how many pass a check by chance, and to find some that do."""

from __future__ import annotations

import importlib
import random
from collections.abc import Iterable
from typing import Any

_constants: Any = importlib.import_module("re._constants")  # private, and typed differently from run to run
_parser: Any = importlib.import_module("re._parser")


def random_written(regex: str, rng: random.Random, separators: bool = False) -> str:
    """A random string that matches `regex`; optional separators all stand or none."""
    return _walk(_parser.parse(regex), rng, separators)


def _walk(items: Iterable[Any], rng: random.Random, separators: bool) -> str:
    return "".join(_one(operator, argument, rng, separators) for operator, argument in items)


def _one(operator: Any, argument: Any, rng: random.Random, separators: bool) -> str:
    if operator is _constants.LITERAL:
        return chr(argument)
    if operator is _constants.IN:
        return _pick(argument, rng)
    if operator is _constants.BRANCH:
        return _walk(rng.choice(argument[1]), rng, separators)
    if operator is _constants.SUBPATTERN:
        return _walk(argument[-1], rng, separators)
    if operator is _constants.MAX_REPEAT:
        least, most, body = argument
        if (least, most) == (0, 1):
            separator = _walk(body, random.Random(0), separators)
            if not any(character.isalnum() for character in separator):
                return separator if separators else ""
        return "".join(_walk(body, rng, separators) for _ in range(rng.randint(least, most)))
    if operator is _constants.ASSERT:
        return ""
    raise AssertionError(operator)


def _pick(choices: Any, rng: random.Random) -> str:
    letters: list[str] = []
    for operator, argument in choices:
        if operator is _constants.LITERAL:
            letters.append(chr(argument))
        else:
            letters += [chr(code) for code in range(argument[0], argument[1] + 1)]
    return rng.choice(letters)
