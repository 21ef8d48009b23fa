"""A mayor leaves an idea; an agent takes it up; two write it at once; it is sent, read by two, and released."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.signing import sign_in

MAYOR = "lucie@saint-aubin.example"
TITLE = "Saint-Aubin, la grange"
CALL = "/appels/ateliers-a-la-carte-toute-lannee/"
ANSWERS = {
    "holders": ["La commune.", "La DDTM, Brice.", ""],
    "location": ["Un village au bord de la Scie.", ""],
    "objectives": ["Un dessin partagé.", ""],
    "resources": ["", "La rivière.", "", "", "", "", ""],
    "territory_dynamics": ["Moins d’enfants.", ""],
    "planning_dynamics": ["PLUi en cours.", ""],
}
LETTER = b"%PDF-1.7 lettre"


def the_mayor_leaves_an_idea(page: Page, picture) -> None:
    page.goto("/une-idee/")
    assert_accessible(page)
    page.get_by_label("Où est-ce").press_sequentially("st aubin sur sci")
    option = page.get_by_role("option", name=re.compile("Saint-Aubin-sur-Scie"))
    expect(option).to_be_visible()
    picture(page, "suggestions")
    page.get_by_label("Où est-ce").press("ArrowDown")
    page.get_by_label("Où est-ce").press("Enter")
    expect(page.get_by_label("Où est-ce")).to_have_value(re.compile("Saint-Aubin-sur-Scie"))
    page.get_by_label("Que s’y passe-t-il").press_sequentially("Une grange vide au milieu du village.", delay=60)
    page.get_by_label("Avec qui").press_sequentially("L’adjointe.", delay=60)
    page.get_by_label("Où peut-on vous écrire").fill(MAYOR)
    page.get_by_role("button", name="Envoyer l’idée").click()
    expect(page.get_by_role("heading", name="Votre idée est arrivée")).to_be_visible()
    assert_accessible(page)


def the_agent_takes_it_up(page: Page, picture) -> str:
    page.goto("/idees/")
    assert_accessible(page)
    page.get_by_role("row", name=re.compile("Une grange vide")).get_by_role("link").click()
    picture(page, "idea")
    page.get_by_label("Titre de la candidature").fill(TITLE)
    page.get_by_role("button", name="En faire un brouillon").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    assert_accessible(page)
    return page.url


def two_write_the_same_field(brice: Page, nadia: Page, application: str, picture) -> None:
    question = "La question posée à l’atelier"
    for page in (brice, nadia):
        page.goto(f"{application}note/object/")
        expect(page.get_by_label(question)).to_have_value("Une grange vide au milieu du village.")
    expect(brice.locator("co-writing")).to_contain_text("Nadia (DDTM)", timeout=60_000)
    nadia.get_by_label(question).fill("Une grange vide au milieu du village. Qu’y faire ensemble ?")
    nadia.get_by_label("Ce qui bloque").click()
    expect(nadia.locator("[data-field='object.question'] .field-state")).to_contain_text("Enregistré")
    brice.get_by_label(question).fill("Une belle grange vide au milieu du village.")
    brice.get_by_label("Ce qui bloque").click()
    compare = brice.get_by_role("link", name="Comparer les deux textes")
    expect(compare).to_be_visible()
    picture(brice, "conflict")
    compare.press("Enter")
    expect(brice.get_by_role("radio", name="Les deux ensemble")).to_be_checked()
    assert_accessible(brice)
    picture(brice, "choose")
    brice.get_by_role("radio", name="Les deux ensemble").press("Tab")
    brice.get_by_role("button", name="Garder ce choix").press("Enter")
    both = "Une belle grange vide au milieu du village. Qu’y faire ensemble ?"
    expect(brice.get_by_label(question)).to_have_value(both)
    expect(nadia.get_by_label(question)).to_have_value(both, timeout=60_000)


def the_rest_is_written_and_sent(page: Page, application: str, picture) -> None:
    for section, answers in ANSWERS.items():
        page.goto(f"{application}note/{section}/")
        for box, text in zip(page.locator("textarea").all(), answers, strict=True):
            box.fill(text)
        page.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(page.get_by_text("C’est enregistré.")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{application}porteurs/")
    page.get_by_label("Collectivité qui la porte").select_option(label="Saint-Aubin-sur-Scie (Commune)")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("C’est enregistré.")).to_be_visible()
    the_territory_by_name_and_by_map(page, application, picture)
    for kind in ("Lettre d’engagement", "Lettre de soutien"):
        page.goto(f"{application}lettres/")
        page.get_by_label("Ce que c’est").select_option(label=kind)
        page.get_by_label("Fichier").set_input_files({"name": "l.pdf", "mimeType": "application/pdf", "buffer": LETTER})
        page.get_by_role("button", name="Joindre").click()
        expect(page.get_by_text("La lettre est jointe.")).to_be_visible()
    assert_accessible(page)
    page.goto(application)
    picture(page, "ready")
    page.get_by_role("button", name="Envoyer la candidature").click()
    expect(page.get_by_text("C’est envoyé")).to_be_visible()
    assert page.request.get(f"{application}versions/1/recepisse.pdf").body().startswith(b"%PDF-")


def the_territory_by_name_and_by_map(page: Page, application: str, picture) -> None:
    page.goto(f"{application}territoire/")
    page.get_by_label("Une commune, une intercommunalité").fill("arque la bataile")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("button", name="Ajouter Arques-la-Bataille").click()
    chosen = page.get_by_role("complementary", name="Choisi")
    expect(chosen).to_contain_text("Arques-la-Bataille")
    page.locator("svg [data-code='76414']").click()  # Martin-Église
    expect(page.get_by_role("checkbox", name="Martin-Église")).to_be_checked()
    assert_accessible(page)
    picture(page, "territory")
    page.get_by_role("button", name="Enregistrer ces communes").click()
    expect(chosen).to_contain_text("Martin-Église")


def the_phases_are_open(solene: Page, *titles: str) -> None:
    """The national team lays the phases of the call, then opens these today: days pass as fast as it says."""
    solene.goto(CALL)
    solene.get_by_role("link", name="Phases", exact=True).click()
    lay = solene.get_by_role("button", name="Poser les phases")
    if lay.is_visible():
        lay.click()
    today = timezone.localtime()
    for title in titles:
        phase = solene.get_by_role("group", name=title)
        for label, day in (("Ouverture", today - timedelta(days=1)), ("Fermeture", today + timedelta(days=30))):
            phase.get_by_label(label).fill(day.strftime("%Y-%m-%dT%H:%M"))
    assert_accessible(solene)
    solene.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(solene.get_by_text("Les phases sont enregistrées.")).to_be_visible()


def two_read_it(open_screen, solene: Page, application: str, picture) -> None:
    slug = application.rstrip("/").rpartition("/")[2]
    the_phases_are_open(solene, "Pré-identification", "Lectures indépendantes")
    solene.get_by_role("link", name=TITLE).click()
    for who in ("lectrice", "lecteur"):
        solene.get_by_label("Adresse électronique").fill(f"{who}@atelier.example")
        solene.get_by_role("button", name="La confier à cette personne").click()
        expect(solene.get_by_text("La candidature est confiée à cette personne.")).to_be_visible()
    for who, values in (("lectrice", "5445"), ("lecteur", "4444")):
        page = open_screen("tablet")
        sign_in(page, who)
        page.goto(f"/selection/{slug}/")
        expect(page.get_by_role("heading", name="Les notes de tous")).to_have_count(0)
        letter = page.get_by_role("link", name="l.pdf").first.get_attribute("href")
        assert page.request.get(letter).body() == LETTER
        for row, value in zip(page.locator(".mark-row").all(), values, strict=True):
            row.get_by_role("radio", name=value, exact=True).check()
        assert_accessible(page)
        page.get_by_role("button", name="Ma lecture est complète").click()
        expect(page.get_by_role("heading", name="Les notes de tous")).to_be_visible()
        picture(page, who)


def the_national_team_releases(page: Page, picture) -> None:
    the_phases_are_open(page, "Décision")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("radio", name="Retenue", exact=True).check()
    page.get_by_label("Motifs").fill("Une question juste.")
    page.get_by_role("button", name="Garder cette décision").click()
    expect(page.get_by_text("Décision prise, gardée jusqu’à la publication.")).to_be_visible()
    page.get_by_role("link", name="Sélection", exact=True).click()
    assert_accessible(page)
    picture(page, "board")
    page.get_by_role("button", name="Publier les résultats").click()
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.get_by_text("Les résultats sont publiés", exact=True)).to_be_visible()
