"""Organisations, those who speak for them, and the letters that leave."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from atelier.common.audit import System
from atelier.common.mail import post_letter, send_letter
from atelier.common.mail_cli import mail
from atelier.common.models import AuditEntry, Letter
from atelier.people.models import Account, Mandate, Organisation
from tests.factories.people import AccountFactory, MandateFactory, OrganisationFactory
from tests.postbox import postbox_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def nationale(client):
    agent = MandateFactory(
        organisation__kind="national", organisation__territory="", organisation__name="DGALN"
    ).account
    client.force_login(agent)
    return agent


@pytest.fixture
def administrator(client):
    account = AccountFactory(is_administrator=True)
    client.force_login(account)
    return account


@pytest.mark.parametrize("kind", ["regional", "departmental", "commune", "team"])
def test_register_is_closed_to_everyone_but_the_national_team(client, kind):
    client.force_login(MandateFactory(organisation__kind=kind).account)

    assert client.get(reverse("people:organisations")).status_code == 403


def test_national_team_adds_an_organisation_once(client, nationale):
    words = {"kind": "departmental", "name": "DDTM de la Seine-Maritime", "territory": "76"}
    for _ in range(2):
        client.post(reverse("people:organisations"), words)

    assert Organisation.objects.filter(territory="76").count() == 1


def test_mandate_given_to_a_stranger_makes_an_account_and_a_letter(client, nationale):
    one = OrganisationFactory()

    client.post(reverse("people:organisation", args=[one.pk]), {"email": "Brice@ddtm.example", "function": "Chef"})

    mandate = Mandate.objects.get(organisation=one)
    assert (mandate.account.email, mandate.function) == ("brice@ddtm.example", "Chef")
    assert "/connexion/lien/" in Letter.objects.get(to="brice@ddtm.example").text


def test_mandate_ended_is_in_the_audit_and_gives_nothing_more(client, nationale):
    mandate = MandateFactory()

    client.post(reverse("people:mandate_end", args=[mandate.organisation_id, mandate.pk]))

    assert not Mandate.objects.current().filter(pk=mandate.pk).exists()
    assert AuditEntry.objects.filter(verb="mandate.ended", author=nationale.author_ref).exists()


@pytest.mark.parametrize("words", ["seine", "76", "Brice", "ddtm brice"])
def test_organisations_are_found_by_name_code_or_person(client, nationale, words):
    wanted = OrganisationFactory(name="DDTM de la Seine-Maritime", territory="76")
    MandateFactory(organisation=wanted, account__name="Brice Lefort")
    OrganisationFactory(name="DDT de la Meuse", territory="55")

    found = client.get(reverse("people:organisations"), {"q": words}).context["page"].object_list

    assert list(found) == [wanted]


def test_organisations_cost_the_same_whatever_their_number(client, nationale, django_assert_max_num_queries):
    for _ in range(60):
        MandateFactory()

    with django_assert_max_num_queries(9):
        client.get(reverse("people:organisations"))


def test_letter_that_failed_is_sent_again_and_arrives(client, administrator):
    with postbox_open() as postbox:
        postbox.refused.add("maire@commune.example")
        letter = post_letter("maire@commune.example", "Invitation", "Venez !", by=System())
        send_letter.func(str(letter.pk))
        page = client.get(reverse("people:post"), {"state": "failed"}).content.decode()
        assert "refusé l’adresse" in page

        postbox.refused.clear()
        client.post(reverse("people:letter_again", args=[letter.pk]))
        send_letter.func(str(letter.pk))

        assert [one["Subject"] for one in postbox.to("maire@commune.example")] == ["Invitation"]
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def test_letters_page_never_shows_what_opens_a_door(client, administrator):
    post_letter("a@exemple.fr", "Lien", "http://x/connexion/lien/secret/", by=System(), is_secret=True)

    assert "secret" not in client.get(reverse("people:post")).content.decode()


def test_command_line_sends_what_waits_and_says_how_many(monkeypatch):
    monkeypatch.setattr("django.setup", lambda: None)
    post_letter("a@exemple.fr", "Un", "…", by=System())
    run = CliRunner()
    assert "1 " in run.invoke(mail, ["list"]).output

    with postbox_open() as postbox:
        assert run.invoke(mail, ["send"]).exit_code == 0
        assert run.invoke(mail, ["test", "essai@exemple.fr"]).exit_code == 0

    assert [str(one["To"]) for one in postbox.letters] == ["a@exemple.fr", "essai@exemple.fr"]


def test_command_line_says_why_nothing_leaves(monkeypatch):
    monkeypatch.setattr("django.setup", lambda: None)

    answer = CliRunner().invoke(mail, ["test", "essai@exemple.fr"])

    assert answer.exit_code == 1
    assert "ATELIER_SMTP_URL" in answer.output


def test_nobody_becomes_administrator_by_a_page(client, administrator):
    client.post(reverse("people:account"), {"what": "name", "name-name": "Zoé", "name-is_administrator": "on"})

    assert Account.objects.get(pk=administrator.pk).name == "Zoé"
    assert Account.objects.filter(is_administrator=True).count() == 1


def test_letter_kept_quiet_does_not_say_to_whom_it_goes_before_its_hour(client, administrator):
    hour = timezone.now() + timedelta(days=1)
    post_letter("equipe@valleuses.example", "Offre reçue", "Votre pli", by=System(), quiet_until=hour)

    page = client.get(reverse("people:post")).content.decode()
    listed = CliRunner().invoke(mail, ["list"]).output
    assert "valleuses" not in page + listed
    assert "Offre reçue" not in page

    Letter.objects.update(quiet_until=timezone.now())
    assert "equipe@valleuses.example" in client.get(reverse("people:post")).content.decode()
