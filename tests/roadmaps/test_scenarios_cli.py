"""`atelier scenarios choose`, as one types it."""

import json

import pytest
from click.testing import CliRunner

from atelier.site.cli import main

ACTIONS = """id;titre;valeur;euros_2027;euros_2028;jours;depend_de;au choix;souhait
A-1;Rouvrir le chemin;3;12 000;;20;;;
A-2;Étudier le recul;0;30000;;5;;;
A-3;Déplacer le camping;3;;180000;60;A-2;camping;
A-4;Camping léger;1;;40000,50;15;;camping;
A-5;Digue neuve;1;;900000;80;;;jamais
"""


@pytest.fixture
def choose(tmp_path):
    def run(*options, text=ACTIONS):
        (tmp_path / "actions.csv").write_text(text, encoding="utf-8")
        out = tmp_path / "choice.json"
        command = ["scenarios", "choose", str(tmp_path / "actions.csv"), *options, "--out", str(out)]
        done = CliRunner().invoke(main, command)
        return done, json.loads(out.read_text()) if out.is_file() else None

    return run


def test_choose_writes_what_fits_and_says_why_not_the_rest(choose):
    done, found = choose("--budget", "2027=40000,2028=60000", "--days", "60")

    assert done.exit_code == 0
    assert found["format"] == "atelier-scenarios/1"
    assert found["chosen"] == ["A-1", "A-4"]
    assert {left["id"]: left["why"] for left in found["left_out"]} == {
        "A-2": "means",
        "A-3": "alternative",
        "A-5": "barred",
    }
    assert found["spent"][1] == {"kind": "euros", "year": 2028, "stated": 60_000, "used": 40_001}
    assert "A-2: there lacks 2000 euros in 2027" in done.output


def test_choose_says_what_an_imposed_action_lacks(choose):
    done, found = choose("--budget", "100000", "--impose", "A-3")

    assert done.exit_code == 1
    assert found["refused"][0]["missing"] == [{"kind": "euros", "year": 0, "amount": 110_000}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no action"),
        ("id;titre\n1;x\n", "no column “value”"),
        ("id;valeur\n1;peu\n", "“peu” (line 2"),
        ("id;valeur;depend_de\n1;1;9\n", "no action “9”"),
        ("id;valeur;souhait\n1;1;bof\n", "neither must nor never"),
    ],
)
def test_choose_refuses_what_it_cannot_read(choose, text, said):
    done, found = choose(text=text)

    assert (done.exit_code, found) == (1, None)
    assert said in done.output


def test_choose_refuses_means_that_say_nothing(choose):
    done, _found = choose("--budget", "beaucoup")

    assert "does not state means" in done.output
