"""A projector in the room: what is drawn and written at a table shows on the wall, without a click, for hours."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.hand import Hand, wait_until_ready, wait_until_saved
from tests.tables.web import codes_of_tables, facilitator

PROJECTOR = {"viewport": {"width": 1920, "height": 1080}}
CUT = r"WebSocket connection|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to load resource"


@pytest.fixture
def wall(running_server, open_screen) -> Page:
    """The projector's computer, where nobody signed in: the code of the wall was typed there."""
    shown = facilitator(running_server).submit("/seances/1/mur/adresse/").body
    code = re.search(r">\s*([A-Z2-9]{4} [A-Z2-9]{4})\s*<", shown)
    assert code
    page = open_screen("computer", **PROJECTOR)
    page.goto("/mur/")
    page.get_by_label("Code").fill(code.group(1))
    page.keyboard.press("Enter")
    wait_until_shown(page)
    return page


@pytest.fixture
def anna(running_server, open_screen) -> Page:
    page = open_screen("computer")
    page.goto(f"/t/{codes_of_tables(running_server)[0]}/")
    page.get_by_label("Votre prénom ou un pseudonyme").fill("Anna")
    page.get_by_role("radio", name="Élus").check()
    page.get_by_role("checkbox", name=re.compile("J’accepte")).check()
    page.keyboard.press("Enter")
    wait_until_ready(page)
    return page


def wait_until_shown(page: Page) -> None:
    """Every table is live and the map is drawn."""
    expect(page.locator("[data-island=wall]")).to_have_attribute("data-ready", "true", timeout=90_000)


def total(page: Page) -> int:
    return int(page.locator(".wl-totals dd").last.inner_text())


def write(page: Page, words: str) -> None:
    page.keyboard.press("l")
    page.get_by_role("button", name="Écrire une note").press("Enter")
    page.get_by_label("Votre note").fill(words)
    page.keyboard.press("Control+Enter")
    wait_until_saved(page)
    page.keyboard.press("l")


def test_what_is_drawn_and_written_shows_on_the_wall_without_a_click(wall, anna, complaints, picture):
    complaints.allow(CUT)
    ideas = wall.get_by_role("region", name="Les idées, à mesure").get_by_role("listitem")
    before = total(wall)

    expect(wall.locator(".wl-totals dd").first).to_have_text("1")
    Hand(anna).along([(0.4, 0.5), (0.5, 0.45), (0.6, 0.5)])
    write(anna, "Des bancs face à la mer")
    expect(ideas.first).to_contain_text("Des bancs face à la mer")
    expect(ideas.first).to_contain_text("Anna, Élus")
    expect(wall.locator(".wl-totals dd").last).to_have_text(str(before + 2))
    picture(wall, "superposed")
    assert_accessible(wall)

    wall.context.set_offline(True)
    expect(wall.locator(".wl-connection")).to_have_text("Réseau coupé : le mur reprendra seul", timeout=60_000)
    write(anna, "Pendant la coupure")
    expect(ideas.first).not_to_contain_text("Pendant la coupure")
    assert wall.evaluate("[...document.querySelectorAll('.wl-join img')].every((qr) => qr.naturalWidth > 0)")
    wall.context.set_offline(False)
    expect(ideas.first).to_contain_text("Pendant la coupure", timeout=60_000)
    wait_until_shown(wall)

    wall.keyboard.press("2")
    expect(wall.get_by_role("heading", level=3)).to_have_text(
        ["A Table des falaises", "B Table du port", "C Table des déplacements"]
    )
    wait_until_shown(wall)
    picture(wall, "side-by-side")
    assert_accessible(wall)


def test_ink_shows_on_the_wall_while_it_is_drawn(wall, anna):
    hand = anna.get_by_role("region", name="Carte de la table").bounding_box()
    assert hand
    anna.mouse.move(hand["x"] + 500, hand["y"] + 300)
    anna.mouse.down()
    for step in range(30):
        anna.mouse.move(hand["x"] + 500 + 4 * step, hand["y"] + 300 + step % 7)

    expect(wall.locator(".wl-tip")).to_have_text("A")
    anna.mouse.up()
    wait_until_saved(anna)
    expect(wall.locator(".wl-tip")).to_have_count(0)


def test_the_wall_comes_back_after_the_server_and_ends_with_its_key(wall, running_server, complaints):
    complaints.allow(CUT)
    running_server.kill()
    expect(wall.locator(".wl-connection")).to_contain_text("Réseau coupé", timeout=60_000)
    running_server.start()
    expect(wall.locator(".wl-connection")).to_have_text("En direct", timeout=60_000)

    facilitator(running_server).submit("/seances/1/mur/adresse/", close="yes")

    expect(wall.locator(".wl-connection")).to_contain_text("Ce mur est fermé", timeout=60_000)


def test_without_javascript_the_wall_is_read(running_server, open_screen, wall):
    reader = wall.context.browser.new_context(
        base_url=running_server.url,
        locale="fr-FR",
        java_script_enabled=False,
        storage_state=wall.context.storage_state(),
    )
    page = reader.new_page()
    page.goto("/seances/1/mur/?noms=non")

    expect(page).to_have_url(re.compile("lecture=oui"))
    expect(page.get_by_role("heading", name="Les idées, à mesure")).to_be_visible()
    expect(page.get_by_text("Paul")).to_have_count(0)
    reader.close()
