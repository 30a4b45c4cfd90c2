"""What stands in the repository: nothing of the place it was made in, nothing too large, and licences that fit."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LARGEST = 2_000_000
REQUIREMENT = re.compile(r"^[A-Za-z0-9._-]+")
OF_A_WORKPLACE = re.compile(
    rb"(?<![\w.}/-])/(?:home|Users|root|work|workspace(?!/people/))/[\w.-]+/|file:///(?:opt|home|work|mnt)/"
)
STRICT = re.compile(r"(?<!L)\bA?GPL|(?<!Lesser )General Public")


def ours() -> list[Path]:
    """The files that are, or would be, committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git repository")
    return [path for name in done.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def settings() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_no_file_names_the_place_it_was_made_in() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0].decode(errors='replace')}"
        for path in ours()
        if (match := OF_A_WORKPLACE.search(path.read_bytes()))
    ]
    assert not found


def test_no_file_is_too_large_for_a_clone() -> None:
    assert not [path for path in ours() if path.stat().st_size > LARGEST], "generate it instead"


def test_scripts_are_executable_and_say_what_they_are() -> None:
    for path in ours():
        if path.suffix in {"", ".sh"} and path.read_bytes()[:2] == b"#!":
            assert os.access(path, os.X_OK), f"{path.relative_to(ROOT)}: chmod +x"


def licence_files(package: importlib.metadata.Distribution) -> list[str]:
    """The texts that a package ships, where its metadata is silent; without the usual header of the GNU licences."""
    names = package.metadata.get_all("License-File") or []
    return [str(package.read_text(f"licenses/{name}"))[:2000] for name in names]


def test_what_we_stand_on_may_be_used_under_our_licence() -> None:
    """No GPL or AGPL library is imported; LGPL and MPL libraries are used unchanged, as themselves."""
    waiting = [str(name) for name in settings()["project"]["dependencies"]]
    seen: set[str] = set()
    while waiting:
        name = REQUIREMENT.findall(waiting.pop())[0].lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            package = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another platform
        about = package.metadata
        said = [*(about.get_all("License-Expression") or []), *(about.get_all("License") or [])]
        said = [line.partition("\n")[0] for line in said]
        said += [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
        said = said or licence_files(package)
        assert any(said), f"{name} does not say its licence"
        assert not STRICT.search(" ".join(said)), f"{name} is under {said}"
        waiting += [line for line in package.requires or [] if "extra ==" not in line]


@pytest.mark.parametrize(("lock", "extra"), [("requirements.lock", "dev"), ("requirements-bench.lock", "bench")])
def test_the_lock_holds_what_is_asked_for_with_hashes_and_no_address(lock: str, extra: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    project = settings()["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras[extra]]
    own = next((name for name in asked if name.startswith("waspada[")), "waspada[]")
    asked += [name for part in own[8:-1].split(",") if part for name in extras[part]]
    asked = [name for name in asked if name != own]
    pinned = {line.partition("==")[0].lower() for line in text.splitlines() if "==" in line}
    wanted = {re.sub(r"[-_.]+", "-", REQUIREMENT.findall(name)[0]).lower() for name in asked}  # PEP 503
    assert wanted <= pinned, "run `make lock`"
    blocks = [block for block in re.split(r"\n(?=[a-z])", text) if "==" in block]
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"://|^-|^\s+--(?!hash)", text, re.MULTILINE), "a lock says versions, not where they come from"
