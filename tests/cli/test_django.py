"""Django is loaded for the commands that need it, and for no other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import databases

from waspada.cli import django
from waspada.core.errors import NotInstalled


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django, "find_spec", lambda _: None)
    with pytest.raises(NotInstalled) as error:
        django.loaded()
    assert "waspada[web]" in error.value.advice
    assert error.value.exit_code == 28


def test_it_loads_over_the_home_and_makes_it_private(tmp_path: Path) -> None:
    code = (
        "import os; from waspada.cli.django import loaded; loaded(); from django.conf import settings; "
        "os.close(os.open('made', os.O_CREAT | os.O_WRONLY, 0o666)); print(settings.HOME)"
    )
    home = tmp_path / "new" / "home"
    env = {**os.environ, "WASPADA_HOME": str(home), "DATABASE_URL": databases.url_of(home)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == str(home)
    assert home.stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o600


def test_other_commands_do_not_wait_for_it() -> None:
    code = "import sys; from waspada.cli import main, case, serve, worker; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"
