"""What a facilitator does to a room: phase and clock, locks, follow-me, the wall, names, someone removed."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.hand import Hand, wait_until_ready, wait_until_saved
from tests.browser.test_wall import PROJECTOR, wait_until_shown


def open_the_wall(keeper: Page) -> Page:
    """On the projector, in a window of the facilitator's own browser."""
    page = keeper.context.new_page()
    page.set_viewport_size(PROJECTOR["viewport"])
    page.goto("/seances/1/mur/")
    wait_until_shown(page)
    return page


def a_phase_with_its_clock(keeper: Page, zoe: Page, wall: Page, picture) -> None:
    keeper.get_by_label("toutes les tables").check()
    keeper.get_by_text("Démarrer une phase").click()
    keeper.get_by_label("Étape").select_option("Blocages")
    keeper.get_by_label("Durée en minutes").fill("12")
    keeper.get_by_role("button", name="Démarrer", exact=True).click()

    strip = zoe.get_by_role("region", name="Phase en cours")
    expect(strip).to_contain_text(re.compile(r"Blocages\s*encore 12"))
    expect(zoe.get_by_test_id("spoken")).to_contain_text("Blocages")
    expect(wall.get_by_role("list", name="Phase en cours")).to_contain_text(re.compile(r"Blocages\s*1[12]:\d\d"))
    keeper.get_by_role("button", name="Ajouter 5 minutes").click()
    expect(strip).to_contain_text("encore 17")
    zoe.reload()
    wait_until_ready(zoe)
    expect(strip).to_contain_text("encore 17")
    keeper.get_by_role("button", name="Pause", exact=True).click()
    expect(strip).to_contain_text("en pause")
    picture(zoe, "phase-on-a-phone")
    picture(wall, "phase")
    keeper.get_by_role("button", name="Reprendre", exact=True).click()
    expect(strip).not_to_contain_text("en pause")
    assert_accessible(zoe)
    assert_accessible(wall)


def the_table_is_locked_and_opened_again(panel, zoe: Page) -> None:
    drawing = panel.get_by_role("checkbox", name="On peut dessiner")
    pencil = zoe.get_by_role("button", name=re.compile("Lien à créer")).first
    expect(pencil).to_be_enabled()
    drawing.uncheck()
    expect(pencil).to_be_disabled()
    drawing.check()
    expect(pencil).to_be_enabled()


def each_to_their_own_work(panel, zoe: Page) -> None:
    own = panel.get_by_role("checkbox", name="Chacun ne modifie que ce qu’il a fait")
    own.check()
    expect(zoe.get_by_text("Chacun ne modifie que ce qu’il a fait", exact=True)).to_be_visible()
    own.uncheck()
    expect(zoe.get_by_text("Chacun ne modifie que ce qu’il a fait", exact=True)).to_have_count(0)


def all_maps_follow_until_one_takes_hers_back(keeper: Page, panel, zoe: Page, picture) -> None:
    panel.get_by_role("button", name="Faire suivre ma vue").click()
    expect(zoe.get_by_role("region", name="Vue de l’animation")).to_contain_text("La carte suit l’animation")
    scale = zoe.locator(".maplibregl-ctrl-scale")
    before = scale.inner_text()
    for _ in range(2):
        keeper.get_by_role("region", name="Carte de la table").press("+")
    expect(scale).not_to_have_text(before)
    picture(keeper, "leading")
    picture(zoe, "following")

    zoe.get_by_role("button", name="Reprendre ma vue").click()
    expect(zoe.get_by_role("button", name="Suivre l’animation")).to_be_visible()
    zoe.reload()
    wait_until_ready(zoe)
    expect(zoe.get_by_role("region", name="Vue de l’animation")).to_contain_text("La carte suit l’animation")
    panel.get_by_role("button", name="Rendre les cartes").click()
    expect(zoe.get_by_role("region", name="Vue de l’animation")).to_have_count(0)


def a_view_and_a_note_are_brought_to_the_wall(keeper: Page, zoe: Page, wall: Page, picture) -> None:
    keeper.get_by_role("button", name="Montrer cette vue au mur").click()
    shown = wall.locator(".wl-picked")
    expect(shown).to_contain_text("Table du port")
    expect(zoe.get_by_text("Cette table est montrée au mur")).to_be_visible()

    Hand(zoe, touch=True).along([(0.3, 0.45), (0.5, 0.4), (0.7, 0.45)])
    wait_until_saved(zoe)
    keeper.get_by_role("button", name="Liste", exact=True).click()
    keeper.locator(".tb-thing").filter(has_text="Zoé").first.click()
    keeper.get_by_role("button", name="Montrer au mur").click()
    expect(shown).to_contain_text("Zoé, Habitants et usagers")
    expect(wall.locator(".wl-picked .maplibregl-canvas")).to_be_visible()
    picture(wall, "brought-to-the-wall")
    assert_accessible(wall)


def names_are_hidden_by_the_server(keeper: Page, panel, zoe: Page, wall: Page, picture) -> None:
    keeper.get_by_role("button", name="Animer", exact=True).click()
    panel.get_by_role("checkbox", name="Montrer les noms à tous").uncheck()

    expect(wall.locator(".wl-picked")).not_to_contain_text("Zoé")
    expect(wall.locator(".wl-picked")).to_contain_text("Habitants et usagers")
    zoe.reload()
    wait_until_ready(zoe)
    told = zoe.content() + zoe.request.get(f"{zoe.url}export/csv/").text()
    assert "Quai submergé" in told
    assert "Luc" not in told
    expect(panel.get_by_role("listitem").filter(has_text="Zoé")).to_be_visible()
    picture(keeper, "panel")
    panel.get_by_role("checkbox", name="Montrer les noms à tous").check()
    expect(wall.locator(".wl-picked")).to_contain_text("Zoé")


def the_whole_room_from_a_phone(keeper: Page, open_screen, picture) -> None:
    phone = open_screen("phone", storage_state=keeper.context.storage_state())
    phone.goto("/seances/1/pilotage/")
    expect(phone.locator("[data-island=pilot]")).to_have_attribute("data-ready", "true")
    expect(phone.get_by_role("article", name="Table du port")).to_contain_text("Blocages")
    phone.get_by_role("button", name="Retirer du mur").click()
    expect(phone.get_by_role("button", name="Retirer du mur")).to_have_count(0)
    picture(phone, "cockpit-on-a-phone")
    assert_accessible(phone)


def someone_is_removed_and_comes_back(panel, keeper: Page, zoe: Page) -> None:
    panel.get_by_role("button", name="Retirer Zoé").click()
    dialog = keeper.get_by_role("dialog", name="Retirer Zoé ?")
    expect(dialog).to_contain_text("Ce qu’elle a fait reste")
    dialog.get_by_role("button", name="Retirer", exact=True).click()
    expect(zoe.get_by_text("Déconnecté : rechargez la page")).to_be_visible(timeout=60_000)

    panel.get_by_role("button", name="Remettre Zoé à sa place").click()
    expect(panel.get_by_role("button", name="Retirer Zoé")).to_be_visible()
    zoe.reload()
    wait_until_ready(zoe)
