"""The door of the house on every screen, and proof that the browser tests would hear a complaint."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import SCREENS

MOST_BYTES = 100_000  # on the wire, everything a page brings the first time
PUBLIC = ["home", "charte", "accessibility", "legal", "privacy", "people:sign_in", "tables:enter", "tables:wall_open"]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("address", ["/", "/connexion/", "/accessibilite/"])
def test_page_is_accessible_and_fits_the_screen(open_screen, picture, screen, address):
    page = open_screen(screen)

    page.goto(address)

    expect(page.get_by_role("main")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert_accessible(page)
    picture(page, "whole")


def test_no_public_page_weighs_more_than_a_hundred_kilobytes(open_screen):
    weights = {name: weight_of(open_screen(), reverse(name)) for name in PUBLIC}

    assert [f"{name}: {weight} bytes" for name, weight in weights.items() if not 20_000 < weight <= MOST_BYTES] == []


def weight_of(page: Page, address: str) -> int:
    """Bytes of the bodies, as compressed by the server, for a browser that has kept nothing."""
    brought: list[int] = []
    page.on("requestfinished", lambda request: brought.append(request.sizes()["responseBodySize"]))
    page.goto(address, wait_until="networkidle")
    page.context.close()
    return sum(brought)


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
