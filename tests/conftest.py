"""What every test stands on: a var/ of its own, French catalogues compiled, real servers on demand.

The database is SQLite in memory, or PostgreSQL where ATELIER_DATABASE_URL says so (`make test-scale`). There, a test
that asks for no database and starts no server is left out: pytest-django would stop it if it looked at one, so that
neither PostgreSQL nor Redis can change its answer (docs/adr/0032-what-the-gates-run.md).
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
from hypothesis import settings as hypothesis

from tests.databases import locked
from tests.ordering import longest_first
from tests.serving import RunningServer, copy_in_process, copy_of_template, drop_databases

ROOT = Path(__file__).resolve().parents[1]
SITES = ROOT / "var" / "sites"
VAR = pytest.StashKey[Path]()
NEEDS_A_DATABASE = {"start_server", "running_server", "db", "transactional_db", "django_db_setup"}

hypothesis.register_profile("house", deadline=None)  # two processors with ten other things to do keep no deadline
hypothesis.register_profile("long", deadline=None, max_examples=2_000)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def pytest_configure(config: pytest.Config) -> None:
    """One temporary var/ for the session; the processes of xdist inherit it from the first.

    Sessions side by side (tools/sessions.py) share the one that TESTS_VAR names, and leave it.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # real servers keep the slow one
    if hasattr(config, "workerinput"):
        return
    if "TESTS_VAR" not in os.environ:
        os.environ["TESTS_VAR"] = tempfile.mkdtemp(prefix="atelier-tests-")
        config.stash[VAR] = Path(os.environ["TESTS_VAR"])
    var = Path(os.environ["TESTS_VAR"])
    with locked(var / "begin.lock"):
        SITES.mkdir(parents=True, exist_ok=True)
        if not (var / "sites").exists():
            (var / "sites").symlink_to(SITES)  # site packages are derived from data/: built once a machine
        (var / "static").mkdir(exist_ok=True)
        compile_catalogues()
    os.environ["ATELIER_VAR"] = str(var)
    settings.VAR_DIR, settings.STATIC_ROOT = var, var / "static"


def pytest_unconfigure(config: pytest.Config) -> None:
    if var := config.stash.get(VAR, None):
        drop_databases(var)
        shutil.rmtree(var, ignore_errors=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """On PostgreSQL, only what a database can change; the longest first, after pytest-django's own sorting."""
    if "ATELIER_DATABASE_URL" in os.environ:
        kept = [item for item in items if needs_a_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
    yield
    items[:] = longest_first(items)


def needs_a_database(item: pytest.Item) -> bool:
    is_marked = item.get_closest_marker("django_db") or item.get_closest_marker("server")
    return bool(is_marked or NEEDS_A_DATABASE.intersection(getattr(item, "fixturenames", ())))


def compile_catalogues() -> None:
    """Bring .mo files up to date when a .po is younger."""
    catalogues = (ROOT / "src").rglob("django.po")
    if any(not (mo := po.with_suffix(".mo")).exists() or mo.stat().st_mtime < po.stat().st_mtime for po in catalogues):
        subprocess.run([sys.executable, "tools/messages.py", "compile"], cwd=ROOT, check=True)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """pytest-django finds the test database already there, and leaves it to us."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, shared_var: Path) -> Iterator[None]:
    """The test database is a copy of one that is migrated once a session: to migrate takes twenty seconds."""
    with copy_in_process(shared_var) as name:
        connection.settings_dict["TEST"]["NAME"] = name
        yield
        connection.close()


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
    return package_in(shared_var, "dieppe")


def package_in(var: Path, slug: str) -> Path:
    """The package of a site in `var`, built if it is not there; the other processes of xdist wait for it."""
    from atelier.territories.build.package import build_site

    with locked(var / "sites.lock"):
        build_site(slug, data=settings.DATA_DIR, var=var)
    return var / "sites" / slug


@pytest.fixture
def dieppe_ground(dieppe_package: Path) -> Path:
    """The ground of Dieppe ready for reliefs, made by whoever asks first in the session."""
    from atelier.reliefs.grounds import site_ground

    return site_ground("dieppe").raster
