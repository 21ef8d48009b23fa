import datetime as dt

import pytest

from atelier.ateliers.models import Stage, Workshop
from atelier.ateliers.year.commands import make_year
from atelier.ateliers.year.patterns import pattern_for
from atelier.common.audit import System
from tests.factories.ateliers import MembershipFactory

FIRST_DAY = dt.date(2026, 7, 6)


@pytest.fixture
def lead(client):
    """The contracting authority of an atelier with its year, signed in with `client`."""
    membership = MembershipFactory(role="lead", account__name="Brice")
    pattern = pattern_for("local", FIRST_DAY)
    make_year(membership.atelier, pattern, starts_on=FIRST_DAY, departments=["76"], by=System())
    client.force_login(membership.account)
    return membership


@pytest.fixture
def atelier(lead):
    return lead.atelier


@pytest.fixture
def stage(atelier):
    return Stage.objects.of(atelier).get(key="atelier-1")


@pytest.fixture
def workshop(atelier):
    return Workshop.objects.of(atelier).get(stage__key="atelier-1")
