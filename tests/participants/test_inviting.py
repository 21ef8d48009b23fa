"""Invitations leave once, and people answer without an account."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from atelier.common.mail import send_letter
from atelier.common.models import AuditEntry, Letter
from atelier.participants.consents import present_wording
from atelier.participants.inviting.commands import word_letter
from atelier.participants.inviting.letters import filled, unknown_slots
from atelier.participants.models import Consent, Invitation
from tests.factories.participants import ContactFactory, GatheringFactory, InvitationFactory
from tests.postbox import postbox_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def gathering(atelier, keeper):
    return GatheringFactory(atelier=atelier, title="Atelier 1 : se connaître")


def page_of(gathering, name="gathering", **more):
    return reverse(f"participants:{name}", kwargs={"slug": "dieppe", "pk": gathering.pk, **more})


def invite(client, work, gathering, **words):
    client.post(page_of(gathering), words or {"colleges": ["elected"]})
    return work()


def answer_to(client, invitation, **words):
    return client.post(reverse("participants:answer", args=[invitation.key]), words)


def test_invitation_is_received_with_its_link_and_its_calendar(client, work, gathering, atelier):
    ContactFactory(atelier=atelier, name="Odile Léger", email="odile@exemple.fr")
    ContactFactory(atelier=atelier, college="state")

    with postbox_open() as postbox:
        invite(client, work, gathering)
        [letter] = Letter.objects.all()
        send_letter.func(str(letter.pk))

    [received] = postbox.to("odile@exemple.fr")
    text = received.get_body().get_content()
    assert "Bonjour Odile Léger," in text
    assert "Salle des fêtes" in text
    path = re.search(r"http://[^/]+(/reponse/\S+)", text)[1]
    assert client.get(path).status_code == 200
    [calendar] = received.iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    assert "SUMMARY:Atelier 1 : se connaître" in calendar.get_content().replace("\r\n ", "")


def test_everyone_is_invited_once_however_often_one_asks(client, work, gathering, atelier):
    ContactFactory.create_batch(3, atelier=atelier)

    invite(client, work, gathering)
    from atelier.common.jobs import do_job
    from atelier.common.models import Job

    do_job.func(str(Job.objects.latest("created_at").pk))

    assert Invitation.objects.of(atelier).count() == 3
    assert Letter.objects.count() == 3


def test_contact_without_address_is_invited_without_a_letter(client, work, gathering, atelier):
    ContactFactory(atelier=atelier, email=None)

    invite(client, work, gathering)

    assert Invitation.objects.of(atelier).count() == 1
    assert not Letter.objects.exists()


def test_one_person_is_invited_by_name_and_two_of_a_name_are_not_guessed(client, work, gathering, atelier):
    ContactFactory(atelier=atelier, name="Odile Léger")
    ContactFactory(atelier=atelier, name="Odile Martin")

    assert client.post(page_of(gathering), {"person": "Odile"}).status_code == 422
    invite(client, work, gathering, person="Odile Léger")

    assert Invitation.objects.of(atelier).get().contact.name == "Odile Léger"


def test_reminders_go_to_those_who_said_nothing_once_a_wave(client, work, gathering):
    silent, spoken = InvitationFactory(gathering=gathering), InvitationFactory(gathering=gathering, answer="no")

    for _click in range(2):
        client.post(page_of(gathering, "remind"), {"wave": "1"})
        work()

    assert [letter.key for letter in Letter.objects.all()] == [f"invitation:{silent.pk}:reminder:1"]
    spoken.refresh_from_db()
    assert spoken.reminders == 0
    client.post(page_of(gathering, "remind"), {"wave": "2"})
    work()
    assert Letter.objects.count() == 2


def test_refused_address_is_shown_beside_the_name(client, work, gathering, atelier):
    ContactFactory(atelier=atelier, email="faux@exemple.fr")
    invite(client, work, gathering)
    with postbox_open() as postbox:
        postbox.refused.add("faux@exemple.fr")
        send_letter.func(str(Letter.objects.get().pk))

    assert "a refusé l’adresse" in client.get(page_of(gathering)).content.decode()


def test_answer_is_given_and_changed_without_an_account(client, gathering):
    invitation = InvitationFactory(gathering=gathering)
    client.logout()

    answer_to(client, invitation, answer="maybe")
    answer_to(client, invitation, answer="yes", diet="sans gluten", access="une rampe", instead="Luc Martin")

    invitation.refresh_from_db()
    assert (invitation.answer, invitation.diet, invitation.instead) == ("yes", "sans gluten", "Luc Martin")
    assert (
        list(AuditEntry.objects.filter(verb="invitation.answered").values_list("author", flat=True))
        == [f"contact:{invitation.contact_id}"] * 2
    )


def test_answer_after_the_day_is_refused_in_a_sentence(client, gathering):
    invitation = InvitationFactory(gathering=gathering)

    with time_machine.travel(gathering.ends_at + timedelta(minutes=1)):
        answer = answer_to(client, invitation, answer="yes")

    assert answer.status_code == 409
    assert "passée" in answer.content.decode()


def test_answer_without_a_choice_is_asked_again(client, gathering):
    assert answer_to(client, InvitationFactory(gathering=gathering), answer="").status_code == 422


def test_consent_keeps_its_words_and_version_and_is_taken_back(client, gathering):
    invitation = InvitationFactory(gathering=gathering)
    answer_to(client, invitation, answer="yes", agrees_data="on", agrees_image="on")
    client.post(reverse("participants:consents", args=[invitation.key]), {"data": "on"})

    said = list(Consent.objects.of(gathering.atelier).values_list("kind", "is_given", "version"))
    version = present_wording("image").version
    assert said == [("data", True, version), ("image", True, version), ("image", False, version)]
    assert Consent.objects.of(gathering.atelier).first().words == str(present_wording("data").words)


def test_link_of_nobody_is_not_there(client, gathering):
    assert client.get(reverse("participants:answer", args=["A" * 22])).status_code == 404
    assert client.get(reverse("participants:answer", args=["A" * 400])).status_code == 404


def test_personal_link_shows_nothing_of_the_others(client, gathering):
    other = InvitationFactory(gathering=gathering, contact__name="Secret Voisin")
    client.logout()

    text = client.get(
        reverse("participants:answer", args=[InvitationFactory(gathering=gathering).key])
    ).content.decode()

    assert other.contact.name not in text
    assert other.contact.email not in text


def test_letter_words_are_those_of_the_atelier_and_must_hold_the_link(client, gathering, atelier):
    page = page_of(gathering, "letter", kind="invitation")

    assert client.post(page, {"subject": "Venez", "text": "Bonjour {nom}"}).status_code == 422
    assert client.post(page, {"subject": "Venez", "text": "{prénom} {lien}"}).status_code == 422
    assert client.post(page, {"subject": "Venez", "text": "Cher {nom}, {lien}"}).status_code == 302
    assert "Cher Odile Léger" in client.get(page).content.decode()


def test_slots_of_a_name_are_never_filled_again():
    assert filled("{nom} {lien}", {"nom": "{lien}", "lien": "secret"}) == "{lien} secret"
    assert unknown_slots("{nom} {__class__} {lien.pk}") == ["__class__"]


def test_gathering_that_ends_before_it_begins_is_refused(client, atelier, keeper):
    words = {"title": "Visite", "day": "2026-12-01", "begins": "14:00", "ends": "12:00"}

    assert client.post(reverse("participants:gathering_add", args=["dieppe"]), words).status_code == 422


def test_day_is_planned_and_changed_in_the_time_of_paris(client, atelier, keeper):
    words = {"title": "Visite", "day": "2026-12-01", "begins": "14:00", "ends": "17:30", "place": "Port"}
    answer = client.post(reverse("participants:gathering_add", args=["dieppe"]), words)

    page = client.get(answer.url).content.decode()
    assert "mardi 1 décembre 2026, 14h00" in page


@pytest.mark.parametrize("count", [2, 30])
def test_page_of_a_gathering_costs_the_same_whatever_the_number(
    client, gathering, django_assert_max_num_queries, count
):
    InvitationFactory.create_batch(count, gathering=gathering, reminders=2)

    with django_assert_max_num_queries(17):
        client.get(page_of(gathering))


def test_template_of_one_atelier_is_not_anothers(atelier, keeper):
    from atelier.common.audit import System
    from atelier.participants.inviting.letters import words_of
    from tests.factories.ateliers import AtelierFactory

    word_letter(atelier, "invitation", subject="À nous", text="{lien}", by=System())

    assert words_of(AtelierFactory(), "invitation").subject != "À nous"
