"""The door of the house on every screen, and proof that the browser tests would hear a complaint."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import SCREENS


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("address", ["/", "/connexion/", "/accessibilite/"])
def test_page_is_accessible_and_fits_the_screen(open_screen, picture, screen, address):
    page = open_screen(screen)

    page.goto(address)

    expect(page.get_by_role("main")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert_accessible(page)
    picture(page, "whole")


def test_unknown_address_says_so_in_french(open_screen, complaints):
    complaints.allow("404")
    page = open_screen()

    answer = page.goto("/nulle-part/")

    assert answer.status == 404
    assert_accessible(page)


def test_content_policy_violation_is_heard(open_screen, complaints):
    page = open_screen()
    page.goto("/")

    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")

    expect(page.get_by_text("x", exact=True)).to_be_visible()
    assert any("content policy: style-src" in line for line in complaints.unexpected())
    complaints.allow("style-src|inline style")


def test_page_asks_nothing_of_the_outside(open_screen, running_server):
    page = open_screen()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/", wait_until="networkidle")

    assert [url for url in asked if not url.startswith((running_server.url, "data:", "blob:"))] == []
