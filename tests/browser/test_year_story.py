"""A year: read, adapted; a gate that refuses, then passes; a script moved by keyboard; a notebook taken away."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from odfdo import Document
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.signing import sign_in


@pytest.fixture
def agent(open_screen) -> Page:
    page = open_screen("computer")
    sign_in(page, "ddtm")
    return page


def test_a_year_is_adapted_its_gate_passed_its_script_moved_and_its_notebook_taken_away(
    agent, open_screen, complaints, picture, tmp_path
):
    complaints.allow("422")  # the gate refuses
    complaints.allow("cahier/photos")  # the copied database comes without the files of the demonstration
    agent.goto("/ateliers/dieppe/annee/")
    assert_accessible(agent)
    picture(agent, "year")

    the_year_is_adapted(agent)
    the_gate_refuses_then_passes_with_a_reason(agent, picture)
    the_script_is_moved_by_keyboard(agent, picture)
    the_day_is_followed_from_a_phone(open_screen("phone", storage_state=agent.context.storage_state()), picture)
    the_notebook_leaves_as_odt(agent, tmp_path)


def the_year_is_adapted(agent: Page) -> None:
    agent.get_by_role("link", name="Adapter l’année").click()
    form = agent.get_by_role("region", name="Une étape de plus")
    form.get_by_label("Titre").fill("Rencontre des pêcheurs")
    form.get_by_label("Premier jour").fill("2026-12-03")
    form.get_by_label("Dernier jour").fill("2026-12-03")
    form.get_by_label("Pourquoi elle diffère").fill("Ils ne viennent pas aux ateliers.")
    form.get_by_role("button", name="Ajouter l’étape").click()
    differences = agent.get_by_role("region", name="Ce qui diffère du modèle")
    expect(differences).to_contain_text("Ils ne viennent pas aux ateliers.")
    assert_accessible(agent)


def the_gate_refuses_then_passes_with_a_reason(agent: Page, picture) -> None:
    agent.get_by_role("link", name="L’année").last.click()
    agent.get_by_role("list").get_by_role("heading", name="Atelier 1").get_by_role("link").click()
    agent.get_by_role("button", name="Franchir le jalon").click()
    refused = agent.get_by_role("alert")
    expect(refused).to_contain_text("Il manque : Rapport d’étonnement de l’équipe")
    picture(agent, "gate-refused")
    assert_accessible(agent)
    agent.get_by_label("Pourquoi franchir").fill("L’équipe remet ses images après la séance.")
    agent.get_by_role("button", name="Franchir le jalon").click()
    gate = agent.get_by_role("region", name="Le jalon")
    expect(gate).to_contain_text("L’équipe remet ses images après la séance.")
    expect(gate).to_contain_text("Franchi le")


def the_script_is_moved_by_keyboard(agent: Page, picture) -> None:
    agent.get_by_role("link", name=re.compile("^Déroulé")).click()
    sequences = agent.get_by_role("region", name="Séquences").get_by_role("heading", level=3)
    expect(sequences.nth(1)).to_have_text("Ouverture par les élus et l’État")
    agent.get_by_role("button", name="Plus tard : Ouverture par les élus et l’État").focus()
    agent.keyboard.press("Enter")
    expect(sequences.nth(1)).to_have_text("Rapport d’étonnement")
    items = agent.locator("[data-sequence]")
    expect(items.nth(3)).to_have_attribute("draggable", "true")
    hand = agent.evaluate_handle("() => new DataTransfer()")
    items.nth(3).dispatch_event("dragstart", {"dataTransfer": hand})
    items.nth(0).dispatch_event("dragover", {"dataTransfer": hand})
    items.nth(0).dispatch_event("drop", {"dataTransfer": hand})
    expect(sequences.nth(0)).to_have_text("Tour des tables : se présenter par un lieu")
    picture(agent, "script")
    assert_accessible(agent)


def the_day_is_followed_from_a_phone(phone: Page, picture) -> None:
    phone.goto("/seances/1/deroule/conduite/")
    phone.get_by_role("button", name="Commencer").click()
    now = phone.get_by_role("region", name="Maintenant")
    expect(now).to_contain_text("Tour des tables")
    expect(now.get_by_role("timer")).to_contain_text(re.compile(r"(19|20) min restantes"))
    picture(phone, "on-the-day")
    assert_accessible(phone)


def the_notebook_leaves_as_odt(agent: Page, folder: Path) -> None:
    agent.goto("/ateliers/dieppe/cahier/")
    agent.get_by_text("Une nouvelle note").click()
    agent.get_by_label("Titre").fill("La veille")
    agent.get_by_label("Texte").fill("Les chaises sont là.")
    agent.get_by_role("button", name="Écrire la note").click()
    expect(agent.get_by_role("heading", name="La veille", exact=True)).to_be_visible()
    assert_accessible(agent)
    with agent.expect_download() as download:
        agent.get_by_role("link", name="Pour continuer à écrire").click()
    path = folder / "cahier.odt"
    download.value.save_as(path)
    document = Document(BytesIO(path.read_bytes()))
    told = " ".join(part.text_recursive for part in document.body.paragraphs)
    assert "L’équipe remet ses images après la séance." in told
    assert "Les chaises sont là." in told
    assert "La veille" in [head.text_recursive for head in document.body.headers]
    assert all(frame.svg_description for frame in document.body.get_frames())
