"""Pages of calls: the same queries for one row as for many, and forms that lose nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from atelier.programme.calls.writing import save_field
from atelier.programme.models import Application
from tests.factories.calls import ApplicationFactory, CallFactory, IdeaFactory
from tests.factories.people import AccountFactory
from tests.programme.calls.complete import agent, complete_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def brice(client):
    account = agent("76")
    client.force_login(account)
    return account


def queries_of(client, name, *args):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(f"programme:{name}", args=args)).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("name", "factory"), [("applications", ApplicationFactory), ("ideas", IdeaFactory), ("calls", CallFactory)]
)
def test_a_list_takes_as_many_queries_for_one_row_as_for_many(client, brice, name, factory):
    factory()
    few = queries_of(client, name)
    factory.create_batch(8)

    assert queries_of(client, name) == few


def test_the_page_of_an_application_takes_as_many_queries_once_full(client, brice):
    few = queries_of(client, "application", ApplicationFactory(communes=["76217"]).slug)

    assert queries_of(client, "application", complete_application(brice).slug) <= few + 2  # its letters, its places


def test_the_button_saves_every_field_and_leads_to_the_next_section(client, brice):
    application = ApplicationFactory()
    words = {"object.question": "Que faire ?", "base:object.question": "0", "next": "objectives"}

    answer = client.post(reverse("programme:section", args=[application.slug, "object"]), words)

    application.refresh_from_db()
    assert answer["Location"] == reverse("programme:section", args=[application.slug, "objectives"])
    assert application.content["object"]["question"] == "Que faire ?"


def test_the_button_leads_to_the_two_texts_when_somebody_changed_the_field(client, brice):
    application = ApplicationFactory()
    save_field(application, "object.question", "Un", base=0, by=AccountFactory())

    answer = client.post(
        reverse("programme:section", args=[application.slug, "object"]),
        {"object.question": "Deux", "base:object.question": "0"},
    )

    assert answer["Location"] == reverse("programme:choose", args=[application.slug, "object.question"])
    assert "Deux / Un" in client.get(answer["Location"]).content.decode()


def test_a_text_too_long_comes_back_whole_with_its_sentence(client, brice):
    application = ApplicationFactory()

    answer = client.post(
        reverse("programme:section", args=[application.slug, "object"]),
        {"object.question": "a" * 3001, "base:object.question": "0"},
    )

    assert answer.status_code == 422
    assert "a" * 3001 in answer.content.decode()


def test_a_deadline_that_passed_between_opening_and_sending_is_explained_on_the_page(client, brice):
    application = complete_application(brice)
    assert (
        "Envoyer la candidature"
        in client.get(reverse("programme:application", args=[application.slug])).content.decode()
    )
    application.call.closes_at = timezone.now()
    application.call.save()

    page = client.post(reverse("programme:send", args=[application.slug]), follow=True).content.decode()

    assert "Rien n’est perdu" in page
    assert "Envoyer la candidature" not in page
    assert Application.objects.get(pk=application.pk).state == "draft"


def test_presence_says_what_others_changed_since_the_page_was_opened(client, brice):
    application, nadia = ApplicationFactory(), AccountFactory(name="Nadia")
    save_field(application, "object.question", "Un", base=0, by=nadia)

    answer = client.post(
        reverse("programme:presence", args=[application.slug]), {"known": ["object.question:0", "object.blockages:0"]}
    )

    assert answer.json()["changed"] == {"object.question": {"number": 1, "text": "Un", "by": "Nadia"}}
