"""What is gathered: a facilitator reads notes before the others; a scribe writes for Odette, who has no screen."""

from __future__ import annotations

import csv
import io
import re

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.hand import Hand, wait_until_ready, wait_until_saved

SEEN, ASIDE = "Une passerelle sur la Béthune", "Le voisin du 12 exagère"


def notes_wait_for_the_facilitator(computer: Page, phone: Page, picture) -> None:
    let_notes_wait(computer)
    picture(computer, "switch")

    write(phone, SEEN)
    write(phone, ASIDE)
    expect(rows(phone, SEEN)).to_contain_text("en attente de l’animateur")
    picture(phone, "waiting")

    decide_with_the_keyboard(computer, picture)
    expect(phone.get_by_text("Votre note a été mise de côté")).to_be_visible()
    expect(phone.locator(".tb-aside")).to_contain_text("Nomme une personne")
    picture(phone, "aside")
    assert_accessible(phone)
    phone.get_by_role("button", name="J’ai lu").click()
    expect(rows(phone, SEEN)).not_to_contain_text("en attente")


def a_scribe_writes_for_odette(computer: Page, tablet: Page, phone: Page, picture) -> None:
    name_jeanne_scribe(computer, tablet, picture)
    write_for_odette(tablet, picture)
    expect_origin(phone, computer, picture)
    read_the_export(computer)


def let_notes_wait(page: Page) -> None:
    page.get_by_role("button", name="Boîte de réception").click()
    page.get_by_role("switch", name="Lire les notes avant les autres").click()
    expect(page.get_by_text("Ce que les participants écrivent vous attend ici")).to_be_visible()


def notes_pass_again(page: Page) -> None:
    page.get_by_role("button", name="Boîte de réception").click()
    switch = page.get_by_role("switch", name="Lire les notes avant les autres")
    switch.click()
    expect(switch).not_to_be_checked()


def write(page: Page, text: str) -> None:
    button = page.get_by_role("button", name="Liste", exact=True)
    if button.get_attribute("aria-expanded") != "true":
        button.click()
    page.get_by_role("button", name="Écrire une note").click()
    expect(page.get_by_text("L’animateur la lira avant les autres")).to_be_visible()
    page.get_by_label("Votre note").fill(text)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    wait_until_saved(page)


def decide_with_the_keyboard(page: Page, picture) -> None:
    """J, K, A and X; the reason is one of the usual ones."""
    notes = page.locator(".tb-inbox-note")
    expect(notes).to_have_count(2)
    picture(page, "inbox")
    assert_accessible(page)
    notes.first.focus()
    page.keyboard.press("j")
    expect(notes.nth(1)).to_be_focused()
    page.keyboard.press("x")
    page.get_by_role("button", name="Nomme une personne").click()
    picture(page, "reason")
    page.get_by_role("textbox", name="Raison").press("Enter")
    expect(notes).to_have_count(1)
    expect(notes.first).to_be_focused()
    page.keyboard.press("a")
    expect(notes).to_have_count(0)
    page.get_by_role("button", name="Liste", exact=True).click()
    expect(rows(page, SEEN)).to_be_visible()
    expect(rows(page, ASIDE)).to_have_count(0)


def jeanne_joins(tablet: Page, code: str) -> None:
    tablet.goto(f"/t/{code}/")
    tablet.get_by_label("Votre prénom ou un pseudonyme").fill("Jeanne")
    tablet.get_by_role("radio", name=re.compile("Techniciens|Équipe")).first.check()
    tablet.get_by_role("checkbox", name=re.compile("J’accepte")).check()
    tablet.get_by_role("button", name=re.compile("S’asseoir|table")).last.click()
    wait_until_ready(tablet)


def name_jeanne_scribe(computer: Page, tablet: Page, picture) -> None:
    expect(tablet.get_by_role("button", name="Noter pour…")).to_have_count(0)
    keeping = computer.context.new_page()
    keeping.goto(f"{computer.url}animation/")
    keeping.get_by_role("button", name="Nommer scribe : Jeanne").click()
    expect(keeping.get_by_text("Jeanne peut noter pour les autres.")).to_be_visible()
    assert_accessible(keeping)
    picture(keeping, "keeping")
    keeping.get_by_role("link", name="Ouvrir la boîte de réception").click()
    expect(keeping.get_by_text(ASIDE)).to_be_visible()
    assert_accessible(keeping)
    picture(keeping, "history")
    keeping.close()


def write_for_odette(page: Page, picture) -> None:
    """Once: who speaks and that she agrees. Then two taps an idea: its meaning, and writing it or its place."""
    page.get_by_role("button", name="Noter pour…").click()
    page.get_by_role("button", name="Une personne sans écran").click()
    page.get_by_label("Prénom ou pseudonyme").fill("Odette")
    page.get_by_label("Collège").select_option(label="Habitants et usagers")
    page.get_by_role("button", name="Noter pour cette personne").click()
    expect(page.get_by_text("Sans son accord, notez pour la table")).to_be_visible()
    page.get_by_label("Cette personne est d’accord").check()
    picture(page, "consent")
    assert_accessible(page)
    page.get_by_role("button", name="Noter pour cette personne").click()
    expect(page.get_by_text("Vous notez pour Odette (Habitants et usagers)")).to_be_visible()
    picture(page, "scribe")
    assert_accessible(page)

    page.get_by_role("button", name="Usage, mémoire, esprit du lieu", exact=True).last.click()
    page.get_by_label("Ce qui est dit").fill("On lavait le linge à la rivière")
    picture(page, "note")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_role("button", name="Placer sur la carte : Point d’attention").click()
    Hand(page, touch=True).tap((0.6, 0.45))
    wait_until_saved(page)
    page.get_by_role("button", name="Annuler", exact=True).click()
    page.get_by_role("button", name="Rétablir", exact=True).click()
    wait_until_saved(page)
    page.get_by_role("button", name="Arrêter").click()
    expect(page.get_by_text("Vous notez pour Odette")).to_have_count(0)


def expect_origin(phone: Page, computer: Page, picture) -> None:
    said = "dit par Odette (Habitants et usagers), noté par Jeanne"
    for page in (phone, computer):
        expect(rows(page, "On lavait le linge à la rivière")).to_contain_text(said)
        expect(rows(page, "Gommette").filter(has_text=said)).to_have_count(1)
    picture(phone, "origin")
    picture(computer, "origin")
    computer.get_by_role("button", name="Personnes", exact=True).click()
    expect(computer.locator(".tb-person").filter(has_text="Odette")).to_contain_text("sans écran")
    picture(computer, "people")


def read_the_export(page: Page) -> None:
    url = page.url + "export/csv/"
    body = page.request.get(url).body().decode("utf-8-sig")
    said = [row for row in csv.DictReader(io.StringIO(body), delimiter=";") if row["auteur"] == "Odette"]
    assert [(row["college"], row["dit_pour"], row["note_par"], row["accord"]) for row in said] == [
        ("Habitants et usagers", "une personne", "Jeanne", "de vive voix")
    ] * 2
    assert ASIDE not in body
    assert SEEN in body


def rows(page: Page, text: str):
    return page.locator(".tb-thing").filter(has_text=text)
