"""The map is true: rooms, registries, sizes and mirrored tests, read from the code itself."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "waspada"
TESTS = ROOT / "tests"
LONGEST_FILE = 400
MOST_EXCUSES = 8

ROOMS = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent.name != "migrations")
"""Migrations apart: Django writes them."""
KEEPERS = {
    "readers": "formats",
    "detect": "kinds",
    "assess": "engines",
    "laws": "texts",
    "mailcheck": "checks",
    "vendors": "sources",
    "notify": "transports",
    "gateway": "payloads",
}


def short(path: Path) -> str:
    """The name of a source file as people say it: `detect/kinds/iban.py`."""
    return path.relative_to(PACKAGE).as_posix()


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a source file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    """Every dotted name that a file imports; `from a import b` counts as `a` and `a.b`."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def first_line(path: Path) -> str:
    """The first line of a file's docstring."""
    return (ast.get_docstring(parsed(path)) or "").partition("\n")[0]


def readme_rooms() -> dict[str, str]:
    """The room table of the README: name and sentence."""
    rows = [line.split("|") for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()]
    return {
        row[1].strip().strip("`/"): row[2].strip()
        for row in rows
        if len(row) == 4 and row[1].strip().startswith("`") and row[1].strip().endswith("/`")
    }


def has_logic(path: Path) -> bool:
    """Whether a file can be wrong by itself: a function whose body does something, outside a Protocol."""

    def does_something(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        body = function.body[1:] if ast.get_docstring(function) is not None else function.body
        return any(
            not isinstance(line, ast.Pass)
            and not (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and line.value.value is ...)
            for line in body
        )

    def functions(body: list[ast.stmt]) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        found: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.append(node)
            elif isinstance(node, ast.ClassDef) and "Protocol" not in {ast.unparse(base) for base in node.bases}:
                found.extend(functions(node.body))
        return found

    return any(does_something(function) for function in functions(parsed(path).body))


def excuses() -> dict[str, str]:
    """Source files that are tested under another name, with the reason."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed: dict[str, str] = settings["tool"]["waspada"]["tested_elsewhere"]
    return listed


def has_own_test(path: Path) -> bool:
    """Whether `tests/<room>/…/test_<file>.py` stands there, or, for a folder in a room, one named after the folder."""
    room, *folders = path.relative_to(PACKAGE).parent.parts or (".",)
    names = [path.parent.name if path.stem == "__init__" else path.stem, *folders]
    return any(any((TESTS / room).rglob(f"test_{name.lstrip('_')}.py")) for name in names)


def test_the_readme_names_every_room_and_says_what_its_docstring_says() -> None:
    assert readme_rooms() == {room.name: first_line(room / "__init__.py") for room in ROOMS}, "run `make docs`"


def test_no_folder_without_a_room_or_with_nothing_in_it() -> None:
    folders = {path.parent for path in FILES}
    assert not [short(path) for path in folders if not (path / "__init__.py").exists()], "add a one-line __init__.py"
    empty = [
        short(path) for path in folders if not any(child for child in path.rglob("*.py") if child.name != "__init__.py")
    ]
    assert not empty, "a package comes with its first file"


def test_the_floor_stands_on_the_standard_library_and_pyarrow() -> None:
    allowed = {*sys.stdlib_module_names, "pyarrow", "waspada"}
    for path in (PACKAGE / "core").rglob("*.py"):
        names = imported(parsed(path))
        assert {name.partition(".")[0] for name in names} <= allowed, short(path)
        assert all(name.startswith("waspada.core") for name in names if name.startswith("waspada.")), short(path)


@pytest.mark.parametrize("room", [room for room in KEEPERS if (PACKAGE / room / KEEPERS[room]).is_dir()])
def test_the_registry_lists_what_its_folder_holds(room: str) -> None:
    folder = PACKAGE / room / KEEPERS[room]
    held = {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}
    held |= {path.parent.name for path in folder.glob("*/__init__.py")}
    prefix = f"waspada.{room}.{KEEPERS[room]}."
    registry = PACKAGE / room / "registry.py"
    assert registry.exists(), f"add {room}/registry.py: a plain tuple, in the order that matters"
    names = {name for path in [registry, *folder.glob("*/registry.py")] for name in imported(parsed(path))}
    listed = {name.removeprefix(prefix).partition(".")[0] for name in names if name.startswith(prefix)}
    assert listed == held, f"{room}/registry.py and {room}/{KEEPERS[room]}/ name different files"


@pytest.mark.parametrize("path", FILES, ids=short)
def test_no_file_is_longer_than_a_person_reads(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{short(path)} has {lines} lines: split it by subject"


def test_every_file_with_logic_has_its_test() -> None:
    missing = [short(path) for path in FILES if has_logic(path) and not has_own_test(path)]
    unexcused = sorted(set(missing) - excuses().keys())
    assert not unexcused, f"add tests/<room>/test_<file>.py for {', '.join(unexcused)}"


def test_the_list_of_excuses_only_shrinks() -> None:
    listed = excuses()
    assert len(listed) <= MOST_EXCUSES, "lower MOST_EXCUSES with the list, never raise it"
    for name, reason in listed.items():
        path = PACKAGE / name
        assert path.exists(), f"{name} is gone: remove its line"
        assert has_logic(path), f"{name} has nothing to test: remove its line"
        assert not has_own_test(path), f"{name} has its test now: remove its line"
        assert len(reason.split()) >= 4, f"{name}: say where it is tested and why there"


def test_what_rooms_hand_each_other_is_frozen_and_slotted() -> None:
    for path in (PACKAGE / "core").glob("*.py"):
        module = importlib.import_module(f"waspada.core.{path.stem}" if path.stem != "__init__" else "waspada.core")
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if not dataclasses.is_dataclass(kind) or kind.__module__ != module.__name__:
                continue
            assert vars(kind)["__dataclass_params__"].frozen, f"{path.stem}.{name} is not frozen"
            assert "__slots__" in vars(kind), f"{path.stem}.{name} has no slots"


@pytest.mark.parametrize("name", ["waspada", "waspada.core.errors"])
def test_importing_stays_light(name: str) -> None:
    heavy = "duckdb pyarrow numpy hyperscan phonenumbers stdnum faker jinja2 rich orjson yaml".split()
    code = f"import sys, {name}; print(*[name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == []
