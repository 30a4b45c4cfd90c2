"""Triggers for Hyperscan out of our own regexes: the shortest beginning of fixed length, one end offset a value.

Understands the plain part of regex syntax that the tables use: literals, escapes, classes, groups, alternatives and
quantifiers; look-around is dropped (a trigger may fire too often, never too seldom).
"""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

LONGEST = 20
"""Repeats at the end of a trigger are cut to this: more costs states and tells nothing more."""

_ESCAPED = {"\\x": 4}
"""Characters that an escape has, where it is not two."""
_FLAGS = re.compile(r"\?i?:|\?i\Z")
_QUANTIFIER = re.compile(r"(\{(\d+)(,?)(\d*)\}|[?*+])[?+]?")

_GAP = re.compile(r"(?<=[a-z0-9])[ ._-](?=[a-z0-9])")


class Atom(NamedTuple):
    """One piece of a regex and how often it stands there."""

    text: str
    group: str | None
    """The inside of a group, else None."""
    least: int
    most: int | None
    """None: no upper bound."""


def split(regex: str) -> list[str]:
    """Cut a regex at its top-level `|`.

    >>> split("a|b(c|d)|[|]")
    ['a', 'b(c|d)', '[|]']
    """
    parts, depth, start, position = [], 0, 0, 0
    while position < len(regex):
        character = regex[position]
        if character == "[":
            position = _class_end(regex, position)
            continue
        if character == "\\":
            position += 1
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
        elif character == "|" and depth == 0:
            parts.append(regex[start:position])
            start = position + 1
        position += 1
    return [*parts, regex[start:]]


def _class_end(regex: str, start: int) -> int:
    position = start + 1
    if regex[position] == "^":
        position += 1
    position += 1
    while regex[position] != "]":
        position += 2 if regex[position] == "\\" else 1
    return position + 1


def _group_end(regex: str, start: int) -> int:
    depth, position = 0, start
    while True:
        character = regex[position]
        if character == "[":
            position = _class_end(regex, position)
            continue
        if character == "\\":
            position += 1
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1


def atoms(branch: str) -> list[Atom]:
    """One branch of a regex, piece by piece; what looks around is left out."""
    found, position = [], 0
    while position < len(branch):
        start = position
        group: str | None = None
        if branch[start] == "[":
            position = _class_end(branch, start)
        elif branch[start] == "(":
            position = _group_end(branch, start)
            group = branch[start + 1 : position - 1]
        else:
            position += _ESCAPED.get(branch[start : start + 2], 2) if branch[start] == "\\" else 1
        text = branch[start:position]
        least: int = 1
        most: int | None = 1
        if quantifier := _QUANTIFIER.match(branch, position):
            position = quantifier.end()
            least, most = _bounds(quantifier)
        if group is not None and group.startswith("?"):
            if group[1] in "=!<" and not group.startswith("?P"):
                continue  # look-around
            flags = _FLAGS.match(group)
            group = group[flags.end() :] if flags else group.partition(">")[2]
        found.append(Atom(text, group, least, most))
    return found


def _bounds(quantifier: re.Match[str]) -> tuple[int, int | None]:
    sign = quantifier[1][0]
    if sign in "?*+":
        return {"?": (0, 1), "*": (0, None), "+": (1, None)}[sign]
    least = int(quantifier[2])
    if not quantifier[3]:
        return least, least
    return least, int(quantifier[4]) if quantifier[4] else None


def _count(number: int) -> str:
    return "" if number == 1 else f"{{{number}}}"


def _cut(branch: str) -> list[tuple[str, bool]]:
    """Beginnings of one branch, and whether each already ended before the branch did."""
    done: list[tuple[str, bool]] = [("", False)]
    optional = ""
    pieces = atoms(branch)
    for number, atom in enumerate(pieces):
        if atom.least == 0 and atom.most == 1:
            inside = f"(?:{_plain(atom.group)})" if atom.group is not None else atom.text
            optional += inside + "?"
            continue
        if atom.least == 0:
            return [(text, True) for text, _ in done]
        last = number == len(pieces) - 1
        heads = _heads(atom, last=last)
        done = [
            (text, True) if ended else (text + optional + head, ended_now)
            for (text, ended), (head, ended_now) in product(done, heads)
        ]
        optional = ""
        if all(ended for _, ended in done):
            break
    return list(dict.fromkeys(done))


def _heads(atom: Atom, *, last: bool) -> list[tuple[str, bool]]:
    fixed = atom.least == atom.most
    if atom.group is None:
        least = min(atom.least, LONGEST) if last or not fixed else atom.least
        return [(atom.text + _count(least), not fixed)]
    inner = [cut for branch in split(atom.group) for cut in _cut(branch)]
    if not any(ended for _, ended in inner):
        alternatives = "|".join(dict.fromkeys(text for text, _ in inner))
        return [(f"(?:{alternatives}){_count(atom.least)}", not fixed)]
    return [(text, ended or atom.least > 1) for text, ended in inner]


def _plain(group: str) -> str:
    """A group's inside without its captures and look-around."""
    return "|".join("".join(_whole(atom) for atom in atoms(branch)) for branch in split(group))


def _whole(atom: Atom) -> str:
    text = f"(?:{_plain(atom.group)})" if atom.group is not None else atom.text
    if (atom.least, atom.most) == (1, 1):
        return text
    most = "" if atom.most is None else str(atom.most)
    return f"{text}{{{atom.least},{most}}}"


def shorten(regex: str) -> tuple[str, ...]:
    """Give the shortest beginnings of fixed length, at least one a branch.

    >>> shorten("gsk_[A-Za-z0-9]{52}")
    ('gsk_[A-Za-z0-9]{20}',)
    >>> shorten("xox[bp]-([0-9]{10,13})-[a-z]{24}|xapp-[0-9]+")
    ('xox[bp]-[0-9]{10}', 'xapp-[0-9]')
    """
    return tuple(dict.fromkeys(text for branch in split(regex) for text, _ in _cut(branch)))


def context_trigger(words: tuple[str, ...], beginning: str, near: int) -> str:
    """One of the words, at most `near` characters (bytes: a little more), then a token's beginning after a non-letter.

    >>> context_trigger(("new relic",), "[a-f0-9]{20}", 40)
    '(?i:new[ _.-]?relic)[\\\\x00-\\\\xff]{0,48}[^A-Za-z0-9][a-f0-9]{20}'
    """
    spelled = "|".join("[ _.-]?".join(re.escape(part) for part in _GAP.split(word)) for word in words)
    return rf"(?i:{spelled})[\x00-\xff]{{0,{near + 8}}}[^A-Za-z0-9]{beginning}"
