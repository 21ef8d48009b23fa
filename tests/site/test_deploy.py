"""The files of deploy/ name commands, options, settings and files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from atelier.site.cli import main

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def commands() -> list[str]:
    """Every `atelier …` that a unit or the compose file starts."""
    units = [line for unit in UNITS for line in unit.read_text().splitlines() if line.startswith("ExecStart=")]
    compose = (DEPLOY / "compose.yaml").read_text()
    lists = [" ".join(words.replace('"', "").split(", ")) for words in re.findall(r"command: \[(atelier.*)\]", compose)]
    loops = re.findall(r"(atelier backup [^;]*);", compose)
    return [line.split("bin/")[1] for line in units] + lists + loops


@pytest.mark.parametrize("line", commands())
def test_every_command_is_one_of_ours_with_options_it_has(line):
    context = click.Context(main, info_name="atelier")
    found: click.Command | None = main
    words = line.split()[1:]
    while isinstance(found, click.Group):
        found = found.get_command(context, words.pop(0))
    assert found is not None

    given = {word for word in words if word.startswith("--")}
    known = {name for parameter in found.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert given <= known


def test_there_are_commands_to_try():
    assert len(commands()) >= 8


def test_settings_of_the_examples_are_real():
    settings = (ROOT / "docs/reference/settings.md").read_text()
    for file in (*DEPLOY.glob("*.example"), DEPLOY / "compose.yaml", DEPLOY / "Caddyfile"):
        for name in re.findall(r"\bATELIER_[A-Z_]+\b", file.read_text()):
            assert f"`{name}`" in settings, (file.name, name)
