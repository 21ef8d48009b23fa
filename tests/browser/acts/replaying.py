"""One draws and rubs out, shows the ghosts and brings one back, replays it all, and takes the strip and the film."""

from __future__ import annotations

import re
from pathlib import Path

import cv2
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.hand import Hand, wait_until_saved

LINE = [(0.45, 0.74), (0.6, 0.7), (0.75, 0.74)]  # below what the demonstration drew
ACROSS = [(0.6, 0.65), (0.6, 0.76)]
FRAMES = (20 + 2) * 12


def what_was_erased_comes_back_and_the_session_is_played_again(page: Page, hand: Hand, picture, folder: Path) -> None:
    draw_then_rub_out_the_middle(page, hand)
    show_the_ghosts(page)
    picture(page, "ghosts")
    assert_accessible(page)
    bring_the_stroke_back(page)
    picture(page, "restored")

    replay(page)
    picture(page, "replay")
    assert_accessible(page)
    take(page, "la planche", folder / "strip.png")
    assert cv2.imread(str(folder / "strip.png")).shape == (2480, 3508, 3)
    take(page, "le film", folder / "film.webm")
    assert frames_of(folder / "film.webm") == FRAMES


def draw_then_rub_out_the_middle(page: Page, hand: Hand) -> None:
    page.get_by_role("button", name=re.compile("Lien à créer")).first.click()
    hand.along(LINE)
    wait_until_saved(page)
    page.get_by_role("button", name="Gomme", exact=True).click()
    hand.along(ACROSS)
    wait_until_saved(page)
    expect(island(page)).to_have_attribute("data-unsaved", "0")


def show_the_ghosts(page: Page) -> None:
    page.get_by_role("button", name="Liste", exact=True).click()
    expect(page.locator(".tb-thing").filter(has_text="lien à créer, par vous")).to_have_count(2)
    page.get_by_role("combobox", name="Montrer").select_option("erased")
    ghost = page.locator(".tb-thing").filter(has_text="lien à créer, par vous").filter(has_text="effacé par vous")
    expect(ghost).to_have_count(1)
    ghost.click()
    expect(page.get_by_role("heading", name="Trait, effacé")).to_be_visible()
    page.get_by_role("button", name="Calques", exact=True).click()
    expect(page.get_by_label("Montrer ce qui a été effacé")).to_be_checked()


def bring_the_stroke_back(page: Page) -> None:
    page.get_by_role("button", name="Restaurer").click()
    wait_until_saved(page)
    page.get_by_role("button", name="Liste", exact=True).click()
    expect(page.locator(".tb-thing").filter(has_text="lien à créer, par vous")).to_have_count(1)


def replay(page: Page) -> None:
    page.get_by_role("button", name="Plus", exact=True).click()  # on a tablet, the bar keeps the rest behind it
    page.get_by_role("link", name="Rejouer la séance").click()
    expect(page.locator("[data-island=replay]")).to_have_attribute("data-ready", "true", timeout=90_000)
    slider = page.get_by_role("slider", name="Où l’on en est")
    last = int(slider.get_attribute("max") or 0)
    story = page.locator(".rp-story li")

    page.keyboard.press("End")
    expect(story.first).to_contain_text("efface un trait")
    page.keyboard.press("Home")
    expect(page.locator(".rp-place")).to_have_text("Avant le premier geste")
    slider.fill(str(last - 4))
    expect(story.first).to_contain_text(") trace un trait «\u00a0Lien à créer\u00a0»")
    page.get_by_role("button", name="Un geste en avant").click()
    expect(story.first).to_contain_text("gomme une partie")
    expect(page.get_by_role("status")).to_contain_text("gomme une partie")
    page.get_by_role("combobox", name="Vitesse").select_option("600")
    page.get_by_role("button", name="Rejouer", exact=True).click()
    expect(page.locator("[data-island=replay]")).to_have_attribute("data-count", str(last))
    page.get_by_role("combobox", name=re.compile("^Collège")).select_option(label="Habitants et usagers")
    page.get_by_role("combobox", name=re.compile("^Couleurs")).select_option("college")


def take(page: Page, what: str, path: Path) -> None:
    if page.locator("[data-island=replay]").count():
        page.get_by_role("link", name="Image, planche, film").click()
    if what == "le film":
        page.get_by_role("link", name="Revenir").click()
        page.get_by_label("Durée").select_option("20")
    page.get_by_role("button", name=f"Préparer {what}").click()
    result = page.get_by_role("link", name="Prendre")
    expect(result).to_be_visible(timeout=240_000)
    with page.expect_download() as download:
        result.click()
    download.value.save_as(path)


def frames_of(path: Path) -> int:
    film, count = cv2.VideoCapture(str(path)), 0
    while film.read()[0]:
        count += 1
    return count


def island(page: Page):
    return page.locator("[data-island=table]")
