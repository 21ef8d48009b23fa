"""`atelier themes group`, as somebody types it."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from atelier.contributions.cli import themes
from tests.serving import ATELIER

CARDS = Path(__file__).resolve().parents[1] / "fixtures" / "cartes_dieppe.csv"


def run(*arguments: object):
    return CliRunner().invoke(themes, [str(word) for word in arguments])


def test_themes_group_writes_groups_that_a_second_run_takes_up(tmp_path):
    first, second = tmp_path / "groups.json", tmp_path / "again.json"
    command = [*ATELIER, "themes", "group", str(CARDS), "--out"]
    done = subprocess.run([*command, str(first)], capture_output=True, text=True, check=True)
    found = json.loads(first.read_text(encoding="utf-8"))
    found["groups"][0] |= {"name": "À vélo", "named_by": "facilitator"}
    first.write_text(json.dumps(found), encoding="utf-8")

    again = subprocess.run(
        [*command, str(second), "--previous", str(first)], capture_output=True, text=True, check=True
    )

    assert "Falaise" in done.stdout
    assert "À vélo" in again.stdout
    assert json.loads(second.read_text(encoding="utf-8"))["groups"][0]["named_by"] == "facilitator"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "The file holds no card."),
        ("id,texte\n", "The file holds no card."),
        ("id,mot\n1,falaise\n", "No column holds the text of the cards"),
        ("id,texte\n1,falaise\n1,digue\n", "Two cards have the identifier “1”"),
        ("id,texte\n,falaise\n", "The card of line 2 has no identifier"),
        ("id,texte,lon,lat\n1,falaise,nord,49\n", "“nord, 49” (line 2) is not a longitude and a latitude"),
        ("id,texte,lon,lat\n1,falaise,560000,6970000\n", "is not a longitude and a latitude"),
    ],
)
def test_themes_group_refuses_with_a_sentence(tmp_path, body, sentence):
    file = tmp_path / "cards.csv"
    file.write_text(body, encoding="utf-8")

    answer = run("group", file, "--out", tmp_path / "groups.json")

    assert answer.exit_code == 1
    assert sentence in answer.output
    assert not (tmp_path / "groups.json").exists()


def test_themes_group_refuses_previous_groups_it_has_not_written(tmp_path):
    (tmp_path / "before.json").write_text('{"groups": 3}')

    answer = run("group", CARDS, "--out", tmp_path / "groups.json", "--previous", tmp_path / "before.json")

    assert "The previous groups cannot be read" in answer.output


def test_themes_group_reads_what_windows_saves(tmp_path):
    file = tmp_path / "cartes.csv"
    file.write_bytes("Identifiant;Texte\r\n1;Éboulement\r\n".encode("cp1252"))

    answer = run("group", file, "--out", tmp_path / "groups.json")

    assert "Too few to group: 1 cards" in answer.output
