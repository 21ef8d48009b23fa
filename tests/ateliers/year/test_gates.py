"""Gates, from the page of a stage."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atelier.ateliers.models import Passage, Stage, Validation
from atelier.ateliers.year.gate import missing_at
from tests.factories.ateliers import MembershipFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 note"


def ask(client, name, stage, **words):
    return client.post(reverse(f"ateliers:{name}", args=[stage.atelier.slug, stage.pk]), words)


def bring(client, stage, key, **words):
    asked = stage.deliverables.get(key=key)
    return client.post(reverse("ateliers:paper_bring", args=[stage.atelier.slug, asked.pk]), words)


@pytest.fixture
def first(atelier):
    return Stage.objects.of(atelier).get(key="installation")


def test_a_gate_that_misses_something_refuses_and_says_what(client, first):
    answer = ask(client, "gate_pass", first)

    assert answer.status_code == 422
    assert "Il manque\xa0: Note de cadrage" in answer.content.decode()
    assert not Passage.everywhere.exists()


def test_a_gate_passed_all_the_same_keeps_the_reason_and_shows_it(client, first):
    ask(client, "gate_pass", first, reason="La note est signée, pas encore numérisée.")

    passage = Passage.objects.of(first.atelier).get()
    assert passage.missing == ["Note de cadrage : méthode et calendrier", "la validation\xa0: Service de l’État"]
    page = client.get(reverse("ateliers:stage", args=[first.atelier.slug, first.pk])).content.decode()
    assert "pas encore numérisée" in page


def test_a_gate_opens_when_papers_and_validations_are_there(client, lead, first):
    bring(client, first, "note-de-cadrage", file=SimpleUploadedFile("note.pdf", PDF))
    asked = first.validations.get()
    client.post(reverse("ateliers:validation", args=[first.atelier.slug, asked.pk]), {"words": "D’accord."})

    answer = ask(client, "gate_pass", first, reason="Rien ne manque")

    assert answer.status_code == 302
    passage = Passage.objects.of(first.atelier).get()
    assert (passage.missing, passage.reason, passage.passed_by) == ([], "", lead.account)


def test_a_stage_waits_for_the_gate_of_the_one_before(atelier):
    launch = Stage.objects.of(atelier).get(key="lancement")

    assert "le jalon de «\xa0Sensibilisation\xa0»" in missing_at(launch)


def test_a_gate_already_passed_is_said_to_the_second_who_passes_it(client, first):
    ask(client, "gate_pass", first, reason="Oui")

    answer = ask(client, "gate_pass", first, reason="Oui aussi")

    assert answer.status_code == 422
    assert "franchi entre-temps" in answer.content.decode()
    assert Passage.objects.of(first.atelier).count() == 1


def test_a_stage_opened_again_says_why_and_can_be_passed_again(client, first):
    ask(client, "gate_pass", first, reason="Oui")
    without = ask(client, "gate_reopen", first)
    ask(client, "gate_reopen", first, reason="Le périmètre change.")
    ask(client, "gate_pass", first, reason="Encore")

    assert without.status_code == 422
    assert [one.reopened_reason for one in Passage.objects.of(first.atelier)] == ["Le périmètre change.", ""]


def test_a_validation_is_given_by_those_it_is_asked_of_alone(client, atelier, stage):
    MembershipFactory(atelier=atelier, role="elected")
    team = Validation.objects.of(atelier).get(stage=stage, role="team")

    answer = client.post(reverse("ateliers:validation", args=[atelier.slug, team.pk]), {"words": "Oui"})

    assert answer.status_code == 403
    team.refresh_from_db()
    assert team.given_at is None


def test_a_page_of_atelier_can_be_brought_and_another_site_cannot(client, first):
    inside = bring(client, first, "note-de-cadrage", address=f"http://testserver/ateliers/{first.atelier.slug}/")
    outside = bring(client, first, "perimetre", address="https://exemple.fr/carte/")

    assert inside.status_code == 302
    assert first.deliverables.get(key="note-de-cadrage").papers.get().address == f"/ateliers/{first.atelier.slug}/"
    assert outside.status_code == 422
    assert "n’est pas dans Atelier" in outside.content.decode()


@pytest.mark.parametrize("content", [b"MZ\x90", b"<svg/>"])
def test_a_file_of_another_kind_is_refused_and_nothing_is_kept(client, first, content):
    answer = bring(client, first, "note-de-cadrage", file=SimpleUploadedFile("note.pdf", content))

    assert answer.status_code == 422
    assert not first.deliverables.get(key="note-de-cadrage").papers.exists()


def test_a_paper_brought_is_read_by_members_and_by_nobody_else(client, first):
    bring(client, first, "note-de-cadrage", file=SimpleUploadedFile("note.pdf", PDF))
    paper = first.deliverables.get(key="note-de-cadrage").papers.get()
    address = reverse("ateliers:paper", args=[first.atelier.slug, paper.pk])
    mine = client.get(address)
    client.force_login(MembershipFactory(role="lead").account)

    assert mine.content == PDF
    assert client.get(address).status_code == 404
