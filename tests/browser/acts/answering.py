"""The two who carry an action answer from the letter they received, each on their own telephone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.deciding import ACTION, ELECTED, STATE
from tests.postbox import Postbox, link_in


def the_elected_member_confirms(phone: Page, postbox: Postbox, picture) -> None:
    confirms(phone, postbox, ELECTED, picture)


def the_state_confirms(phone: Page, postbox: Postbox) -> None:
    confirms(phone, postbox, STATE)


def confirms(phone: Page, postbox: Postbox, bearer: tuple[str, str], picture=None) -> None:
    name, email = bearer
    phone.goto(link_in(postbox.wait_for(email), "/porter/"))
    expect(phone.get_by_role("heading", level=1)).to_contain_text(ACTION)
    if picture:
        assert_accessible(phone)
        picture(phone, "to-carry")
    phone.get_by_role("button", name="Je porte cette action").click()
    expect(phone.get_by_text(f"Merci {name}")).to_be_visible()
