"""One chooses the Arques valley, gets a block with a table's drawings, turns it, and takes a cardboard kit home."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from atelier.site.demo_reliefs import BLOCK, KIT
from tests.browser.accessibility import assert_accessible
from tests.browser.acts.signing import sign_in
from tests.browser.hand import Hand, wait_until_ready, wait_until_saved
from tests.browser.test_table_story import participant_joins
from tests.tables.web import codes_of_tables

LINE = [(0.45, 0.5), (0.6, 0.55), (0.7, 0.5)]
PATIENCE_MS = 240_000  # the first one also prepares the ground of the site


@pytest.fixture
def code(running_server):
    return codes_of_tables(running_server)[0]


def test_a_valley_becomes_a_block_that_turns_and_a_kit_to_cut(open_screen, picture, tmp_path):
    page = open_screen("computer")
    sign_in(page)
    page.get_by_role("link", name="Dieppe, un littoral qui recule").first.click()
    page.get_by_role("link", name="Reliefs : blocs et maquettes").click()
    for ready in (BLOCK, KIT):
        expect(page.get_by_role("link", name=ready.title)).to_be_visible()

    choose_the_valley(page)
    picture(page, "place")
    assert_accessible(page)
    page.get_by_role("group", name="Dessins des tables").get_by_label(re.compile("Table des falaises")).check()
    make(page)
    picture(page, "made")
    assert_accessible(page)
    page.get_by_role("link", name="Faire tourner le bloc").click()
    turn(page)
    picture(page, "turned")
    assert_accessible(page)

    page.get_by_role("link", name="Revenir à").click()
    page.get_by_role("link", name="Reliefs").click()
    page.get_by_role("link", name="Maquette en carton", exact=True).click()
    make(page)
    take_everything(page, tmp_path / "kit.zip")
    names = zipfile.ZipFile(tmp_path / "kit.zip").namelist()
    assert any(name.endswith("-notice.pdf") for name in names)
    assert sum(name.endswith(".svg") for name in names) > 1


def test_what_a_table_draws_lies_on_its_block_at_once(open_screen, code, picture):
    page, beside = open_screen("computer"), open_screen("computer")
    participant_joins(page, code)
    wait_until_ready(page)
    beside.context.add_cookies(page.context.cookies())
    beside.goto(page.url + "bloc/")
    block = beside.locator("[data-island=block]")
    expect(block).to_have_attribute("data-ready", "true", timeout=PATIENCE_MS)
    before = int(block.get_attribute("data-drawn") or 0)
    told = beside.locator("#block-drawn li")
    expect(told.first).to_be_visible()

    page.get_by_role("button", name="Lien à créer").click()
    Hand(page).along(LINE)
    wait_until_saved(page)

    expect(block).to_have_attribute("data-drawn", str(before + 1))
    expect(told.last).to_contain_text("Lien à créer")
    picture(beside, "live")


def choose_the_valley(page: Page) -> None:
    page.get_by_role("link", name="Bloc-diagramme").click()
    expect(page.locator("[data-island=place]")).to_have_attribute("data-ready", "true", timeout=90_000)
    page.get_by_label("Lieux tout prêts").select_option(label="Le cœur du territoire")
    page.get_by_label("Lieux tout prêts").select_option(label="La basse vallée de l’Arques")
    expect(page.get_by_label("Titre")).to_have_value("La basse vallée de l’Arques")
    frame = page.get_by_role("application", name=re.compile("Rectangle choisi"))
    frame.focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.get_by_label(re.compile("^Largeur"))).to_have_value("6.75")
    expect(page.locator(".pl-measures dl")).to_contain_text("km", timeout=PATIENCE_MS)


def make(page: Page) -> None:
    page.get_by_role("button", name="Fabriquer").click()
    expect(page.get_by_role("heading", name="Fichiers")).to_be_visible(timeout=PATIENCE_MS)


def turn(page: Page) -> None:
    block = page.locator("[data-island=block]")
    expect(block).to_have_attribute("data-ready", "true", timeout=90_000)
    expect(block).to_have_attribute("data-azimuth", "225")
    page.get_by_role("application", name=re.compile("Bloc du relief")).focus()
    page.keyboard.press("ArrowRight")
    expect(block).to_have_attribute("data-azimuth", "210")
    page.get_by_role("slider", name="Tourner").fill("315")
    expect(page.locator(".bk-slider output").first).to_have_text("vu du nord-ouest")
    assert int(block.get_attribute("data-drawn") or 0) > 0
    expect(page.get_by_text("L’Arques coule")).to_be_visible()


def take_everything(page: Page, path: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="(tout)").click()
    download.value.save_as(path)
