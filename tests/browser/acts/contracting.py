"""From the specification to the signed contract: a service, its commission and two teams, each on their screen."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.applying import TITLE as APPLICATION

MEMO = {"name": "memoire.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 memoire"}
PASSWORD = "falaises-et-galets"
WORDS = {"ddtm": "galet varech phare colza silex", "ddtm2": "bassin digue hareng lin falaise"}
TITLE = "Une équipe pour la vallée"


def write_the_specification(page: Page, picture) -> None:
    page.goto("/marches/")
    page.get_by_role("button", name=f"Commencer le cahier des charges : {APPLICATION}").click()
    page.get_by_role("link", name="Écrire la pièce").click()
    expect(page.get_by_text("Repris tel quel de").first).to_be_visible()
    for title in (
        "Les missions de l’équipe",
        "Les livrables",
        "Les compétences attendues",
        "Le calendrier",
        "Prix et paiement",
    ):
        page.get_by_role("textbox", name=title, exact=True).fill(f"{title} : écrit ici.")
        page.get_by_role(
            "button", name=f"Enregistrer « {title} »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
        ).click()
        expect(page.get_by_role("textbox", name=title, exact=True)).to_have_value(f"{title} : écrit ici.")
    assert_accessible(page)
    picture(page, "specification")
    page.get_by_role("button", name="Figer et franchir le jalon").click()
    expect(page.get_by_role("link", name="Cahier des charges, version 1", exact=True)).to_be_visible()
    assert_accessible(page)


def prepare(page: Page, second: Page, picture) -> None:
    page.get_by_role("link", name="Ouvrir une consultation").click()
    later = timezone.localtime() + timedelta(days=2)
    page.get_by_role("textbox", name="Titre", exact=True).fill(TITLE)
    page.get_by_role("textbox", name=re.compile("Ce qui est demandé")).fill("Trois ateliers de terrain.")
    page.get_by_label("Estimation").fill("68000")
    for label in ("Questions reçues", "Offres reçues"):
        page.get_by_label(label).fill(later.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_role("textbox", name=re.compile("^Critère 1")).fill("Lecture du site")
    page.get_by_label("Poids du critère 1").fill("60")
    page.get_by_role("button", name="Enregistrer les critères").click()
    for key in WORDS:
        page.get_by_label("Adresse électronique du membre").fill(f"{key}@atelier.example")
        page.get_by_role("button", name="Nommer ce membre").click()
    expect(page.get_by_text("phrase secrète à choisir")).to_have_count(2)
    assert_accessible(page)
    picture(page, "preparation")
    for one, key in ((page.context.new_page(), "ddtm"), (second, "ddtm2")):
        one.goto("/marches/")
        one.get_by_role("link", name=TITLE).first.click()
        one.get_by_label("Votre phrase secrète", exact=True).fill(WORDS[key])
        one.get_by_role("button", name="Choisir cette phrase secrète").click()
        expect(one.get_by_text("Gardez-la")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Publier la consultation").click()
    expect(page.get_by_text("La consultation est publiée.")).to_be_visible()


def tender(page: Page, price: str, text: str) -> None:
    page.goto("/marches/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Remettre une offre").click()
    page.get_by_role("textbox", name="Lecture du site").fill(text)
    page.get_by_label(re.compile("Prix de l’ensemble")).fill(price)
    page.get_by_label("Mémoire technique").set_input_files(MEMO)
    page.get_by_role("button", name="Sceller et envoyer").click()
    expect(page.get_by_text("Votre offre est scellée.")).to_be_visible()
    assert_accessible(page)


def stays_shut(page: Page) -> None:
    page.get_by_role("link", name="Commission d’ouverture").click()
    expect(page.get_by_text("Les plis restent fermés")).to_be_visible()
    expect(page.get_by_role("button", name="Je suis présent")).to_have_count(0)


def open_together(page: Page, second: Page, picture) -> None:
    for one, key in ((page, "ddtm"), (second, "ddtm2")):
        one.reload()
        one.get_by_label("Votre phrase secrète", exact=True).fill(WORDS[key])
        one.get_by_role("button", name="Je suis présent").click()
        expect(one.get_by_text("Vos parts de clé sont données")).to_be_visible()
    second.get_by_role("button", name="Ouvrir les plis").click()
    expect(second.get_by_role("rowheader", name=re.compile("Bureau du Pollet"))).to_be_visible()
    second.get_by_label("Votre phrase secrète", exact=True).fill(WORDS["ddtm2"])
    second.get_by_role("button", name="Signer", exact=True).click()
    expect(second.get_by_text("tient", exact=True)).to_be_visible()
    assert_accessible(second)
    picture(second, "opening")


def judge(page: Page, picture) -> None:
    page.goto("/marches/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Analyse", exact=True).click()
    for team, mark, why in (("Valleuses", "17", "Lit la note."), ("Pollet", "8,5", "Le texte vaudrait ailleurs.")):
        page.get_by_role("link", name=re.compile(team)).click()
        page.get_by_label(re.compile("note sur")).fill(mark)
        page.get_by_label(re.compile("pourquoi cette note")).fill(why)
        assert_accessible(page)
        page.get_by_role("button", name="Enregistrer les notes").click()
    picture(page, "analysis")
    page.get_by_label(re.compile("^Pourquoi")).fill("Elle a lu ce site-ci.")
    page.get_by_role("button", name=re.compile("Attribuer à Atelier des Valleuses")).click()
    expect(page.get_by_text("Chaque candidat a reçu sa lettre")).to_be_visible()
    assert_accessible(page)
    picture(page, "award")


def read_the_letter(page: Page, sentence: str) -> None:
    page.reload()
    expect(page.get_by_text(sentence, exact=True)).to_be_visible()
    address = page.get_by_role("link", name="Votre lettre (PDF)").get_attribute("href")
    assert page.request.get(address).body().startswith(b"%PDF-")


HOUR_PASSES = f"""
from datetime import timedelta
from django.utils import timezone
from atelier.procurement.models import Consultation
ago = timezone.now() - timedelta(seconds=1)
Consultation.objects.filter(title={TITLE!r}).update(deadline_at=ago, questions_until=ago)
"""
STANDSTILL_PASSES = f"""
from django.utils import timezone
from atelier.procurement.models import Award
Award.objects.filter(consultation__title={TITLE!r}).update(may_sign_from=timezone.localdate())
"""


def sign(page: Page, server) -> None:
    """Once the days of the standstill are over."""
    ask_the_house(server, STANDSTILL_PASSES)
    page.reload()
    page.get_by_label("Référence du marché").fill("2026-76-014")
    page.get_by_label("Du", exact=True).fill("2026-12-01")
    page.get_by_label("Jusqu’au", exact=True).fill("2027-12-31")
    page.get_by_role("button", name="Signer le marché").click()
    expect(page.get_by_text("Le marché est signé", exact=False)).to_be_visible()


def ask_the_house(server, program: str) -> None:
    """Do on the server's database what no page does: let the hours pass."""
    server.run("manage", "shell", "-c", program)
