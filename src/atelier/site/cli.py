"""The `atelier` command line: one group of verbs a room, loaded only when called."""

from __future__ import annotations

import importlib
import os

import click

# numpy asks for huge pages, which the kernel must first gather: a second of its time for each photograph that is read
os.environ.setdefault("NUMPY_MADVISE_HUGEPAGE", "0")

# verb group → where it lives; a room adds its line here
GROUPS = {
    "run": "atelier.site.run:run",
    "demo": "atelier.site.demo:demo",
    "manage": "atelier.site.manage:manage",
    "people": "atelier.people.cli:people",
    "territory": "atelier.territories.cli:territory",
    "suitcase": "atelier.site.suitcase:suitcase",
    "table": "atelier.tables.cli:table",
    "backup": "atelier.site.backup.cli:backup",
    "mail": "atelier.common.mail_cli:mail",
    "work": "atelier.site.worker:work_alone",
    "paper": "atelier.sheets.cli:paper",
    "relief": "atelier.reliefs.cli:relief",
    "agreement": "atelier.agreement.cli:agreement",
    "programme": "atelier.programme.cli:programme",
    "themes": "atelier.contributions.cli:themes",
    "perimeter": "atelier.territories.perimeter_cli:perimeter",
    "scenarios": "atelier.roadmaps.scenarios.cli:scenarios",
    "roadmap": "atelier.roadmaps.cli:roadmap",
}


class Rooms(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in GROUPS:
            return None
        module, _, name = GROUPS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        return command if isinstance(command, click.Command) else None


@click.command(cls=Rooms)
def main() -> None:
    """Atelier: draw, gather, decide and publish together."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.site.settings")
