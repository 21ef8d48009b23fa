"""A demonstrator, an action, its two bearers asked, the official version and its papers."""

from __future__ import annotations

import re

import pypdfium2
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.validating import CHANGED

SITE, ACTION = "La passerelle du talus", "Bâtir la passerelle"
ELECTED, STATE = ("Yves", "yves@exemple.fr"), ("Brice", "brice@exemple.fr")
PATIENCE_MS = 120_000


def it_is_tried_in_a_place(agent: Page, picture) -> None:
    agent.get_by_role("region", name="Et ensuite").get_by_role("link", name="L’essayer dans un lieu").click()
    expect(agent.get_by_label("Ce que l’on y essaie")).to_have_value(CHANGED)
    agent.get_by_label("Titre").fill(SITE)
    agent.get_by_label("Position").fill("49.8905, 1.1230")
    assert_accessible(agent)
    picture(agent, "demonstrator-form")
    agent.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(agent.get_by_role("heading", name=SITE)).to_be_visible()
    assert_accessible(agent)
    picture(agent, "demonstrator")


def an_action_is_made_of_it(agent: Page, picture) -> None:
    agent.get_by_role("region", name="Et ensuite").get_by_role("link", name="En faire une action").click()
    agent.get_by_role("button", name="Commencer la feuille de route").click()
    agent.get_by_label("Titre").fill("Aller et venir")
    agent.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(agent.get_by_label("Démonstrateur")).to_have_value(re.compile(r"\S"))
    agent.get_by_label("Titre").fill(ACTION)
    assert_accessible(agent)
    picture(agent, "action-form")
    agent.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(agent.get_by_role("heading", name=ACTION)).to_be_visible()
    origins = agent.get_by_role("region", name="D’où cela vient")
    expect(origins).to_contain_text(SITE)


def two_bearers_are_asked(agent: Page) -> None:
    for side, (name, email) in {"Porteur élu": ELECTED, "Porteur de l’État": STATE}.items():
        agent.get_by_role("region", name="Qui la porte").get_by_role("link", name=re.compile(f"Nommer.*{side}")).click()
        agent.get_by_label("Nom", exact=True).fill(name)
        agent.get_by_label("Adresse électronique").fill(email)
        agent.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(agent.get_by_text(f"Une lettre part pour {name}")).to_be_visible()
    assert_accessible(agent)


def it_cannot_be_official_with_one_alone(agent: Page) -> None:
    agent.get_by_role("link", name="Versions").click()
    agent.get_by_role("button", name="Officialiser la feuille de route").click()
    expect(agent.get_by_role("alert")).to_contain_text("Rien n’a été figé")


def it_is_made_official(agent: Page, picture) -> str:
    """The address of the public page; its PDF is downloaded, tagged, and says who carries what."""
    agent.get_by_role("link", name="Versions").click()
    expect(agent.get_by_text("Chaque action est confirmée par ses deux porteurs")).to_be_visible()
    agent.get_by_role("button", name="Officialiser la feuille de route").click()
    link = agent.get_by_role("link", name="Le PDF à signer")
    expect(link).to_be_visible(timeout=PATIENCE_MS)
    assert_accessible(agent)
    picture(agent, "official")
    paper = pypdfium2.PdfDocument(agent.request.get(link.get_attribute("href")).body())
    assert paper.is_tagged()
    words = " ".join(sheet.get_textpage().get_text_range() for sheet in paper)
    for said in (ACTION, SITE, ELECTED[0], STATE[0]):
        assert said in words
    return agent.url


def everyone_reads_it(neighbour: Page, public: str, picture) -> None:
    neighbour.goto(public)
    for said in (ACTION, SITE, ELECTED[0], STATE[0]):
        expect(neighbour.get_by_role("main")).to_contain_text(said)
    expect(neighbour.get_by_role("main")).not_to_contain_text("@exemple.fr")
    assert neighbour.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert_accessible(neighbour)
    picture(neighbour, "public")
