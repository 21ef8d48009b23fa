"""Cards from two tables: a note on a phone, two scribes at one board, a group, a finding, a hypothesis; the slip."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.signing import sign_in
from tests.browser.hand import wait_until_ready, wait_until_saved
from tests.postbox import Postbox, link_in

ATELIER, WORKSHOP, TABLE = "Dieppe, un littoral qui recule", "Atelier 1 : se connaître", "Table des falaises"
JEANNE = "La rivière monte et coupe la route du bas"
SAID = {
    "Sami": ["La route du bas est coupée à chaque crue de rivière", "Quand la rivière monte, la route est sous l’eau"],
    "Nour": ["La rivière coupe la route et le car ne passe plus", "La route du bas disparaît quand la rivière monte"],
}
TABLES = {"Sami": "Table du port", "Nour": "Table des falaises"}
FINDING, HYPOTHESIS = "La rivière coupe la route du bas", "Une passerelle sur le talus"


def come(page: Page, who: str) -> None:
    sign_in(page, who)
    page.get_by_role("link", name=ATELIER).first.click()


def door(page: Page, name: str) -> None:
    """A door of the atelier's page, from wherever one is."""
    doors = page.get_by_role("region", name="De ce qui se dit à ce qui se décide")
    if not doors.is_visible():
        page.get_by_role("navigation", name="Vous êtes ici").get_by_role("link", name=ATELIER).click()
    doors.get_by_role("link", name=name).click()


def jeanne_writes_at_her_table(keeper: Page, jeanne: Page) -> None:
    code = keeper.get_by_role("row", name=re.compile(TABLE)).locator("code").inner_text()
    jeanne.goto("/")
    jeanne.get_by_label("tapez son code").fill(code)
    jeanne.get_by_role("button", name="S’asseoir").click()
    jeanne.get_by_label("Votre prénom ou un pseudonyme").fill("Jeanne")
    jeanne.get_by_role("radio", name="Habitants et usagers").check()
    jeanne.get_by_role("checkbox", name=re.compile("J’accepte")).check()
    jeanne.get_by_role("button", name=re.compile("S’asseoir")).last.click()
    wait_until_ready(jeanne)
    jeanne.get_by_role("button", name="Liste", exact=True).click()
    jeanne.get_by_role("button", name="Écrire une note").click()
    jeanne.get_by_label("Votre note").fill(JEANNE)
    jeanne.get_by_role("button", name="Enregistrer", exact=True).click()
    wait_until_saved(jeanne)


def a_scribe_is_named(keeper: Page, scribe: Page, postbox: Postbox, name: str) -> Page:
    """Invited by letter; the link of the letter opens the account. Back: the scribe's page, on the atelier."""
    email = f"{name.lower()}@exemple.fr"
    if not keeper.get_by_role("heading", name="Donner un rôle").is_visible():
        keeper.get_by_role("link", name="Rôles", exact=True).click()
    keeper.get_by_label("Adresse électronique").fill(email)
    keeper.get_by_label("Prénom et nom").fill(name)
    keeper.get_by_label("Rôle", exact=True).select_option(label="Scribe")
    keeper.get_by_role("button", name="Donner le rôle").click()
    expect(keeper.get_by_role("rowheader", name=name)).to_be_visible()
    scribe.goto(link_in(postbox.wait_for(email), "/connexion/lien/"))
    scribe.get_by_role("button", name="Ouvrir mon compte").click()
    expect(scribe.get_by_role("heading", name=ATELIER)).to_be_visible()
    return scribe


def two_scribes_fill_one_board(sami: Page, nour: Page, picture) -> None:
    for scribe in (sami, nour):
        scribe.get_by_role("link", name="Tableau de passage").click()
        scribe.get_by_role("link", name=WORKSHOP, exact=True).click()
    wall = sami.context.new_page()
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.goto(sami.url)
    wall.get_by_role("link", name="Projeter le tableau").click()

    sami.get_by_role("link", name="Reprendre ce que les tables ont écrit").click()
    assert_accessible(sami)
    picture(sami, "gather")
    sami.get_by_role("button", name=re.compile("^Une carte pour chacune")).click()
    expect(sami.get_by_role("heading", name="Tableau de passage")).to_be_visible()
    for words in zip(*SAID.values(), strict=True):
        for scribe, text, name in zip((sami, nour), words, SAID, strict=True):
            write(scribe, text, TABLES[name])
    for scribe in (sami, nour):
        expect(scribe.locator("[data-state]")).to_have_text("Tout est enregistré.")
        for text in (JEANNE, *SAID["Sami"], *SAID["Nour"]):
            expect(card(scribe, text)).to_have_count(1)
    assert_accessible(nour)
    picture(nour, "board")
    expect(wall.get_by_text(SAID["Nour"][1])).to_have_count(1)
    assert_accessible(wall)
    picture(wall, "wall")
    wall.close()


def write(scribe: Page, text: str, table: str) -> None:
    scribe.get_by_label("Ce qui est dit").first.fill(text)
    scribe.get_by_role("combobox", name="Table").first.fill(table)
    scribe.get_by_role("button", name="Écrire la carte").click()


def card(page: Page, words: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=words)


def a_group_becomes_one_finding(nour: Page, picture) -> None:
    door(nour, "Groupes d’idées")
    nour.get_by_role("button", name=re.compile("^Regrouper")).click()
    group = nour.locator(".theme").filter(has_text=JEANNE)
    picture(nour, "groups")
    assert_accessible(nour)
    group.get_by_role("heading").get_by_role("link").click()
    for text in (JEANNE, *SAID["Sami"], *SAID["Nour"]):
        expect(nour.locator(".theme-cards")).to_contain_text(text)
    picture(nour, "group")
    nour.get_by_role("region", name="En faire une seule carte").get_by_label("Ce qu’elle dit").fill(FINDING)
    nour.get_by_role("button", name="Réunir dans cette carte").click()
    expect(nour.locator(".one-card")).to_contain_text(FINDING)
    assert_accessible(nour)
    picture(nour, "finding")


def the_finding_leads_to_a_hypothesis(nour: Page, picture) -> None:
    nour.get_by_role("link", name="Faire suivre vers une autre carte").click()
    nour.get_by_label("Nature").select_option(label="Hypothèse")
    nour.get_by_label("Texte").fill(HYPOTHESIS)
    nour.get_by_role("button", name="Écrire la carte").click()
    expect(nour.locator(".one-card")).to_contain_text(HYPOTHESIS)
    expect(nour.get_by_role("region", name="D’où cela vient")).to_contain_text(FINDING)
    picture(nour, "hypothesis")


def her_slip_says_what_became_of_it(jeanne: Page, picture) -> None:
    jeanne.get_by_role("button", name="Plus", exact=True).click()
    jeanne.get_by_role("button", name="Personnes", exact=True).click()
    jeanne.get_by_role("link", name=re.compile("fiche")).click()
    jeanne.get_by_role("button", name="Ouvrir ma fiche").click()
    mine = jeanne.get_by_role("region", name="Vos cartes")
    for words in (JEANNE, FINDING, HYPOTHESIS, "La passerelle du talus"):
        expect(mine).to_contain_text(words)
    assert_accessible(jeanne)
    picture(jeanne, "slip")
