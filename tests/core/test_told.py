"""Errors in the language of who reads them: every sentence that the code can raise has its translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from waspada.core import errors
from waspada.core.errors import BadInput
from waspada.core.told import catalogue, sentence, told

RAISED = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)}
_DEEP = 5


def texts(node: ast.expr | None, named: dict[str, list[ast.expr]], depth: int = 0) -> Iterator[str]:
    """The sentences that an expression can be, `{}` for what is put in."""
    if depth > _DEEP or node is None:
        return
    below: list[ast.expr] = []
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        below = [node.body, node.orelse]
    elif isinstance(node, ast.BoolOp):
        below = node.values
    elif isinstance(node, ast.Name):
        below = named.get(node.id, [])
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        below = named.get(node.value.id, [])
    elif isinstance(node, ast.Dict):
        below = node.values
    elif isinstance(node, ast.Tuple):
        below = node.elts
    for one in below:
        yield from texts(one, named, depth + 1)


def names(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Everything that a name stands for somewhere in the file."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found.setdefault(node.target.id, []).append(node.value)
        for target in node.targets if isinstance(node, ast.Assign) else ():
            for one in target.elts if isinstance(target, ast.Tuple) else [target]:
                if isinstance(one, ast.Name):
                    assert isinstance(node, ast.Assign)
                    found.setdefault(one.id, []).append(node.value)
    return found


def raised(path: Path) -> set[str]:
    """The messages and hints of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named, found = names(tree), set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in ("trouble", "_our_errors"):
                found |= {f"{text}: {{}}" for part in node.args[:1] for text in texts(part, named)}
            if name in RAISED:
                hints = (one.value for one in node.keywords if one.arg == "hint")
                found |= {text for part in (*node.args[:1], *hints) for text in texts(part, named)}
    return {text for text in found if " " in text.strip()}


def test_every_sentence_has_its_translation(root: Path) -> None:
    said = {text: path for path in (root / "src").rglob("*.py") for text in raised(path)}
    hints = {one.hint for one in vars(errors).values() if isinstance(one, type) and hasattr(one, "hint")}
    missing = sorted(text for text in {*said, *hints} if text not in catalogue())
    assert len(said) > 400
    assert missing == []


def test_a_translation_has_the_places_of_its_sentence() -> None:
    wrong = [text for text, other in catalogue().items() if text.count("{}") != other.count("{}")]
    assert wrong == []
    assert all(other.strip() for other in catalogue().values())


HOLDING = [one for one in catalogue() if "{}" in one and re.search(r"[a-z]{3}", one)]
"""With values, and words of its own by which it is known."""


@pytest.mark.parametrize("text", HOLDING)
def test_a_sentence_with_values_is_found_again(text: str) -> None:
    values = iter(f"7{number}" for number in range(9))
    filled = re.sub(r"\{\}", lambda _: next(values), text)
    said = told(filled, "id")
    assert said != filled or catalogue()[text] == text
    assert all(f"7{number}" in said for number in range(text.count("{}")))


def test_what_stands_in_it_is_said_too() -> None:
    failed = "the export could not be written: no space left on device"
    assert told(failed, "id") == "ekspor tidak dapat ditulis: tidak ada ruang tersisa di disk"
    assert told(failed, "en") == failed


def test_what_nobody_translated_is_not_hidden() -> None:
    assert told("a library spoke", "id") == "a library spoke"
    assert (
        sentence(BadInput("a library spoke", hint="Reload the page."), "id") == "a library spoke. Muat ulang halaman."
    )
    assert sentence(BadInput("a library spoke", hint=""), "en") == "a library spoke."
