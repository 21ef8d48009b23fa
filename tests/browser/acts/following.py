"""The atelier begins with its year; roles; the gate of the first workshop; the notebook taken away."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from odfdo import Document
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.applying import MAYOR, TITLE
from tests.browser.acts.inviting import LINK

PAPER = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 note"}
WHY = "Le séminaire de lancement se tient le même jour."


def the_atelier_begins(agent: Page, picture) -> str:
    """From the dossier of its contract; nothing of what was written before is typed again."""
    agent.get_by_role("link", name="Ouvrir son atelier").click()
    expect(agent.get_by_label("Titre")).to_have_value(TITLE)
    expect(agent.get_by_role("checkbox", name="76 Seine-Maritime")).to_be_checked()
    assert_accessible(agent)
    picture(agent, "new-atelier")
    agent.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(agent.get_by_role("heading", name="Atelier 1 : se connaître")).to_be_visible()
    expect(agent.get_by_role("heading", name="Officialisation de la feuille de route")).to_be_visible()
    assert_accessible(agent)
    picture(agent, "year")
    return agent.url


def roles_are_given(agent: Page, picture) -> None:
    agent.get_by_role("link", name="Rôles", exact=True).click()
    for email, name, role in ((MAYOR, "Lucie Maillard", "Élu"), ("equipe@atelier.example", "", "Équipe")):
        agent.get_by_label("Adresse électronique").fill(email)
        agent.get_by_label("Prénom et nom").fill(name)
        agent.get_by_role("combobox", name="Rôle").select_option(label=_starting(agent, role))
        agent.get_by_role("button", name="Donner le rôle").click()
        expect(agent.get_by_role("rowheader", name=re.compile(email))).to_be_visible()
    assert_accessible(agent)
    picture(agent, "roles")


def _starting(page: Page, word: str) -> str:
    return next(
        one
        for one in page.get_by_role("combobox", name="Rôle").locator("option").all_inner_texts()
        if one.startswith(word)
    )


def the_mayor_opens_her_letter(phone: Page, letter: str, year: str, picture) -> None:
    """One link, one button, no password."""
    phone.goto(LINK.search(letter).group())
    phone.get_by_role("main").get_by_role("button").first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(TITLE)
    phone.goto(year)
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    picture(phone, "year-of-the-mayor")


def the_gate_refuses_then_passes(agent: Page, team: Page, year: str, picture) -> None:
    agent.goto(year)
    agent.get_by_role("list").get_by_role("heading", name="Atelier 1 : se connaître").get_by_role("link").click()
    stage = agent.url
    agent.get_by_role("button", name="Franchir le jalon").click()
    expect(agent.get_by_role("alert")).to_contain_text("Il manque : Rapport d’étonnement de l’équipe")
    assert_accessible(agent)
    picture(agent, "gate-refused")
    team.goto(stage)
    for title in ("Rapport d’étonnement de l’équipe", "Premières intuitions"):
        deliverable = team.locator(".deliverable").filter(has=team.get_by_text(title, exact=True))
        deliverable.locator("summary").click()
        deliverable.get_by_label("Fichier").set_input_files(PAPER)
        deliverable.get_by_role("button", name="Déposer").click()
        expect(deliverable.get_by_role("link", name="note.pdf")).to_be_visible()
    for page, side in ((team, "Équipe"), (agent, "Service de l’État")):
        page.goto(stage)
        page.get_by_role("button", name=re.compile(f"^Valider.*{side}")).click()
        asked = page.get_by_role("region", name="Validations").get_by_role("listitem").filter(has_text=side)
        expect(asked).to_contain_text("donnée")
    missing = agent.get_by_role("region", name="Le jalon").get_by_role("listitem")
    expect(missing).to_have_text([re.compile("Séminaire local de lancement")])
    agent.get_by_label("Pourquoi franchir").fill(WHY)
    agent.get_by_role("button", name="Franchir le jalon").click()
    expect(agent.get_by_role("region", name="Le jalon")).to_contain_text("Franchi le")
    picture(agent, "gate-passed")


def the_notebook_leaves_as_odt(agent: Page, folder: Path, picture) -> None:
    agent.get_by_role("link", name="Cahier de suivi").click()
    agent.get_by_text("Une nouvelle note").click()
    agent.get_by_label("Titre").fill("Le soir")
    agent.get_by_label("Texte").fill("Quarante personnes, et la grange a tenu.")
    agent.get_by_role("button", name="Écrire la note").click()
    expect(agent.get_by_role("heading", name="Le soir", exact=True)).to_be_visible()
    assert_accessible(agent)
    picture(agent, "notebook")
    with agent.expect_download() as download:
        agent.get_by_role("link", name="Pour continuer à écrire").click()
    download.value.save_as(folder / "cahier.odt")
    document = Document(BytesIO((folder / "cahier.odt").read_bytes()))
    told = " ".join(part.text_recursive for part in document.body.paragraphs)
    for words in (WHY, "Quarante personnes, et la grange a tenu.", "Rapport d’étonnement de l’équipe"):
        assert words in told
