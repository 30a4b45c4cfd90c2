"""The docs are held to the code: generated parts equal it, links lead somewhere, every error and command speaks."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = sorted(path.parent.name for path in (ROOT / "src" / "waspada").glob("*/__init__.py"))
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def load_generator() -> ModuleType:
    """docs/generate.py, which is a script and in no package."""
    spec = importlib.util.spec_from_file_location("waspada_docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


generate = load_generator()
PAGES: list[Path] = [*generate.pages(), *(ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"))]


def anchors(page: Path) -> set[str]:
    """The anchors of a page, made of its headings as GitHub makes them."""
    titles = re.findall(r"^#+ +(.+)$", CODE.sub(lambda code: code[0].strip("`"), page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def each_command() -> list[click.Context]:
    """Every command that is not hidden; none while the command line is not built."""
    group = generate.command_group()
    return [] if group is None else list(generate.each_command(generate.context_of(group, "waspada")))


@pytest.mark.parametrize("page", generate.pages(), ids=lambda page: page.name)
def test_what_comes_from_the_code_is_what_the_code_says(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert generate.filled(text) == text, "run `make docs`"


def test_every_part_has_exactly_one_place() -> None:
    names = [place["name"] for page in generate.pages() for place in generate.PLACE.finditer(page.read_text("utf-8"))]
    assert sorted(names) == sorted(generate.PARTS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if target.startswith(("https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        other = (page.parent / path).resolve() if path else page
        if other == ROOT / "docs" / "benchmarks.md" and not other.exists():
            continue  # comes with the first full `make bench`
        assert other.exists(), f"{page.name}: {target} leads nowhere"
        assert other.is_relative_to(ROOT), f"{page.name}: {target} leads out of the repository"
        assert not anchor or anchor in anchors(other), f"{page.name}: {target} names no heading"


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_its_page(room: str) -> None:
    page = ROOT / "docs" / f"{room}.md"
    assert page.exists(), f"add docs/{room}.md"
    assert f"({room}.md)" in (ROOT / "docs" / "README.md").read_text(encoding="utf-8"), "name it in docs/README.md"


def test_no_page_is_lost() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    lost = [
        page.name for page in (ROOT / "docs").glob("*.md") if page.name != "README.md" and f"({page.name}" not in index
    ]
    assert not lost, "name it in docs/README.md"


def test_every_error_has_a_hint_and_from_20_up_a_code_of_its_own() -> None:
    promised = {code for code, _ in generate.PROMISED}
    own = [one.exit_code for one in generate.error_classes() if one.exit_code not in promised]
    assert len(own) == len(set(own))
    assert all(code >= 20 for code in own)
    for one in generate.error_classes():
        assert "hint" in vars(one), f"{one.__name__} has no hint of its own"
        assert len(one.hint.split()) >= 4, f"{one.__name__}: the hint says too little"
        assert one.__doc__, f"{one.__name__} does not say what happened"


def test_every_recognised_export_is_in_the_docs() -> None:
    code = (ROOT / "src" / "waspada" / "readers" / "formats" / "mixpanel.py").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    tables = {f"mixpanel.{name}" for name in ("events", "people", "identities")}
    names = set(re.findall(r'"(mixpanel\.[a-z.]+)"', code)) - tables
    assert len(names) >= 6
    assert not [name for name in names if f"`{name}`" not in page]


def test_every_command_and_option_has_help() -> None:
    for context in each_command():
        assert context.command.help, f"{context.command_path} has no help"
        for option in context.command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert option.help, f"{context.command_path} {option.opts[0]} has no help"


def test_every_kind_says_where_it_comes_from() -> None:
    registry = generate.module("waspada.detect.registry")
    for kind in [] if registry is None else [kind for finder in registry.FINDERS for kind in finder.kinds]:
        assert kind.source.strip(), f"{kind.id} names no source"
        assert kind.label.strip(), f"{kind.id} has no English label"
        assert kind.label_id.strip(), f"{kind.id} has no Indonesian label"


def test_the_changelog_has_the_version() -> None:
    from waspada import __version__

    headings = re.findall(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert __version__ in headings or len(headings) == 1, f"{__version__} is not in CHANGELOG.md"
