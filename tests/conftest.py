"""What every test stands on: a var/ of its own, French catalogues compiled, real servers on demand.

The database is SQLite in memory, or PostgreSQL where ATELIER_DATABASE_URL says so (`make test-scale`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.serving import RunningServer, copy_of_template, drop_databases, locked

ROOT = Path(__file__).resolve().parents[1]
SITES = ROOT / "var" / "sites"
VAR = pytest.StashKey[Path]()
OTHERS_OUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def pytest_configure(config: pytest.Config) -> None:
    """One temporary var/ for the session; the processes of xdist inherit it from the first."""
    if hasattr(config, "workerinput"):
        return
    var = Path(tempfile.mkdtemp(prefix="atelier-tests-"))
    config.stash[VAR] = var
    SITES.mkdir(parents=True, exist_ok=True)
    (var / "sites").symlink_to(SITES)  # site packages are derived from data/: built once a machine
    (var / "static").mkdir()
    os.environ["ATELIER_VAR"] = str(var)
    settings.VAR_DIR, settings.STATIC_ROOT = var, var / "static"
    compile_catalogues()


def pytest_unconfigure(config: pytest.Config) -> None:
    if var := config.stash.get(VAR, None):
        drop_databases(var)
        shutil.rmtree(var, ignore_errors=True)


def compile_catalogues() -> None:
    """Bring .mo files up to date when a .po is younger."""
    catalogues = (ROOT / "src").rglob("django.po")
    if any(not (mo := po.with_suffix(".mo")).exists() or mo.stat().st_mtime < po.stat().st_mtime for po in catalogues):
        subprocess.run([sys.executable, "tools/messages.py", "compile"], cwd=ROOT, check=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database as pytest-django makes it; PostgreSQL drops none that a thread still holds a connection to."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(OTHERS_OUT)


@pytest.fixture(scope="session")
def shared_var() -> Path:
    """The session's var/, the same in every process of xdist."""
    return Path(os.environ["ATELIER_VAR"])


@pytest.fixture
def start_server(shared_var: Path, tmp_path: Path) -> Iterator[Callable[..., RunningServer]]:
    """Start a real server, with its own database holding the Dieppe demo; stopped after the test."""
    with copy_of_template(shared_var, tmp_path) as server:
        yield server.start


@pytest.fixture(scope="module")
def running_server(shared_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A real server for the tests of one file, with its own database holding the Dieppe demo."""
    with copy_of_template(shared_var, tmp_path_factory.mktemp("server")) as server:
        yield server.start()


@pytest.fixture(scope="session")
def dieppe_package(shared_var: Path) -> Path:
    """The site package of Dieppe, built by whoever asks first on this machine."""
    from atelier.territories.build.package import build_site

    with locked(shared_var / "sites.lock"):
        build_site("dieppe", data=settings.DATA_DIR, var=shared_var)
    return shared_var / "sites" / "dieppe"
