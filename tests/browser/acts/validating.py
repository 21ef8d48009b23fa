"""A hypothesis put to validation: an élu objects, is answered, reads the changed text, agrees; it is adopted."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.gathering_cards import HYPOTHESIS, door

OBJECTION = "Combien de temps la route reste-t-elle sous l’eau ?"
ANSWER = "Une semaine par an au plus."
CHANGED = f"{HYPOTHESIS}, pour une semaine de crue par an au plus"


def the_hypothesis_is_put_to_validation(agent: Page, picture) -> str:
    """The code of the round."""
    door(agent, "Cartes")
    agent.get_by_role("listitem").filter(has_text=HYPOTHESIS).get_by_role("link", name=re.compile("^C-")).click()
    agent.get_by_role("region", name="Et ensuite").get_by_role("link", name="Soumettre à validation").click()
    assert_accessible(agent)
    agent.get_by_label("Titre").fill("La passerelle")
    agent.get_by_label("Texte à valider").fill(HYPOTHESIS)
    agent.get_by_role("button", name="Ouvrir la validation").click()
    picture(agent, "round")
    return agent.get_by_role("region", name="La porte").locator(".code").inner_text().replace(" ", "")


def the_elected_member_objects(elected: Page, code: str, picture) -> None:
    elected.goto(f"/validation/{code}/")
    elected.get_by_role("radio", name="Objection").check()
    elected.get_by_label("Raison").fill(OBJECTION)
    elected.get_by_role("radio", name="Élus").check()
    elected.get_by_role("textbox", name=re.compile("^Nom")).fill("Yves")
    elected.get_by_label(re.compile("Mon nom")).check()
    assert_accessible(elected)
    picture(elected, "position")
    elected.get_by_role("button", name="Donner mon avis").click()
    expect(elected.get_by_text("Votre avis est gardé")).to_be_visible()


def the_objection_is_answered_and_the_text_changed(agent: Page, picture) -> None:
    agent.reload()
    ends(agent)
    expect(agent.get_by_role("alert")).to_contain_text("objection")
    picture(agent, "refused")
    said = agent.locator(".remark").filter(has_text=OBJECTION)
    said.get_by_text("Répondre").first.click()
    said.get_by_label("Réponse").fill(ANSWER)
    said.get_by_role("button", name="Garder cette réponse").click()
    expect(said).to_contain_text(ANSWER)
    agent.get_by_label("Nouveau texte").fill(CHANGED)
    agent.get_by_label("Ce qui a changé").fill("La durée est dite.")
    agent.get_by_role("button", name="Soumettre cette version").click()
    expect(agent.get_by_role("heading", name="Version 2")).to_be_visible()
    assert_accessible(agent)


def the_elected_member_agrees(elected: Page, code: str) -> None:
    elected.goto(f"/validation/{code}/")
    expect(elected.locator(".round-text")).to_contain_text(CHANGED)
    elected.get_by_role("radio", name="Accord").check()
    elected.get_by_role("radio", name="Élus").check()
    elected.get_by_role("button", name="Donner mon avis").click()
    expect(elected.get_by_text("Votre avis est gardé")).to_be_visible()


def the_text_is_adopted(agent: Page, picture) -> None:
    agent.reload()
    ends(agent)
    expect(agent.get_by_text("Adopté", exact=True).first).to_be_visible()
    expect(agent.locator(".remark").filter(has_text=OBJECTION)).to_contain_text(ANSWER)
    assert_accessible(agent)
    picture(agent, "adopted")


def ends(agent: Page) -> None:
    agent.get_by_role("radio", name="Adopté", exact=True).check()
    agent.get_by_role("button", name="Clore la validation").click()
