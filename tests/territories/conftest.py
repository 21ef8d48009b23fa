"""The real data, loaded or built once for all the tests of the room."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings

from atelier.territories.build.package import build_site
from atelier.territories.commands import load_reference


@pytest.fixture(scope="session")
def data() -> Path:
    return settings.DATA_DIR


@pytest.fixture(scope="session")
def country(django_db_setup, django_db_blocker, data):
    """The whole country in the tables, kept for the session (2 s)."""
    with django_db_blocker.unblock():
        load_reference(data)
        yield
        from django.db import connection

        with connection.cursor() as cursor:
            for table in ("commune", "epci", "department", "region", "referenceload"):
                cursor.execute(f"DELETE FROM territories_{table}")


@pytest.fixture(scope="session")
def built(tmp_path_factory, data) -> Path:
    """A var folder with the package of Dieppe."""
    var = tmp_path_factory.mktemp("var")
    build_site("dieppe", data=data, var=var)
    return var


@pytest.fixture
def dieppe(built, settings) -> Path:
    """The package of Dieppe, served."""
    settings.VAR_DIR = built
    return Path(os.path.realpath(built / "sites" / "dieppe"))
