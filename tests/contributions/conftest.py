import pytest
from django.test import Client

from tests.factories.ateliers import AtelierFactory, MembershipFactory


@pytest.fixture
def atelier():
    return AtelierFactory(slug="ici")


@pytest.fixture
def signed_in(atelier):
    """Someone with this role in the atelier."""

    def client(role):
        found = Client()
        found.force_login(MembershipFactory(atelier=atelier, role=role).account)
        return found

    return client


@pytest.fixture
def keeper(signed_in):
    return signed_in("facilitator")
