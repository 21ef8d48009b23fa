"""Somebody of the demonstration signs in."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from atelier.site.demo import FACILITATOR_PASSWORD

HOUSE = "atelier.example"


def sign_in(page: Page, who: str = "animation") -> None:
    """who: the name before the @ of the house's addresses. One is then at the list of one's ateliers."""
    page.goto("/connexion/")
    page.get_by_label("Adresse électronique").fill(f"{who}@{HOUSE}")
    page.get_by_label("Mot de passe").fill(FACILITATOR_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url(re.compile("/ateliers/$"))
