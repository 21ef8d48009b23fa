"""Six months later: a campaign, letters, the élu's news, and what everyone reads of it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.deciding import ACTION, ELECTED
from tests.postbox import Postbox, link_in
from tests.serving import RunningServer

DAYS, WORKS = 183, "Le talus est débroussaillé."
LETTERS_BEFORE = 1
PASS = """
from datetime import timedelta
from django.apps import apps
from django.db import models
from django.db.models import F
for label in ("contributions", "synthesis", "agreement", "roadmaps", "tables"):
    for model in apps.get_app_config(label).get_models():
        dated = [one.name for one in model._meta.concrete_fields if isinstance(one, models.DateTimeField)]
        if dated:
            model._base_manager.update(**{{name: F(name) - timedelta(days={days}) for name in dated}})
"""


def pass_by(server: RunningServer) -> None:
    """Everything that was said and decided so far was, six months ago."""
    server.run("manage", "shell", "-c", PASS.format(days=DAYS))


def bearers_are_written_to(agent: Page, picture) -> None:
    agent.get_by_role("link", name="Revenir à la feuille de route").click()
    agent.get_by_role("link", name="Suivi").click()
    agent.get_by_role("link", name="Nouvelle campagne").click()
    agent.get_by_label("Titre").fill("Six mois après")
    today = timezone.localdate()
    agent.get_by_label("S’ouvre le").fill(str(today))
    agent.get_by_label("Se ferme le").fill(str(today + dt.timedelta(days=30)))
    agent.get_by_role("button", name="Enregistrer", exact=True).click()
    agent.get_by_role("button", name="Écrire à 2 porteurs").click()
    expect(agent.get_by_role("rowheader", name=ELECTED[0])).to_be_visible()
    assert_accessible(agent)
    picture(agent, "campaign")


def the_elected_member_tells_the_news(phone: Page, postbox: Postbox, picture) -> None:
    letter = postbox.wait_for(ELECTED[1], LETTERS_BEFORE + 1)
    phone.goto(link_in(letter, "/nouvelles/"))
    phone.get_by_role("link", name="Dire où en est A-1").click()
    phone.get_by_label("Avancement, de 0 à 100").fill("30")
    phone.get_by_label("Travaux faits").fill(WORKS)
    phone.get_by_label("Tout le monde peut lire ceci").check()
    assert_accessible(phone)
    picture(phone, "news")
    phone.get_by_role("button", name="Garder ces nouvelles").click()
    expect(phone.get_by_role("main")).to_contain_text(WORKS)
    assert_accessible(phone)


def everyone_reads_the_news(neighbour: Page, agent: Page, public: str, picture) -> None:
    neighbour.goto(public)
    neighbour.get_by_role("link", name="Où en sont les actions").click()
    expect(neighbour.get_by_role("main")).to_contain_text(WORKS)
    expect(neighbour.get_by_role("main")).to_contain_text(ACTION)
    assert_accessible(neighbour)
    picture(neighbour, "public-news")
    agent.reload()
    expect(agent.get_by_role("row", name=ELECTED[0])).to_contain_text("reçues")
