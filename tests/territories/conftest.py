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


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker, data) -> None:
    """The whole country in the tables (2 s), again where a test with real transactions has emptied them since."""
    with django_db_blocker.unblock():
        load_reference(data)


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
