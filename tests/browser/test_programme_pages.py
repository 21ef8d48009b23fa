"""The programme as a passer-by reads it: every screen, the keyboard, no script."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import SCREENS

ADDRESSES = ["/demarche/", "/catalogue/", "/catalogue/fumel/", "/sessions/", "/frise/", "/bibliotheque/"]


@pytest.mark.parametrize("screen", ["computer", "phone"])
def test_programme_is_accessible_and_fits_the_screen(open_screen, picture, screen):
    page = open_screen(screen)

    for address in ADDRESSES:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        assert_accessible(page)
        picture(page, address.strip("/").replace("/", "-"))


def test_passer_by_finds_an_atelier_with_the_keyboard_and_without_script(browser, running_server):
    context = browser.new_context(
        base_url=running_server.url, locale="fr-FR", java_script_enabled=False, **SCREENS["computer"]
    )
    page = context.new_page()
    page.goto("/catalogue/")
    page.get_by_label("Région").select_option(label="Nouvelle-Aquitaine (1)")
    page.get_by_role("button", name="Filtrer").press("Enter")

    expect(page).to_have_url(f"{running_server.url}/catalogue/?region=75")
    expect(page.get_by_role("status")).to_have_text("1 atelier")
    page.get_by_role("link", name="Passer la carte, aller à la liste").focus()
    page.keyboard.press("Tab")
    mark = page.get_by_role("link", name="Fumel, un ancien site industriel à reconvertir, Fumel")
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Fumel, un ancien site industriel à reconvertir")
    context.close()
