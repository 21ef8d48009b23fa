"""A facilitator brings a zipped Shapefile: a preview, then laid; the table's list shows it."""

from __future__ import annotations

import re
from pathlib import Path

import shapely
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.engines.exchange.files import PATH, shapefile

PATIENCE_MS = 60_000


def a_shapefile_is_laid_after_its_preview(keeper: Page, picture, folder: Path) -> None:
    """Brought by the facilitator in a window beside the table, on which it shows at once."""
    shore = shapely.LineString([(1.02 + n / 400, 49.9 + n / 1500 + (n % 3) / 400) for n in range(40)])
    far = shapely.LineString([(2.35, 48.85), (2.36, 48.86)])
    page = keeper.context.new_page()
    page.goto(f"{keeper.url}animation/")

    page.get_by_role("link", name="Importer un fichier sur un calque").click()
    page.get_by_label("Fichier", exact=True).set_input_files(shapefile(folder, [PATH, shore, far]))
    fits_a_computer_and_a_phone(page, picture, "upload")
    page.get_by_role("button", name="Lire le fichier").click()
    expect(page.get_by_role("heading", name="chemins")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Hors de la carte de cet atelier")).to_be_visible()
    fits_a_computer_and_a_phone(page, picture, "preview")

    page.get_by_label("Nom du nouveau calque").fill("Chemins existants")
    page.get_by_label("Crayon pour les lignes").select_option(label="Lien à créer")
    page.get_by_role("button", name="Poser sur le calque").click()
    expect(page.get_by_text(re.compile(r"objets? posés? sur"))).to_be_visible(timeout=PATIENCE_MS)
    fits_a_computer_and_a_phone(page, picture, "done")
    page.close()

    keeper.get_by_role("button", name="Liste", exact=True).click()
    expect(keeper.locator(".tb-thing").filter(has_text="Chemin n° 1 des Prés-Salés").first).to_be_visible()


def fits_a_computer_and_a_phone(page: Page, picture, name: str) -> None:
    for screen, size in {"phone": (375, 1900), "computer": (1280, 1100)}.items():
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        assert_accessible(page)
        picture(page, f"{name}-{screen}")
