"""What works for every vendor names none: no room knows the vendor, the customer or the month of the demonstration."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "waspada"
ROOMS = ("assess", "laws", "notify", "store", "web", "flows", "cli")
DEMO = ("flows/demo/", "cli/demo.py", "cli/demo_serve.py")
NAMES = re.compile(r"mixpanel|openai|november", re.IGNORECASE)
MONTH = re.compile(r"\bNovember \d{4}\b|https://\S+")
"""Laws were also passed in that month; they, and addresses of their sources, may say so where it is only a month."""


def files() -> list[Path]:
    """Every file of the rooms that is text, in whatever language it is written; the demonstration's own apart."""
    found = [path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*")) if path.is_file()]
    return [path for path in found if "__pycache__" not in path.parts and not short(path).startswith(DEMO)]


def short(path: Path) -> str:
    """As people say it: `cli/demo.py`."""
    return path.relative_to(PACKAGE).as_posix()


def named(text: str, *, law: bool) -> list[str]:
    """The names in a text."""
    return NAMES.findall(MONTH.sub("", text) if law else text)


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_names_the_vendor_or_the_case_of_the_demonstration(room: str) -> None:
    if room == "notify" and not (PACKAGE / room).exists():
        assert not list(PACKAGE.glob("notify*"))
        return
    here = [path for path in files() if short(path).startswith(f"{room}/")]
    assert here
    found = {
        short(path): names
        for path in here
        if (
            names := named(path.read_text(encoding="utf-8", errors="replace"), law=room == "laws")
            + named(path.name, law=False)
        )
    }
    assert not found, "say it for any vendor, or move it to the demonstration"


def test_the_search_finds_what_it_looks_for() -> None:
    assert named("vendor = 'MixPanel'", law=False)
    assert named("november.tell(case)", law=True)
    assert named("the case of November 2025", law=False)
    assert not named("a proposal of November 2025", law=True)
    assert any(named(path.read_text(encoding="utf-8"), law=False) for path in (PACKAGE / "flows/demo").glob("*.py"))
