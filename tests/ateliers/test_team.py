"""Roles are given and ended on the atelier's page; an atelier is never without a keeper."""

import pytest
from click.testing import CliRunner

from atelier.ateliers.commands import LastKeeper, end_role, give_role
from atelier.ateliers.models import Membership
from atelier.common.audit import System
from atelier.people.cli import people
from atelier.people.models import Account
from tests.factories.ateliers import MembershipFactory
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db
HOUSE = System()


@pytest.fixture
def keeper():
    return MembershipFactory()


def roles(atelier):
    return dict(Membership.objects.of(atelier).values_list("account__email", "role"))


def test_the_only_keeper_stays_until_another_keeps(keeper):
    with pytest.raises(LastKeeper):
        end_role(keeper, by=HOUSE)
    with pytest.raises(LastKeeper):
        give_role(keeper.atelier, keeper.account, role="observer", by=HOUSE)

    other = give_role(keeper.atelier, AccountFactory(), role="lead", by=HOUSE)
    end_role(keeper, by=HOUSE)

    assert roles(keeper.atelier) == {other.account.email: "lead"}


def test_account_is_opened_on_the_command_line_with_a_password_that_opens():
    done = CliRunner().invoke(people, ["create", "Lea@exemple.fr", "--name", "Léa"])
    again = CliRunner().invoke(people, ["create", "lea@exemple.fr", "--name", "Léa"])

    email, password = done.output.split()
    assert Account.objects.get(email=email).check_password(password)
    assert (email, done.exit_code, again.exit_code) == ("lea@exemple.fr", 0, 1)
    assert "Traceback" not in again.output
