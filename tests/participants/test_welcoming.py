"""The door: taps, badges, people nobody expected, the sheet at the entrance; and erasing someone."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from atelier.common.audit import System
from atelier.common.mail import post_letter
from atelier.common.models import AuditEntry, Letter
from atelier.participants.models import Attendance, Contact, Invitation
from tests.factories.ateliers import MembershipFactory
from tests.factories.participants import ContactFactory, GatheringFactory, InvitationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gathering(atelier, keeper):
    """Begun, so that it is of today at any hour."""
    cache.clear()
    return GatheringFactory(atelier=atelier, starts_at=timezone.now() - timedelta(minutes=5))


def url(gathering, name):
    return reverse(f"participants:{name}", args=["dieppe", gathering.pk])


def tap(client, gathering, contact, is_here="1", **more):
    return client.post(
        url(gathering, "note"), {"contact": str(contact.pk), "is_here": is_here}, headers={"accept": "application/json"}
    )


def here(gathering):
    return list(
        Attendance.objects.of(gathering.atelier_id).filter(is_here=True).values_list("contact__name", flat=True)
    )


def test_tap_notes_the_arrival_once_and_another_takes_it_back(client, gathering):
    contact = InvitationFactory(gathering=gathering).contact

    assert [tap(client, gathering, contact).json() for _ in range(2)] == [{"is_here": True, "count": 1}] * 2
    assert tap(client, gathering, contact, "0").json() == {"is_here": False, "count": 0}
    verbs = AuditEntry.objects.filter(verb__startswith="attendance").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["attendance.noted", "attendance.corrected"]


def test_tap_without_script_comes_back_to_the_list(client, gathering):
    contact = InvitationFactory(gathering=gathering).contact

    answer = client.post(url(gathering, "note"), {"contact": str(contact.pk), "is_here": "1"})

    assert answer.url == url(gathering, "welcome")
    assert here(gathering) == [contact.name]


@pytest.mark.parametrize("contact", ["", "pas-un-identifiant", "00000000-0000-4000-8000-000000000000"])
def test_tap_on_nobody_is_not_there(client, gathering, contact):
    assert client.post(url(gathering, "note"), {"contact": contact, "is_here": "1"}).status_code == 404


def test_contact_of_another_atelier_is_not_noted(client, gathering):
    assert tap(client, gathering, ContactFactory()).status_code == 404


def test_scribe_keeps_the_door_and_nothing_else(client, gathering, atelier):
    contact = InvitationFactory(gathering=gathering).contact
    client.force_login(MembershipFactory(atelier=atelier, role="scribe").account)

    assert client.get(url(gathering, "welcome")).status_code == 200
    assert tap(client, gathering, contact).status_code == 200
    assert client.get(url(gathering, "gathering")).status_code == 403
    assert client.get(reverse("participants:contacts", args=["dieppe"])).status_code == 403


def test_badge_read_by_a_keeper_offers_to_note_and_by_anyone_else_does_not(client, gathering):
    invitation = InvitationFactory(gathering=gathering)
    page = reverse("participants:answer", args=[invitation.key])

    assert "Vous accueillez" in client.get(page).content.decode()
    client.post(url(gathering, "note"), {"contact": str(invitation.contact_id), "is_here": "1", "way": "badge"})
    assert Attendance.objects.of(gathering.atelier_id).get().way == "badge"
    client.logout()
    assert "Vous accueillez" not in client.get(page).content.decode()


def test_somebody_nobody_expected_is_a_contact_and_here(client, gathering):
    client.post(url(gathering, "welcome"), {"name": "Luc Martin", "college": "inhabitant"})
    client.post(url(gathering, "welcome"), {"name": "luc  martin", "college": "inhabitant"})

    assert here(gathering) == ["Luc Martin"]


def arrive(client, gathering, **words):
    said = {"name": "Zoé Faure", "college": "civil", "consent": "on", **words}
    return client.post(reverse("participants:arrive", args=[gathering.door]), said)


def test_entrance_is_closed_unless_opened_and_on_another_day(client, gathering):
    assert arrive(client, gathering).status_code == 409
    client.post(url(gathering, "door"), {"is_open": "1"})
    with time_machine.travel(gathering.starts_at + timedelta(days=2)):
        assert arrive(client, gathering).status_code == 409
    assert here(gathering) == []


def test_entrance_notes_known_and_unknown_alike_and_tells_neither(client, gathering, atelier):
    ContactFactory(atelier=atelier, name="Zoé Faure", email="zoe@exemple.fr", college="civil")
    client.post(url(gathering, "door"), {"is_open": "1"})
    client.logout()

    known, unknown = arrive(client, gathering), arrive(client, gathering, name="Inconnue Autre")

    told = [
        re.sub(r'value="\w{64}"', "", page.content.decode()).replace(name, "X")
        for page, name in ((known, "Zoé Faure"), (unknown, "Inconnue Autre"))
    ]
    assert told[0] == told[1]
    assert sorted(here(gathering)) == ["Inconnue Autre", "Zoé Faure"]
    assert Contact.objects.of(atelier).count() == 2


def test_entrance_asks_for_the_consent(client, gathering):
    client.post(url(gathering, "door"), {"is_open": "1"})

    assert arrive(client, gathering, consent="").status_code == 422


def test_guessing_entrances_is_slowed_down(client, gathering):
    for number in range(60):
        client.get(reverse("participants:arrive", args=[f"FAUX{number}"]))

    assert client.get(reverse("participants:arrive", args=[gathering.door])).status_code == 409


def test_erased_person_leaves_a_presence_without_a_name(client, gathering, atelier):
    invitation = InvitationFactory(gathering=gathering, contact__name="Odile Léger", contact__commune="76217")
    contact = invitation.contact
    post_letter(contact.email, "Invitation", "…", key=f"invitation:{invitation.pk}", by=System())
    tap(client, gathering, contact)

    client.post(reverse("participants:contact_erase", args=["dieppe", contact.pk]))

    assert not Contact.objects.of(atelier).exists()
    assert not Invitation.objects.of(atelier).exists()
    assert not Letter.objects.exists()
    came = Attendance.objects.of(atelier).get()
    assert (came.contact, came.college, came.commune, came.is_here) == (None, "elected", "76217", True)
    assert "Odile" not in str(list(AuditEntry.objects.values()))
    assert AuditEntry.objects.filter(verb="contact.erased").exists()


@pytest.mark.parametrize("count", [3, 60])
def test_door_costs_the_same_whatever_the_number(client, gathering, django_assert_max_num_queries, count):
    for invitation in InvitationFactory.create_batch(count, gathering=gathering):
        Attendance.objects.of(gathering.atelier_id).create(
            gathering=gathering, contact=invitation.contact, college="elected", noted_at=gathering.starts_at
        )

    with django_assert_max_num_queries(11):
        client.get(url(gathering, "welcome"))
