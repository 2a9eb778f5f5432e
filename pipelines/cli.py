"""`launch-timeline`: one click command for each file of `pipelines/commands/`.

Results go to standard output, messages to standard error. Exit codes: 0 done; 1 nothing could be
built or found; 2 the call or a file under seeds/ is wrong; 3 built, but some input could not be
read (the issues table says which).
"""

from __future__ import annotations

import importlib
import pkgutil

import click

from pipelines import commands


class Commands(click.Group):
    """Loads a command's module only when it is called or listed, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands by name."""
        return sorted(m.name for m in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"pipelines.commands.{cmd_name}")
        command: click.Command = module.command
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="launch-timeline")
def main() -> None:
    """Read news about missile launches; write a dated, deduplicated, traceable timeline."""
