"""The real data, loaded or built once for all the tests of the room."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from atelier.territories.commands import load_reference
from atelier.territories.models import Commune, Department, Epci, ReferenceLoad, Region
from tests.conftest import package_in


@pytest.fixture(scope="session")
def data() -> Path:
    return settings.DATA_DIR


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker, data) -> Iterator[None]:
    """The whole country in the tables (2 s), for one file: tests of other rooms have their own Dieppe."""
    with django_db_blocker.unblock():
        load_reference(data)
    yield
    with django_db_blocker.unblock():
        for model in (ReferenceLoad, Commune, Epci, Department, Region):
            model.objects.all()._raw_delete("default")  # without a look at what may refer to each of them


@pytest.fixture(scope="session")
def built(shared_var) -> Path:
    """A var folder with the package of Dieppe as our code builds it today, once for all the processes of xdist."""
    var = shared_var / "built"
    (var / "sites").mkdir(parents=True, exist_ok=True)
    package_in(var, "dieppe")
    return var


@pytest.fixture
def dieppe(built, settings) -> Path:
    """The package of Dieppe, served."""
    settings.VAR_DIR = built
    return Path(os.path.realpath(built / "sites" / "dieppe"))
