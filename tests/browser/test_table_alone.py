"""One person at the table: with the keyboard alone, after a closed tab, on a second screen, on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.hand import Hand, wait_until_kept, wait_until_ready, wait_until_saved
from tests.tables.web import codes_of_tables


@pytest.fixture(scope="module")
def code(running_server):
    return codes_of_tables(running_server)[2]


def join(page: Page, code: str, name: str) -> None:
    page.goto(f"/t/{code}/")
    page.get_by_label("Votre prénom ou un pseudonyme").fill(name)
    page.get_by_role("radio", name="Élus").check()
    page.get_by_role("checkbox", name=re.compile("J’accepte")).check()
    page.keyboard.press("Enter")
    wait_until_ready(page)


def rows(page: Page, *words: str):
    found = page.locator(".tb-thing")
    for word in words:
        found = found.filter(has_text=word)
    return found


def test_everything_can_be_done_with_the_keyboard(open_screen, code):
    page = open_screen("computer")
    join(page, code, "Odile")

    page.keyboard.press("l")
    page.get_by_role("button", name="Ajouter une gommette à un lieu").press("Enter")
    page.get_by_role("combobox", name="Chercher un lieu").press_sequentially("varengevile")
    page.get_by_role("option", name=re.compile("Varengeville-sur-Mer")).wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Poser la gommette").press("Enter")
    wait_until_saved(page)
    expect(page.get_by_test_id("spoken")).to_contain_text("Varengeville-sur-Mer")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_test_id("spoken")).to_have_text("Déplacé.")
    page.get_by_role("button", name="Écrire une note").press("Enter")
    page.get_by_label("Votre note").fill("Écrit sans souris")
    page.keyboard.press("Control+Enter")
    wait_until_saved(page)

    expect(rows(page, "Gommette", "Odile").or_(rows(page, "Gommette", "par vous")).first).to_be_visible()
    expect(rows(page, "Écrit sans souris")).to_have_count(1)
    assert_accessible(page)


def test_work_not_yet_saved_survives_a_closed_tab(open_screen, code, complaints):
    complaints.allow(r"WebSocket connection|ERR_INTERNET_DISCONNECTED|Failed to load resource")
    page = open_screen("computer")
    join(page, code, "Paul")
    page.context.set_offline(True)
    Hand(page).along([(0.5, 0.5), (0.55, 0.45), (0.6, 0.5)])
    expect(page.locator("[data-island=table]")).to_have_attribute("data-unsaved", "1")
    wait_until_kept(page)
    address = page.url
    page.close()

    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(address)
    wait_until_ready(again)
    wait_until_saved(again)
    again.keyboard.press("l")

    expect(rows(again, "par vous")).to_have_count(1)


def test_a_second_screen_takes_the_same_seat(open_screen, code):
    phone, computer = open_screen("phone"), open_screen("computer")
    join(phone, code, "Rosa")
    phone.goto(phone.url + "mon-siege/")
    phone.get_by_role("button").filter(has_text=re.compile("code", re.IGNORECASE)).first.click()
    key = phone.get_by_test_id("seat-code").or_(phone.locator(".code, output, code")).first.inner_text()

    computer.goto("/siege/")
    computer.get_by_label("Code").fill(key)
    computer.keyboard.press("Enter")
    wait_until_ready(computer)
    computer.get_by_role("button", name=re.compile("Personnes")).click()

    expect(computer.get_by_text("Rosa").first).to_be_visible()


def test_a_phone_draws_with_a_finger_and_nothing_overflows(open_screen, code, picture):
    page = open_screen("phone")
    join(page, code, "Inès")
    Hand(page, touch=True).along([(0.3, 0.4), (0.5, 0.35), (0.7, 0.45)])
    wait_until_saved(page)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
    picture(page, "phone")
