"""Roles of an atelier: given with a letter, changed, ended; by whom, and what nobody may give."""

import pytest
from django.urls import reverse

from atelier.ateliers.models import Membership
from atelier.common.models import Letter
from tests.factories.ateliers import MembershipFactory
from tests.factories.people import MandateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(atelier, client):
    account = MembershipFactory(atelier=atelier, role="lead").account
    client.force_login(account)
    return account


def give(client, **words):
    return client.post(reverse("participants:roles", args=["dieppe"]), words)


def end(client, membership):
    return client.post(reverse("participants:role_end", args=["dieppe", membership.pk]))


def test_role_given_to_a_stranger_makes_an_account_and_a_letter(client, atelier, lead):
    give(client, email="Brice@ddtm.example", name="Brice", role="state")

    membership = Membership.objects.of(atelier).get(role="state")
    assert membership.account.email == "brice@ddtm.example"
    assert "Dieppe, un littoral qui recule" in Letter.objects.get().text


def test_last_keeper_neither_leaves_nor_steps_down(client, atelier, keeper):
    mine = Membership.objects.of(atelier).get()

    assert end(client, mine).status_code == 409
    assert give(client, email=keeper.email, role="observer").status_code == 409
    give(client, email="autre@exemple.fr", role="facilitator")
    assert end(client, mine).status_code == 302


def test_last_contracting_authority_stays_though_a_facilitator_keeps(client, atelier, lead, keeper):
    client.force_login(lead)
    mine = Membership.objects.of(atelier).get(role="lead")

    assert end(client, mine).status_code == 409
    assert give(client, email=lead.email, role="facilitator").status_code == 409
    give(client, email="agent@dreal.example", role="lead")
    assert end(client, mine).status_code == 302


def test_facilitator_gives_and_ends_no_role_that_reads_the_private_notes(client, atelier, lead, keeper):
    theirs = Membership.objects.of(atelier).get(role="lead")

    assert give(client, email="a@exemple.fr", role="state").status_code == 422
    assert give(client, email=lead.email, role="observer").status_code == 422
    assert end(client, theirs).status_code == 403
    assert give(client, email="a@exemple.fr", role="team").status_code == 302
    assert set(Membership.objects.of(atelier).values_list("role", flat=True)) == {"lead", "facilitator", "team"}


def test_national_team_gives_roles_where_it_has_none_and_sees_no_contact(client, atelier, keeper):
    client.force_login(MandateFactory(organisation__kind="national", organisation__territory="").account)

    assert give(client, email="agent@dreal.example", role="lead").status_code == 302
    assert client.get(reverse("participants:roles", args=["dieppe"])).status_code == 200
    assert client.get(reverse("participants:contacts", args=["dieppe"])).status_code == 404


def test_other_state_agents_and_observers_give_no_role(client, atelier):
    client.force_login(MandateFactory(organisation__kind="regional").account)
    assert give(client, email="a@exemple.fr", role="lead").status_code == 404
    client.force_login(MembershipFactory(atelier=atelier, role="observer").account)
    assert give(client, email="a@exemple.fr", role="lead").status_code == 403
