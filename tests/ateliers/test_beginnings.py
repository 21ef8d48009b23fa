"""An atelier begins from a selected application: nothing is typed again, and it begins once."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from atelier.ateliers.models import Atelier, Year
from atelier.programme.models import Application
from tests.factories.calls import ApplicationFactory
from tests.factories.people import MandateFactory
from tests.factories.territories import DepartmentFactory
from tests.programme.at_once import both_at_once, needs_connections

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]


@pytest.fixture
def selected():
    DepartmentFactory(code="76")
    return ApplicationFactory(title="Quartiers bas de Dieppe", kind="local", department="76", state="selected")


def page_of(application):
    return f"{reverse('ateliers:create')}?candidature={application.pk}"


def test_agent_of_the_department_opens_the_atelier_of_a_selected_application(client, selected):
    client.force_login(MandateFactory().account)

    form = client.get(page_of(selected)).context["form"]
    answer = client.post(
        page_of(selected),
        {"title": form["title"].value(), "territory": "Agglomération dieppoise", "departments": ["76"], "kind": "local",
         "starts_on": dt.date(2026, 9, 1), "site": "dieppe"},
    )  # fmt: skip

    assert answer.status_code == 302
    atelier = Atelier.objects.get(title="Quartiers bas de Dieppe")
    year = Year.everywhere.get(atelier=atelier)
    assert year.application_ref == f"application:{selected.pk}"
    assert year.upstream[0]["what"].startswith("Appel")
    assert client.get(page_of(selected))["Location"] == reverse("ateliers:year", args=[atelier.slug])


def test_application_is_not_there_for_another_department_nor_before_it_is_selected(client, selected):
    client.force_login(MandateFactory(organisation__territory="55").account)
    assert client.get(page_of(selected)).status_code == 404

    client.force_login(MandateFactory(organisation__kind="national", organisation__territory="").account)
    Application.objects.filter(pk=selected.pk).update(state="submitted")
    assert client.get(page_of(selected)).status_code == 404
    assert client.get(f"{reverse('ateliers:create')}?candidature=x").status_code == 404


@needs_connections
@pytest.mark.django_db(transaction=True)
def test_two_agents_who_begin_at_once_are_led_to_one_atelier(selected):
    said = {"title": "Quartiers bas", "territory": "Dieppe", "departments": ["76"], "kind": "local",
            "starts_on": dt.date(2026, 9, 1), "site": "dieppe"}  # fmt: skip
    places = []

    def opener():
        client = Client()
        client.force_login(MandateFactory().account)
        return lambda: places.append(client.post(page_of(selected), said)["Location"])

    assert both_at_once(opener(), opener()) == ["done", "done"]
    assert (len(set(places)), Year.everywhere.count(), Atelier.objects.count()) == (1, 1, 1)
