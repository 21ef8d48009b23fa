"""A facilitator brings a zipped Shapefile: a preview, then laid; the table's list shows it."""

from __future__ import annotations

import re

import pytest
import shapely
from playwright.sync_api import Page, expect

from atelier.site.demo import FACILITATOR_EMAIL, FACILITATOR_PASSWORD
from tests.browser.accessibility import assert_accessible
from tests.browser.hand import wait_until_ready
from tests.engines.exchange.files import PATH, shapefile

PATIENCE_MS = 60_000


@pytest.mark.parametrize("screen", ["computer", "phone"])
def test_facilitator_lays_a_shapefile_after_its_preview(open_screen, picture, tmp_path, screen):
    shore = shapely.LineString([(1.02 + n / 400, 49.9 + n / 1500 + (n % 3) / 400) for n in range(40)])
    far = shapely.LineString([(2.35, 48.85), (2.36, 48.86)])
    path = shapefile(tmp_path, [PATH, shore, far])
    page = open_screen(screen)
    open_the_tables_page(page)

    page.get_by_role("link", name="Importer un fichier sur un calque").click()
    page.get_by_label("Fichier", exact=True).set_input_files(path)
    assert_fits(page)
    picture(page, "upload")
    page.get_by_role("button", name="Lire le fichier").click()
    expect(page.get_by_role("heading", name="chemins")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Hors de la carte de cet atelier")).to_be_visible()
    assert_fits(page)
    keep(page, picture, "preview")

    page.get_by_label("Nom du nouveau calque").fill(f"Chemins existants {screen}")
    page.get_by_label("Crayon pour les lignes").select_option(label="Lien à créer")
    page.get_by_role("button", name="Poser sur le calque").click()
    expect(page.get_by_text(re.compile(r"objets? posés? sur"))).to_be_visible(timeout=PATIENCE_MS)
    assert_fits(page)
    picture(page, "done")

    page.get_by_role("link", name="Ouvrir la carte").click()
    wait_until_ready(page)
    page.keyboard.press("l")
    expect(page.locator(".tb-thing").filter(has_text="Chemin n° 1 des Prés-Salés").first).to_be_visible()
    picture(page, "table")


def test_file_that_is_no_map_is_told_in_a_sentence(open_screen, picture, tmp_path):
    page = open_screen()
    open_the_tables_page(page)
    path = tmp_path / "rapport.geojson"
    path.write_bytes(b"%PDF-1.7")

    page.get_by_role("link", name="Importer un fichier sur un calque").click()
    page.get_by_label("Fichier", exact=True).set_input_files(path)
    page.get_by_role("button", name="Lire le fichier").click()

    expect(page.get_by_text(re.compile("Ce n’est pas un fichier de carte"))).to_be_visible(timeout=PATIENCE_MS)
    assert_fits(page)
    picture(page, "refused")


def open_the_tables_page(page: Page) -> None:
    page.goto("/connexion/")
    page.get_by_label("Adresse électronique").fill(FACILITATOR_EMAIL)
    page.get_by_label("Mot de passe").fill(FACILITATOR_PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("link", name="Dieppe, un littoral qui recule").first.click()
    page.get_by_role("link", name=re.compile("^Animer")).first.click()


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert_accessible(page)


def keep(page: Page, picture, name: str) -> None:
    """The whole page, seen from far enough."""
    size = page.viewport_size
    page.set_viewport_size({"width": size["width"], "height": 1900})
    picture(page, name)
    page.set_viewport_size(size)
