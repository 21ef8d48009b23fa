import pytest
from click.testing import CliRunner

from atelier.territories.cli import territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


def run(*arguments: str):
    return CliRunner().invoke(territory, arguments)


def test_territory_search_prints_code_name_and_detail():
    answer = run("search", "arques", "la", "batail", "--limit", "1")

    assert answer.exit_code == 0
    assert "76026  Arques-la-Bataille · Seine-Maritime (76880)" in answer.output


def test_territory_load_says_when_nothing_has_changed():
    assert "34969 communes already there" in run("load").output


def test_territory_build_of_an_unknown_site_ends_with_a_sentence(settings, tmp_path):
    settings.VAR_DIR = tmp_path

    answer = run("build", "atlantide")

    assert answer.exit_code == 1
    assert "dieppe, fumel, bar-le-duc, parc-national-forets" in answer.output


def test_territory_build_says_when_nothing_has_changed(settings, built):
    settings.VAR_DIR = built

    assert "dieppe: already there" in run("build", "dieppe").output
