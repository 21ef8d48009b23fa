import pytest
from django.urls import reverse

from atelier.common.audit import System
from atelier.people.commands import create_account

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "maire@commune.example", "trois-cents-habitants"


@pytest.fixture(autouse=True)
def account():
    return create_account(EMAIL, name="La maire", password=PASSWORD, by=System())


def sign_in(client, email=EMAIL, password=PASSWORD):
    return client.post(reverse("people:sign_in"), {"username": email, "password": password})


def test_sign_in_takes_the_address_whatever_its_case(client):
    assert sign_in(client, EMAIL.upper()).url == reverse("ateliers:list")


def test_sign_in_refuses_a_wrong_password_without_saying_which_part(client):
    answer = sign_in(client, password="autre")

    assert answer.status_code == 422
    unknown = sign_in(client, "personne@commune.example", "autre")
    assert answer.context["form"].errors == unknown.context["form"].errors


def test_sign_in_rests_after_ten_wrong_tries_even_with_the_right_password(client):
    for _ in range(10):
        sign_in(client, "essais@commune.example", "autre")

    answer = sign_in(client, "essais@commune.example", PASSWORD)

    assert "cinq minutes" in str(answer.context["form"].errors)


def test_page_of_ones_account_asks_to_sign_in(client):
    assert reverse("people:sign_in") in client.get(reverse("people:account")).url
    sign_in(client)
    assert client.get(reverse("people:account")).status_code == 200


def test_password_is_never_stored_as_typed(account):
    assert PASSWORD not in account.password
