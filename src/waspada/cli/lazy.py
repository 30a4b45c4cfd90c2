"""A group of commands that imports the file of a command only when it runs, so that `--help` answers at once."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

import click


class LazyGroup(click.Group):
    """Commands by name, each the `command` of a file; a name without a file is not built yet, and not shown."""

    def __init__(self, *arguments: Any, known: Mapping[str, str], prefix: str, **more: Any) -> None:
        """Make it.

        Args:
            known: name and short help.
            prefix: of the module: `waspada.cli.` finds `waspada.cli.scan`.
        """
        super().__init__(*arguments, **more)
        self.known, self.prefix = known, prefix

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Those that are built, in their order."""
        return [name for name in self.known if find_spec(self.prefix + name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(self.prefix + cmd_name).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.known[name]) for name in self.list_commands(ctx)])
