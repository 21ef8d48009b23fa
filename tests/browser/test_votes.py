"""Two telephones vote without JavaScript; the facilitator sees the result, on the page and on the wall."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.acts.signing import sign_in

STATEMENTS = ["La plage doit rester libre.", "Le camping recule avant 2032."]


@pytest.fixture
def agent(open_screen) -> Page:
    page = open_screen("computer")
    sign_in(page, "ddtm")
    return page


def test_two_telephones_vote_without_javascript_and_the_facilitator_sees_it(agent, open_screen, complaints, picture):
    complaints.allow("409")  # the vote after closing
    code = a_vote_is_opened(agent)
    elected, neighbour = (open_screen("phone", java_script_enabled=False) for _ in range(2))
    vote(elected, code, college="Élus", answers=["Je suis d’accord", "Je ne suis pas d’accord"])
    vote(neighbour, code, college="Habitants et usagers", answers=["Je suis d’accord", "Je suis d’accord"])

    agent.get_by_role("link", name="Résultats").click()
    expect(agent.get_by_text("2 personnes ont voté.")).to_be_visible()
    expect(agent.get_by_text("Tous les collèges sont d’accord.")).to_be_visible()
    expect(agent.get_by_text("Un seul collège est d’accord : Habitants et usagers.")).to_be_visible()
    assert_accessible(agent)
    picture(agent, "results")

    neighbour.goto(f"/avis/{code}/mes-reponses/")
    neighbour.get_by_role("link", name=re.compile("Modifier : Le camping")).click()
    the_vote_is_closed(agent)
    neighbour.get_by_role("button", name="Je passe").click()
    expect(neighbour.get_by_role("heading", name="Non compté")).to_be_visible()
    agent.get_by_role("link", name="Afficher au mur").click()
    expect(agent.get_by_text("Un seul collège est d’accord : Habitants et usagers.")).to_be_visible()
    picture(agent, "wall")


def test_an_answer_given_without_network_waits_on_the_telephone_and_is_counted_once(
    agent, open_screen, complaints, picture
):
    complaints.allow(r"ERR_INTERNET_DISCONNECTED|Failed to load resource")
    code = a_vote_is_opened(agent)
    phone = open_screen("phone")
    phone.goto(f"/avis/{code}/")
    phone.get_by_label("Élus").check()
    phone.get_by_role("button", name="Commencer").click()
    first = phone.get_by_role("heading", level=1).inner_text()

    phone.context.set_offline(True)
    for choice in ("Je ne suis pas d’accord", "Je suis d’accord"):  # one changes one's mind: the last is kept
        phone.get_by_role("button", name=choice, exact=True).click()
        expect(phone.locator("[data-waits]")).to_contain_text("votre réponse est gardée sur ce téléphone")
    expect(phone.get_by_role("button", name="Je suis d’accord", exact=True)).to_have_attribute("aria-pressed", "true")
    assert_accessible(phone)
    picture(phone, "waits")
    phone.context.set_offline(False)

    title = phone.get_by_role("heading", level=1)
    expect(title).to_contain_text(next(words for words in STATEMENTS if words not in first))
    phone.get_by_role("link", name="Mes réponses").click()
    expect(phone.get_by_text("Je suis d’accord")).to_have_count(1)
    agent.get_by_role("link", name="Résultats").click()
    expect(agent.get_by_text("1 personne a voté.")).to_be_visible()


def a_vote_is_opened(agent: Page) -> str:
    agent.goto("/ateliers/dieppe/consultations/nouvelle/")
    agent.get_by_label("Titre").fill("Le front de mer")
    agent.get_by_role("button", name="Enregistrer").click()
    for words in STATEMENTS:
        agent.get_by_label("Énoncé", exact=True).fill(words)
        agent.get_by_role("button", name="Ajouter l’énoncé").click()
        expect(agent.get_by_text(words)).to_be_visible()
    agent.get_by_role("button", name="Ouvrir le vote").click()
    assert_accessible(agent)
    address = re.search(r"/avis/(\w+)/", agent.content())
    assert address
    return address[1]


def vote(phone: Page, code: str, *, college: str, answers: list[str]) -> None:
    """answers: to each of STATEMENTS, whatever the order they come in."""
    phone.goto(f"/avis/{code}/")
    phone.get_by_label(college).check()
    phone.get_by_role("button", name="Commencer").click()
    for _statement in STATEMENTS:
        title = phone.get_by_role("heading", level=1)
        expect(title).to_contain_text(re.compile("|".join(map(re.escape, STATEMENTS))))
        place = next(number for number, words in enumerate(STATEMENTS) if words in title.inner_text())
        phone.get_by_role("button", name=answers[place], exact=True).click()
    expect(phone.get_by_role("heading", name="Merci, tout est dit")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def the_vote_is_closed(agent: Page) -> None:
    agent.get_by_role("navigation").get_by_role("link", name="Le front de mer").click()
    agent.get_by_role("button", name="Fermer le vote").click()
    expect(agent.get_by_text("Le vote est fermé")).to_be_visible()
