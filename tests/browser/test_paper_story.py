"""The sheet of the Arques valley: printed, drawn on, photographed, reviewed, on somebody else's table."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
from playwright.sync_api import Page, expect

from atelier.engines.paper.reading.known import page_print, sheets_of_folder
from tests.browser.accessibility import assert_accessible
from tests.browser.acts.signing import sign_in
from tests.browser.hand import wait_until_ready
from tests.engines.paper.photographs import SCALE, SHOTS, draw_marks, photograph

PATIENCE_MS = 120_000
TABLE = "Table des falaises"


def test_what_was_drawn_on_paper_is_on_the_other_persons_table(open_screen, picture, running_server, tmp_path):
    keeper = open_screen()
    open_the_tables_page(keeper)
    code = keeper.locator(".way-in .code").inner_text().replace(" ", "")
    sheet = print_the_sheet(keeper, picture)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(keeper.request.get(sheet).body())

    participant = open_screen()
    sit_down(participant, code)

    phone = open_screen("phone")
    phone.goto(open_the_door(keeper, picture))
    picture(phone, "door")
    assert_fits(phone)
    photo, blank = tmp_path / "IMG_0042.jpg", tmp_path / "menu.jpg"
    photo.write_bytes(drawn_and_photographed(path))
    blank.write_bytes(b"not a picture")
    phone.get_by_label("Photographies de feuilles").set_input_files([photo, blank])
    expect(phone.get_by_text(re.compile("marques lues, 2"))).to_be_visible(timeout=PATIENCE_MS)
    expect(phone.get_by_text(re.compile("n’est pas une image"))).to_be_visible(timeout=PATIENCE_MS)
    assert_accessible(phone)
    picture(phone, "answered")

    keeper.reload()
    keeper.get_by_role("link", name=re.compile("^Relire")).click()
    review_by_keyboard(keeper)
    assert_accessible(keeper)
    picture(keeper, "review")
    keeper.get_by_label("Sur quelle table").select_option(label=TABLE)
    keeper.get_by_role("button", name="Poser sur la table").click()
    expect(keeper.get_by_text(f"2 marques posées sur {TABLE}.")).to_be_visible()

    participant.keyboard.press("l")
    for words in ("Lieu à repenser", "sente à rouvrir"):
        expect(participant.locator(".tb-thing").filter(has_text=words).first).to_be_visible()
    picture(participant, "table")


def print_the_sheet(keeper: Page, picture) -> str:
    """The address of its PDF."""
    keeper.get_by_role("link", name="Dieppe, un littoral qui recule").click()
    keeper.get_by_role("link", name="Feuilles de papier").first.click()
    keeper.get_by_role("link", name="Imprimer des feuilles").click()
    for box in keeper.get_by_role("checkbox").all():
        box.set_checked(False)
    keeper.get_by_role("checkbox", name=TABLE).check()
    keeper.get_by_label("Titre", exact=True).fill("La vallée de l’Arques")
    keeper.get_by_label(re.compile("^Lieu")).select_option(label="Arques-la-Bataille")
    keeper.get_by_label("Papier", exact=True).select_option("A4")
    assert_fits(keeper)
    picture(keeper, "plan")
    keeper.get_by_role("button", name="Préparer les feuilles").click()
    link = keeper.get_by_role("link", name="Ouvrir le PDF à imprimer")
    expect(link).to_be_visible(timeout=PATIENCE_MS)
    address = link.get_attribute("href")
    assert address
    keeper.get_by_role("link", name="Feuilles de papier").click()
    return address


def open_the_door(keeper: Page, picture) -> str:
    keeper.get_by_role("button", name="Ouvrir la porte").click()
    address = keeper.get_by_role("link", name="L’ouvrir sur cet ordinateur").get_attribute("href")
    assert address
    assert_fits(keeper)
    picture(keeper, "papers")
    return address


def sit_down(participant: Page, code: str) -> None:
    participant.goto(f"/t/{code}/")
    participant.get_by_label("Votre prénom ou un pseudonyme").fill("Odile")
    participant.get_by_role("radio", name="Habitants et usagers").check()
    participant.get_by_role("checkbox", name=re.compile("J’accepte")).check()
    participant.get_by_role("button", name=re.compile("S’asseoir")).click()
    wait_until_ready(participant)


def review_by_keyboard(keeper: Page) -> None:
    """The second mark: its pen becomes the fourth, and words are typed."""
    names, opened = keeper.locator(".review-row summary"), keeper.locator(".review-row details[open]")
    expect(keeper.locator("sheet-review:defined")).to_have_count(1)
    keeper.keyboard.press("j")
    expect(opened).to_have_count(1)
    keeper.keyboard.press("j")
    keeper.keyboard.press("4")
    expect(names.filter(has_text="Lien à créer")).to_have_count(1)
    opened.get_by_label(re.compile("^Mots")).fill("sente à rouvrir")
    opened.get_by_role("button", name="Modifier").click()
    expect(names.filter(has_text="sente à rouvrir")).to_have_count(1)


def drawn_and_photographed(pdf) -> bytes:
    """A red dot and a green line in the middle of the map."""
    [sheet] = sheets_of_folder(pdf.parent, lambda _: None)
    x0, y0, x1, y1 = sheet.frame_mm
    hand = draw_marks(page_print(pdf)(SCALE), [pen.hex for pen in sheet.pens], sheet.frame_mm, seed=1, count=0)
    middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
    hand._dot(0, middle, 4)
    hand._line(1, middle + np.array([0, 30]), 25)
    data, _camera = photograph(hand.raster, sheet.page_mm, replace(SHOTS["easy"], pixels=2600))
    return data


def open_the_tables_page(page: Page) -> None:
    sign_in(page)
    page.get_by_role("link", name="Dieppe, un littoral qui recule").first.click()
    page.get_by_role("link", name=re.compile("^Animer")).first.click()


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert_accessible(page)
