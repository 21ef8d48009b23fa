"""Two scribes at one board: what one moves the other sees, what both write is kept, and a cut loses nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.signing import sign_in

BOARD = "/ateliers/dieppe/passage/1/"
CUT = r"ERR_INTERNET_DISCONNECTED|Failed to load resource"


@pytest.fixture
def scribe(open_screen):
    """Someone who may gather, on a computer of their own."""

    def sit() -> Page:
        page = open_screen("computer")
        sign_in(page)
        page.goto(BOARD)
        expect(page.get_by_role("heading", name="Tableau de passage")).to_be_visible()
        return page

    return sit


def write(page: Page, words: str) -> None:
    page.get_by_label("Ce qui est dit").first.fill(words)
    page.get_by_role("button", name="Écrire la carte").click()


def card(page: Page, words: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=words)


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=re.compile(f"^{name}"))


def handle(page: Page, words: str) -> Locator:
    return card(page, words).get_by_role("button", name=re.compile("Déplacer C-"))


def wording(page: Page, words: str) -> Locator:
    card(page, words).get_by_text(re.compile("^Agir")).click()
    card(page, words).get_by_role("link", name="Reformuler").click()
    return card(page, words).get_by_label("Ce qui est dit")


def two_wordings_of_one_card(sami: Page, jeanne: Page, picture) -> None:
    ours, theirs = wording(sami, "La falaise recule"), wording(jeanne, "La falaise recule")
    ours.fill("La falaise a reculé de six mètres")
    theirs.fill("La falaise recule trop vite")
    sami.get_by_role("button", name="Garder ces mots").click()
    expect(card(jeanne, "La falaise a reculé de six mètres")).to_be_visible()
    expect(jeanne.get_by_label("Ce qui est dit").last).to_have_value("La falaise recule trop vite")
    jeanne.get_by_role("button", name="Garder ces mots").click()
    refusal = jeanne.locator("[data-refused]")
    expect(refusal).to_contain_text("La falaise a reculé de six mètres")
    expect(refusal).to_contain_text("La falaise recule trop vite")
    picture(jeanne, "refused")
    refusal.get_by_role("button", name="J’ai lu").click()


def a_cut_meanwhile(sami: Page, jeanne: Page) -> None:
    jeanne.context.set_offline(True)
    write(jeanne, "Dit pendant la coupure")
    handle(jeanne, "La falaise a reculé").press("ArrowRight")
    expect(jeanne.locator("[data-state]")).to_have_text("2 gestes sont gardés sur cet écran et attendent le réseau.")
    write(sami, "Dit ailleurs au même moment")
    expect(handle(sami, "Dit ailleurs")).to_be_visible()
    jeanne.context.set_offline(False)

    expect(jeanne.locator("[data-state]")).to_have_text("Tout est enregistré.")
    for page in (sami, jeanne):
        expect(column(page, "Blocages")).to_contain_text("La falaise a reculé de six mètres")
        expect(column(page, "Constats")).to_contain_text("Dit pendant la coupure")
        expect(column(page, "Constats")).to_contain_text("Dit ailleurs au même moment")
        expect(card(page, "Dit pendant la coupure")).to_have_count(1)


def test_two_scribes_fill_one_board_and_lose_nothing(scribe, complaints, picture):
    complaints.allow(CUT)
    sami, jeanne = scribe(), scribe()
    write(sami, "La falaise recule")
    write(sami, "La plage est vide en hiver")
    expect(handle(jeanne, "La plage est vide")).to_be_visible()

    handle(sami, "La plage est vide").press("ArrowRight")
    expect(sami.locator("[data-aloud]")).to_have_text(re.compile(r"C-\d+\s: Blocages, place 1 sur 1\."))
    expect(handle(sami, "La plage est vide")).to_be_focused()
    expect(column(jeanne, "Blocages")).to_contain_text("La plage est vide")
    expect(column(jeanne, "Constats")).not_to_contain_text("La plage est vide")

    two_wordings_of_one_card(sami, jeanne, picture)
    a_cut_meanwhile(sami, jeanne)
    assert_accessible(sami)
    picture(sami, "board")


def test_what_waits_outlives_the_page_and_shows_on_the_wall(scribe, complaints, open_screen):
    complaints.allow(CUT)
    sami = scribe()
    wall = sami.context.new_page()
    wall.goto(f"{BOARD}ecran/")
    expect(wall.get_by_role("heading", level=1)).to_be_visible()
    sami.route("**/cartes/ecrire/", lambda route: route.abort())
    write(sami, "Gardé malgré la page fermée")
    expect(sami.locator("[data-state]")).to_have_text("1 geste est gardé sur cet écran et attend le réseau.")
    sami.unroute("**/cartes/ecrire/")

    sami.reload()

    expect(handle(sami, "Gardé malgré")).to_be_visible()
    expect(wall.get_by_text("Gardé malgré la page fermée")).to_be_visible()
    assert_accessible(wall)
