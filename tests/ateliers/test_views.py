import datetime as dt

import pytest
from django.urls import reverse

from atelier.ateliers.models import Atelier, Membership, Workshop
from tests.factories.ateliers import AtelierFactory, MembershipFactory, WorkshopFactory
from tests.factories.people import MandateFactory
from tests.factories.tables import SittingFactory, TableFactory
from tests.factories.territories import DepartmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    return MembershipFactory()


@pytest.fixture
def member(client, membership):
    client.force_login(membership.account)
    return client


def test_list_shows_only_the_ateliers_where_one_has_a_role(member, membership):
    AtelierFactory(title="Ailleurs")

    assert list(member.get(reverse("ateliers:list")).context["page"].object_list) == [membership.atelier]


def test_list_queries_do_not_grow_with_the_ateliers(member, membership, django_assert_num_queries):
    for _ in range(8):
        MembershipFactory(account=membership.account)

    with django_assert_num_queries(6):  # one counts the pages
        member.get(reverse("ateliers:list"))


def test_detail_queries_do_not_grow_with_tables_and_people(member, membership, django_assert_num_queries):
    for _ in range(3):
        workshop = WorkshopFactory(atelier=membership.atelier)
        for _ in range(3):
            SittingFactory(table=TableFactory(workshop=workshop))

    with django_assert_num_queries(9):
        member.get(reverse("ateliers:detail", args=[membership.atelier.slug]))


@pytest.mark.parametrize("role", ["scribe", "observer"])
def test_planning_a_workshop_is_forbidden_to_those_who_do_not_keep_the_atelier(client, role):
    membership = MembershipFactory(role=role)
    client.force_login(membership.account)

    answer = client.get(reverse("ateliers:workshop_create", args=[membership.atelier.slug]))

    assert answer.status_code == 403


def test_an_atelier_does_not_exist_for_those_who_have_no_role_there(member):
    assert member.get(reverse("ateliers:detail", args=[AtelierFactory().slug])).status_code == 404


def test_visitors_are_asked_to_sign_in(client):
    assert reverse("people:sign_in") in client.get(reverse("ateliers:list")).url


def test_a_workshop_and_a_table_are_made_from_the_pages(member, membership):
    words = {"title": "Atelier 2", "kind": "field", "held_on": "2026-12-01"}
    member.post(reverse("ateliers:workshop_create", args=[membership.atelier.slug]), words)
    workshop = Workshop.objects.of(membership.atelier).get()

    member.post(reverse("tables:create", args=[workshop.pk]), {"name": "Table 1", "legend": "mobility"})

    table = workshop.tables.get()
    assert table.pencils.count() == 10
    assert table.overlays.count() == 1


@pytest.mark.usefixtures("dieppe_package")
def test_an_agent_opens_an_atelier_of_the_department_and_answers_for_it(client):
    DepartmentFactory(code="76")
    agent = MandateFactory().account
    client.force_login(agent)
    words = {
        "title": "Le Pollet", "territory": "Dieppe", "kind": "flash", "site": "dieppe", "departments": ["76"],
        "starts_on": "2026-09-09",
    }  # fmt: skip

    client.post(reverse("ateliers:create"), words)

    atelier = Atelier.objects.get(slug="le-pollet")
    assert Membership.objects.of(atelier).get().role == "lead"
    assert [stage.key for stage in atelier.stages.all()] == [
        "commande", "sensibilisation", "deux-jours", "production", "restitution", "suivi-6", "suivi-12",
    ]  # fmt: skip
    assert atelier.workshops.get().held_on == dt.date(2026, 11, 3)


def test_an_account_that_serves_no_department_opens_no_atelier(member):
    assert member.get(reverse("ateliers:create")).status_code == 403
