"""Contacts from a list, invitations that leave by e-mail, answers and arrivals from telephones without an account."""

from __future__ import annotations

import re

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.applying import MAYOR

CONTACTS = f"""Nom;Courriel;Collège;Organisme;Commune
Lucie Maillard;{MAYOR};Élus;Mairie de Saint-Aubin-sur-Scie;Saint-Aubin-sur-Scie
Odette Lefebvre;odette@scie.example;Habitants;;Saint-Aubin-sur-Scie
René Auber;rene@scie.example;Habitants;;Martin-Église
Sans adresse;;Associations;Les Amis de la Scie;Arques-la-Bataille
"""
LIST = {"name": "contacts.csv", "mimeType": "text/csv", "buffer": CONTACTS.encode()}
LINK = re.compile(r"https?://\S+")


def contacts_come_from_a_list(agent: Page, picture) -> None:
    agent.get_by_role("link", name="Tables", exact=True).click()
    agent.get_by_role("link", name="Personnes", exact=True).click()
    agent.get_by_role("link", name="Contacts", exact=True).click()
    agent.get_by_role("link", name="Apporter une liste").click()
    agent.get_by_label("Fichier").set_input_files(LIST)
    agent.get_by_role("button", name="Lire la liste").click()
    expect(agent.get_by_text("Rien n’est encore écrit.", exact=False)).to_be_visible()
    assert_accessible(agent)
    picture(agent, "list-preview")
    agent.get_by_role("button", name="Écrire 4 contacts").click()
    expect(agent.get_by_role("link", name="Odette Lefebvre")).to_be_visible()


def invitations_leave(agent: Page, picture) -> None:
    agent.get_by_role("link", name="Rencontres", exact=True).click()
    agent.get_by_role("link", name="Nouvelle rencontre").click()
    agent.get_by_label("Titre").fill("Atelier 1 à Saint-Aubin")
    agent.get_by_label("Séance").select_option(label="Atelier 1 : se connaître")
    agent.get_by_label("Date").fill(timezone.localdate().isoformat())
    agent.get_by_label("Commence à").fill("00:01")
    agent.get_by_label("Finit à").fill("23:59")
    agent.get_by_label("Lieu").fill("La grange")
    agent.get_by_role("button", name="Enregistrer", exact=True).click()
    for college in ("Élus", "Habitants", "Associations"):
        agent.get_by_role("checkbox", name=re.compile(college)).check()
    assert_accessible(agent)
    picture(agent, "invite")
    agent.get_by_role("button", name="Envoyer les invitations").click()
    expect(agent.get_by_role("row", name=re.compile("Odette Lefebvre"))).to_be_visible()


def an_answer_without_an_account(phone: Page, letter: str, picture) -> None:
    phone.goto(LINK.search(letter).group())
    expect(phone.get_by_text("Odette Lefebvre, venez-vous", exact=False)).to_be_visible()
    phone.get_by_role("radio", name="Oui, je viens").check()
    phone.get_by_text(re.compile("ou qui vient à votre place")).click()
    phone.get_by_label("Transport").fill("Je cherche une place depuis le bourg.")
    for agreement in phone.get_by_role("group", name="Ce que vous acceptez").get_by_role("checkbox").all():
        agreement.check()
    assert_accessible(phone)
    picture(phone, "answer")
    phone.get_by_role("button", name="Envoyer ma réponse").click()
    expect(phone.get_by_role("heading", name="Le jour même")).to_be_visible()
    picture(phone, "answered")


def people_arrive(agent: Page, phone: Page, picture) -> None:
    """One is noted at the door, one notes himself by the QR code hung there."""
    agent.reload()
    expect(agent.get_by_role("row", name=re.compile("Odette Lefebvre"))).to_contain_text("Vient")
    agent.get_by_role("link", name="Accueil", exact=True).last.click()
    odette = agent.get_by_role("button", name=re.compile("^Odette Lefebvre"))
    odette.click()
    expect(odette).to_have_attribute("aria-pressed", "true")
    agent.get_by_role("button", name="Ouvrir l’entrée").click()
    assert_accessible(agent)
    picture(agent, "door")
    phone.goto(agent.get_by_text(re.compile("/arrivee/")).first.inner_text().strip())
    phone.get_by_label("Prénom et nom").fill("René Auber")
    phone.get_by_role("radio", name=re.compile("Habitants")).check()
    phone.get_by_role("checkbox").check()
    assert_accessible(phone)
    picture(phone, "arrival")
    phone.get_by_role("button", name="Je suis là").click()
    agent.reload()
    expect(agent.get_by_role("button", name=re.compile("^René Auber"))).to_have_attribute("aria-pressed", "true")
