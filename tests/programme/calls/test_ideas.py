"""The light door: an idea without an account finds an agent, and its author is answered."""

import re

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from atelier.common.models import Letter
from atelier.programme.calls.errors import IdeaTaken, TooManyIdeas
from atelier.programme.calls.ideas import close_idea, idea_followed, leave_idea, take_idea
from atelier.programme.models import Idea, Revision
from atelier.territories.models import ReferenceLoad
from tests.factories.calls import CallFactory, IdeaFactory
from tests.factories.people import OrganisationFactory
from tests.factories.territories import CommuneFactory
from tests.programme.at_once import both_at_once, needs_connections
from tests.programme.calls.complete import ROOT, agent

pytestmark = pytest.mark.django_db
MAYOR = "maire@saint-aubin.example"


@pytest.fixture(autouse=True)
def forgotten():
    cache.clear()


@pytest.fixture
def commune():
    found = CommuneFactory(code="76565", name="Saint-Aubin-sur-Scie", postcodes="76550")
    ReferenceLoad.objects.create(fingerprint="essai")  # the index of names is built again
    return found


def left(commune, what="La ferme est vide."):
    return leave_idea(commune, what=what, who="L’adjointe", email=MAYOR, root=ROOT)


def test_an_idea_goes_to_the_service_of_its_department_and_its_agents(commune):
    brice = agent("76")
    service = brice.mandates.get().organisation
    service.email = "ddtm@seine-maritime.example"
    service.save()
    agent("47")

    left(commune)

    assert set(Letter.objects.values_list("to", flat=True)) == {MAYOR, service.email, brice.email}


def test_where_no_service_is_known_the_national_team_is_told(commune):
    OrganisationFactory(kind="national", territory="", email="nationale@example.fr")

    left(commune)

    assert Letter.objects.filter(to="nationale@example.fr").exists()


def test_the_acknowledgement_carries_a_link_and_nothing_that_was_typed(commune):
    idea, token = left(commune, what="Gagnez de l’argent sur http://pourriel.example")

    letter = Letter.objects.get(to=MAYOR)
    assert f"{ROOT}/une-idee/suivi/{token}/" in letter.text
    assert "pourriel" not in letter.text + letter.subject
    assert letter.is_secret
    assert idea_followed(token) == idea
    assert idea_followed(token[:-1]) is None


def test_one_address_gets_a_few_acknowledgements_a_day(commune):
    left(commune)
    left(commune)

    with pytest.raises(TooManyIdeas):
        left(commune)


def test_an_agent_makes_a_draft_of_it_with_its_words_and_its_territory(commune):
    brice, idea = agent("76"), left(commune)[0]

    application = take_idea(idea, CallFactory(kind="local"), title="La ferme", by=brice, root=ROOT)

    application.refresh_from_db()
    assert application.content["object"]["question"] == "La ferme est vide."
    assert (application.communes, application.department) == (["76565"], "76")
    assert (idea.state, idea.application, idea.taken_by) == ("taken", application, brice)
    assert Letter.objects.filter(to=MAYOR, subject="Votre idée pour Saint-Aubin-sur-Scie").exists()


def test_the_second_agent_is_told_who_took_it_and_nothing_is_half_written(commune):
    idea = left(commune)[0]
    close_idea(idea, reply="Le CAUE vous appelle.", by=agent("76", account__name="Brice"))
    revisions = Revision.objects.count()

    with pytest.raises(IdeaTaken) as refused:
        take_idea(Idea.objects.get(), CallFactory(kind="local"), title="x", by=agent("76"), root=ROOT)

    assert refused.value.values["name"] == "Brice"
    assert Revision.objects.count() == revisions


@needs_connections
@pytest.mark.django_db(transaction=True)
def test_of_two_agents_at_once_one_answers():
    CommuneFactory(code="76565")
    idea, brice, nadia = IdeaFactory(), agent("76"), agent("76")

    outcome = both_at_once(
        lambda: close_idea(Idea.objects.get(pk=idea.pk), reply="Un", by=brice),
        lambda: close_idea(Idea.objects.get(pk=idea.pk), reply="Deux", by=nadia),
    )

    assert outcome == ["done", "idea_taken"]
    assert Letter.objects.filter(to=idea.email).count() == 1


# Through the page


def opened(client):
    page = client.get(reverse("programme:light_door")).content.decode()
    return re.search(r'name="opened" value="([^"]+)"', page)[1]


def words(client, **changed):
    with time_machine.travel("2026-01-05 10:00", tick=False):
        token = opened(client)
    return {"place": "st aubin sur scie", "what": "La ferme", "who": "", "email": MAYOR, "opened": token, **changed}


def test_the_form_is_listened_to_without_an_account(client, commune):
    answer = client.post(reverse("programme:light_door"), words(client))

    assert answer.status_code == 200
    assert Idea.objects.get().commune == "76565"


def test_namesakes_are_asked_about_and_the_text_stays(client, commune):
    CommuneFactory(code="27001", name="Saint-Aubin-sur-Scie", postcodes="27000", department__code="27")
    ReferenceLoad.objects.create(fingerprint="autre essai")

    asked = client.post(reverse("programme:light_door"), words(client))
    assert asked.status_code == 422
    assert "La ferme" in asked.content.decode()
    client.post(reverse("programme:light_door"), words(client, commune="27001"))

    assert Idea.objects.get().department == "27"


def test_a_form_filled_by_a_program_is_refused_and_loses_nothing(client, commune):
    trapped = client.post(reverse("programme:light_door"), words(client, website="http://pourriel.example"))
    quick = client.post(reverse("programme:light_door"), words(client, opened=opened(client)))
    forged = client.post(reverse("programme:light_door"), words(client, opened="x"))

    assert [answer.status_code for answer in (trapped, quick, forged)] == [422, 422, 422]
    assert all("La ferme" in answer.content.decode() for answer in (trapped, quick, forged))
    assert not Idea.objects.exists()


def test_so_many_ideas_come_from_one_place_an_hour(client, commune):
    for number in range(5):
        client.post(reverse("programme:light_door"), words(client, email=f"personne{number}@example.fr"))

    refused = client.post(reverse("programme:light_door"), words(client, email="autre@example.fr"))

    assert (refused.status_code, Idea.objects.count()) == (429, 5)
    assert "La ferme" in refused.content.decode()


def test_the_link_says_what_became_of_it_and_nothing_else_opens_it(client, commune):
    idea, token = left(commune)
    close_idea(idea, reply="Le CAUE vous appelle lundi.", by=agent("76"))

    page = client.get(reverse("programme:idea_follow", args=[token]))

    assert "Le CAUE vous appelle lundi." in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert client.get(reverse("programme:idea_follow", args=["autre"])).status_code == 404
