"""Two people at the demonstration's table: a facilitator on a computer, a participant on a touch tablet."""

from __future__ import annotations

import re
from pathlib import Path

import pyogrio
import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.signing import sign_in
from tests.browser.hand import Hand, wait_until_ready, wait_until_saved
from tests.tables.web import codes_of_tables

WAVE = [(0.45, 0.72), (0.5, 0.67), (0.55, 0.73), (0.6, 0.67)]  # below what the demonstration drew


@pytest.fixture
def code(running_server):
    return codes_of_tables(running_server)[1]


def test_two_people_draw_cut_lose_the_network_and_take_the_work_home(open_screen, code, complaints, picture, tmp_path):
    complaints.allow(r"WebSocket connection|ERR_INTERNET_DISCONNECTED|Failed to load resource")
    computer, tablet = open_screen("computer"), open_screen("tablet")
    facilitator_opens_the_table(computer)
    participant_joins(tablet, code)
    hand = Hand(tablet, touch=True)

    draw_with_three_pencils(tablet, hand)
    expect_list_to_hold(computer, ["Lien à créer", "Eau, mer, risque", "Ressource, atout"], by="Zoé")
    cut_with_the_eraser_and_undo(tablet, hand)
    write_a_note(tablet, hand, "Le vent d’ouest <b>souffle</b>")
    expect_list_to_hold(computer, ["Le vent d’ouest <b>souffle</b>"], by="Zoé")
    assert_accessible(tablet)
    assert_accessible(computer)
    picture(computer, "facilitator")
    picture(tablet, "participant")

    both_draw_while_the_tablet_is_cut_off(tablet, hand, computer)
    take_the_geopackage(computer, tmp_path / "table.gpkg")


def facilitator_opens_the_table(page: Page) -> None:
    sign_in(page)
    page.get_by_role("link", name="Dieppe, un littoral qui recule").first.click()
    page.get_by_role("link", name="Table du port", exact=True).click()
    wait_until_ready(page)
    page.get_by_role("button", name="Liste", exact=True).click()


def participant_joins(page: Page, code: str) -> None:
    page.goto("/")
    page.get_by_label("tapez son code").fill(code)
    page.get_by_role("button", name="S’asseoir").click()
    page.get_by_label("Votre prénom ou un pseudonyme").fill("Zoé")
    page.get_by_role("radio", name="Habitants et usagers").check()
    page.get_by_role("checkbox", name=re.compile("J’accepte")).check()
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("S’asseoir|table")).last.click()
    wait_until_ready(page)


def draw_with_three_pencils(page: Page, hand: Hand) -> None:
    for number, meaning in enumerate(["Ressource, atout", "Eau, mer, risque", "Lien à créer"]):
        page.get_by_role("button", name=re.compile(meaning)).click()
        hand.along([(x, y + 0.07 * number) for x, y in WAVE])
    wait_until_saved(page)


def cut_with_the_eraser_and_undo(page: Page, hand: Hand) -> None:
    """The eraser passes through the first stroke: two pieces; undone, one stroke again."""
    before = count_of_things(page)
    page.get_by_role("button", name="Gomme", exact=True).first.click()
    hand.along([(0.525, 0.64), (0.525, 0.74)], steps=12)
    wait_until_saved(page)
    assert count_of_things(page) == before + 1
    page.get_by_role("button", name="Annuler", exact=True).click()
    wait_until_saved(page)
    assert count_of_things(page) == before


def write_a_note(page: Page, hand: Hand, text: str) -> None:
    page.get_by_role("button", name=re.compile("^Note")).first.click()
    hand.tap((0.7, 0.4))
    page.get_by_label("Votre note").fill(text)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    wait_until_saved(page)


def both_draw_while_the_tablet_is_cut_off(tablet: Page, hand: Hand, computer: Page) -> None:
    """Nothing lost, nothing twice: both screens hold the same number of things at the end."""
    before = count_of_things(computer)
    tablet.context.set_offline(True)
    expect(tablet.get_by_text(re.compile("Hors ligne"))).to_be_visible(timeout=60_000)
    tablet.get_by_role("button", name=re.compile("Problème, blocage")).click()
    for number in range(4):
        hand.along([(0.4 + 0.05 * number, 0.8), (0.42 + 0.05 * number, 0.72)])
    mouse = Hand(computer)
    computer.get_by_role("button", name=re.compile("Croquis")).click()
    for number in range(3):
        mouse.along([(0.4 + 0.03 * number, 0.3), (0.43 + 0.03 * number, 0.36)])
    wait_until_saved(computer)

    tablet.context.set_offline(False)
    wait_until_saved(tablet)

    expect(things(computer)).to_have_count(before + 7)
    assert count_of_things(tablet) == before + 7


def take_the_geopackage(page: Page, path: Path) -> None:
    page.get_by_role("button", name="Récupérer").click()
    page.get_by_role("link", name=re.compile("GeoPackage")).click()
    page.get_by_role("button", name="Préparer le fichier").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Prendre|résultat|Télécharger")).click(timeout=60_000)
    download.value.save_as(path)

    meta, _, geometries, columns = pyogrio.raw.read(path, layer="traits")
    authors = list(columns[list(meta["fields"]).index("auteur")])
    assert authors.count("Zoé") == 7
    assert authors.count("Camille (animation)") == 3
    assert len(geometries) == len(authors)
    notes = pyogrio.raw.read(path, layer="points")
    assert "Le vent d’ouest <b>souffle</b>" in notes[3][list(notes[0]["fields"]).index("texte")]


def things(page: Page):
    return page.locator(".tb-thing")


def count_of_things(page: Page) -> int:
    """What the list beside the map says, opened for the occasion where it is not."""
    button = page.get_by_role("button", name="Liste", exact=True)
    was_open = things(page).count() > 0
    if not was_open:
        button.click()
        expect(things(page).first).to_be_visible()
    count = things(page).count()
    if not was_open:
        button.click()
    return count


def expect_list_to_hold(page: Page, words: list[str], *, by: str) -> None:
    for word in words:
        expect(things(page).filter(has_text=word).filter(has_text=by).first).to_be_visible()
