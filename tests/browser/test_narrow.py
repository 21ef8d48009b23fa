"""No page needs more width than 320 pixels: what WCAG asks of a page enlarged four times."""

from __future__ import annotations

import re
from collections import deque

import pytest
from playwright.sync_api import Page

from tests.browser.acts.signing import sign_in

NARROW = {"width": 320, "height": 640}
MOST_PAGES = 70
NAMES = re.compile(r"/[0-9a-f-]{36}(?=/)|/\d+(?=/)|/[A-Z0-9]{6}(?=/)|(?<=ateliers)/[\w-]+(?=/)")
NOT_PAGES = re.compile(r"\.\w{2,5}$|/export/|/langue/|/deconnexion/|qr|/mur/$|/rejouer/|/cahier-des-charges/")
SPILT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("who", ["", "animation", "nationale"])
def test_every_page_one_comes_to_fits_a_narrow_screen(open_screen, who):
    page = open_screen()
    page.set_viewport_size(NARROW)
    if who:
        sign_in(page, who)

    spilt = {path: found for path, found in widths(page, "/ateliers/" if who else "/") if found}

    assert spilt == {}


def widths(page: Page, start: str):
    """(address, pixels too many) of a page of each shape, by the links one finds."""
    waiting, known = deque([start]), {shape(start)}
    for _ in range(MOST_PAGES):
        if not waiting:
            return
        path = waiting.popleft()
        page.goto(path)
        yield path, page.evaluate(SPILT)
        for link in page.eval_on_selector_all("a[href^='/']", "all => all.map(one => one.getAttribute('href'))"):
            address = re.split("[?#]", link)[0]
            if shape(address) not in known and not NOT_PAGES.search(address):
                known.add(shape(address))
                waiting.append(address)


def shape(path: str) -> str:
    return NAMES.sub("/…", path)
