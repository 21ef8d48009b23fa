"""Two machines: home, with an atelier, and the field, with nothing."""

import pytest

from atelier.people.models import Account
from tests.databases import SQLITE
from tests.factories.ateliers import AtelierFactory, MembershipFactory, SeatFactory, WorkshopFactory
from tests.factories.tables import OverlayFactory, PencilFactory, SittingFactory, TableFactory
from tests.serving import migrated_template
from tests.suitcase.machines import Machine


@pytest.fixture(scope="session")
def blank(shared_var, dieppe_package):
    """The database of a machine where nothing was begun."""
    return migrated_template(shared_var).var / SQLITE


@pytest.fixture
def machine(blank, tmp_path, django_db_blocker):
    """Make a machine with nothing on it."""
    made = []

    def one(name):
        made.append(Machine(tmp_path, name, blank))
        return made[-1]

    with django_db_blocker.unblock():
        yield one
        for each in made:
            each.close()


@pytest.fixture
def home(machine):
    """A machine with an atelier: a keeper, a scribe, one table, two people."""
    one = machine("home")
    with one:
        build_atelier()
    return one


@pytest.fixture
def field(machine, home):
    """A machine on which the atelier of home was opened."""
    one = machine("field")
    one.open(home.pack())
    return one


def build_atelier():
    atelier = AtelierFactory(slug="littoral")
    keeper = Account.objects.create_superuser("cle@exemple.fr", "falaises-et-galets", name="Camille")
    MembershipFactory(atelier=atelier, account=keeper)
    scribe = Account(email="scribe@exemple.fr", name="Sacha")
    scribe.set_password("galets-et-falaises")
    scribe.save()
    MembershipFactory(atelier=atelier, account=scribe, role="scribe")
    table = TableFactory(workshop=WorkshopFactory(atelier=atelier))
    PencilFactory(table=table)
    PencilFactory(table=table, key="resource", meaning="Ressource", color="#2f7d3b")
    OverlayFactory(table=table)
    for name in ("Anna", "Bruno"):
        SittingFactory(table=table, seat=SeatFactory(workshop=table.workshop, name=name))
