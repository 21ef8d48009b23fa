"""A process that dies in the middle of an import leaves the table as it was; doing it again lays everything once."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
import shapely

from tests.engines.exchange.files import geojson
from tests.serving import copy_of_template
from tests.tables.web import codes_of_tables

pytestmark = [pytest.mark.server]
DIES_BEFORE_THE_COMMIT = """
import os, signal, sys
import django
django.setup()
from atelier.tables import journal
journal.publish = lambda event: os.kill(os.getpid(), signal.SIGKILL)
from atelier.tables.cli import import_file
import_file(sys.argv[1:])
"""


def test_process_killed_in_the_middle_of_an_import_leaves_nothing(shared_var, tmp_path):
    path = geojson(tmp_path / "a.geojson", [shapely.Point(1.07 + n / 10_000, 49.9) for n in range(500)])
    (tmp_path / "var").mkdir()
    with copy_of_template(shared_var, tmp_path / "var") as server:
        code = codes_of_tables(server)[0]
        before = server.run("table", "list")
        environment = {**server.environment, "DJANGO_SETTINGS_MODULE": "atelier.site.settings"}
        arguments = [code, str(path), "--overlay", "Semis"]

        died = subprocess.run([sys.executable, "-c", DIES_BEFORE_THE_COMMIT, *arguments], env=environment, check=False)

        assert died.returncode == -signal.SIGKILL
        assert server.run("table", "list") == before
        assert "500 laid on Semis; 0 already there" in server.run("table", "import", *arguments)
        assert "0 laid on Semis; 500 already there" in server.run("table", "import", *arguments)
        assert "agree" in server.run("table", "verify", code)
