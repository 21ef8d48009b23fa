"""Who reads the API: every way to show a token, every wrong one, and nothing of another atelier."""

import base64

import pytest
from django.utils import timezone

from atelier.ateliers.models import AccessToken
from tests.factories.ateliers import AccessTokenFactory, MembershipFactory
from tests.factories.tables import SittingFactory
from tests.tables.api.conftest import SECRET

pytestmark = pytest.mark.django_db


def basic(user, password):
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": f"Bearer {SECRET}"},
        {"Authorization": f"bearer  {SECRET}"},
        basic("Zoé", SECRET),
        basic("", SECRET),
    ],
)
def test_token_is_read_in_a_header(program, headers):
    assert program.get("collections", headers=headers).status_code == 200


def test_token_is_read_in_the_address_and_follows_in_the_links(program):
    answer = program.get(headers={}, token=SECRET)

    assert answer.status_code == 200
    assert all(f"token={SECRET}" in link["href"] for link in answer.json()["links"])
    assert SECRET not in program.get().content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer atelier_faux"},
        {"Authorization": "Basic ???"},
        basic(SECRET, ""),
        basic("x", "faux"),
    ],
)
def test_missing_or_wrong_token_is_asked_for(program, headers):
    answer = program.get("collections", headers=headers)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Basic realm=")
    assert answer.json()["code"] in {"token_needed", "token_wrong"}


def test_wrong_token_is_refused_even_beside_a_session_that_may_see(client, program):
    client.force_login(MembershipFactory(atelier=program.atelier).account)

    assert program.get(headers={"Authorization": "Bearer atelier_faux"}).status_code == 401


def test_token_that_was_ended_is_refused(program):
    AccessToken.everywhere.update(revoked_at=timezone.now())

    assert program.get().status_code == 401


@pytest.mark.parametrize(
    "path", ["", "conformance", "api", "collections", "collections/{code}-traits", "collections/{code}-traits/items"]
)
def test_token_of_another_atelier_finds_nothing(program, path):
    AccessTokenFactory(secret="atelier_ailleurs")

    answer = program.get(path.format(code=program.table.code), headers={"Authorization": "Bearer atelier_ailleurs"})

    assert (answer.status_code, answer.json()["code"]) == (404, "not_seen")


def test_token_finds_no_table_of_another_atelier_under_its_own(program):
    other = SittingFactory().table

    assert program.get(f"collections/{other.code}-traits").status_code == 404
    assert program.get(f"collections/{other.code}-traits/items").status_code == 404
    assert other.code not in program.get("collections").content.decode()


def test_token_opens_no_page_of_the_house(client, program):
    bearer = {"Authorization": f"Bearer {SECRET}"}

    assert client.get(f"/ateliers/{program.atelier.slug}/", headers=bearer).status_code == 302
    assert client.get(f"/tables/{program.table.pk}/export/csv/", headers=bearer).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [("facilitator", 200), ("observer", 200), ("elsewhere", 404), ("seat", 401)]
)
def test_session_of_a_member_reads_it_indented_in_a_browser(client, program, role, status):
    if role == "seat":
        session = client.session
        session["seats"] = {str(program.table.workshop_id): program.seat.pk}
        session.save()
    else:
        where = {} if role == "elsewhere" else {"atelier": program.atelier, "role": role}
        client.force_login(MembershipFactory(**where).account)

    answer = program.items(headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    assert "\n  " in answer.content.decode()


def test_use_of_a_token_is_noted(program):
    program.get()

    assert AccessToken.everywhere.get().last_used_at


def test_answers_stay_with_who_asked(program):
    answer = program.items()

    assert answer["Cache-Control"] == "private, no-store"
    assert "Authorization" in answer["Vary"]
    assert "Access-Control-Allow-Origin" not in answer
    assert "Set-Cookie" not in answer
