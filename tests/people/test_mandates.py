"""For whom one speaks, and until when."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from atelier.common.audit import System
from atelier.common.models import AuditEntry
from atelier.people.commands import create_organisation, end_mandate, give_mandate
from atelier.people.mandates import is_national, is_state, organisations_of, serves
from atelier.people.models import Account, Mandate
from tests.factories.people import AccountFactory, MandateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
HOUSE = System()
DAY = dt.timedelta(days=1)


def test_the_same_organisation_is_created_once():
    first = create_organisation("departmental", "DDTM de la Seine-Maritime", territory="76", by=HOUSE)

    again = create_organisation("departmental", " DDTM de la Seine-Maritime ", territory="76", by=HOUSE)

    assert again == first
    assert AuditEntry.objects.filter(verb="organisation.created").count() == 1


def test_an_organisation_has_a_kind_the_house_knows():
    with pytest.raises(ValidationError):
        create_organisation("ministry", "Ministère", by=HOUSE)


def test_a_mandate_given_twice_is_one():
    account, organisation = AccountFactory(), OrganisationFactory()

    assert give_mandate(account, organisation, by=HOUSE) == give_mandate(account, organisation, by=HOUSE)


def test_a_mandate_that_ended_gives_nothing_and_stays():
    mandate = MandateFactory(since=timezone.localdate() - 3 * DAY)

    end_mandate(mandate, by=HOUSE)

    assert not serves(Account.objects.get(pk=mandate.account_id), department="76")
    assert Mandate.objects.get().until == timezone.localdate() - DAY


def test_a_mandate_to_come_gives_nothing_yet():
    mandate = MandateFactory(since=timezone.localdate() + DAY)

    assert organisations_of(mandate.account) == []


@pytest.mark.parametrize(
    ("kind", "territory", "national", "state", "in_76", "in_normandy"),
    [
        ("national", "", True, True, False, False),
        ("regional", "28", False, True, False, True),
        ("departmental", "76", False, True, True, False),
        ("departmental", "27", False, True, False, False),
        ("commune", "76217", False, False, False, False),
    ],
)
def test_what_each_organisation_lets_do(kind, territory, national, state, in_76, in_normandy):
    account = MandateFactory(organisation__kind=kind, organisation__territory=territory).account

    assert is_national(account) is national
    assert is_state(account) is state
    assert serves(account, department="76") is in_76
    assert serves(account, region="28") is in_normandy


def test_nobody_and_closed_accounts_speak_for_nobody():
    closed = MandateFactory(organisation__kind="national", account__is_active=False).account

    assert not is_national(None)
    assert organisations_of(closed) == []


def test_asking_again_asks_the_database_once(django_assert_num_queries):
    account = MandateFactory().account

    with django_assert_num_queries(1):
        assert [serves(account, department="76"), is_state(account), is_national(account)] == [True, True, False]
