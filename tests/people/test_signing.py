"""The doors of an account: links that open once, passwords, the second step."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import override_settings
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from atelier.common.audit import System
from atelier.common.mail import send_letter
from atelier.common.models import Letter
from atelier.people.commands import create_account, invite_account
from atelier.people.models import Account, SignInLink
from atelier.people.signing.links import MOST_FROM_ONE_PLACE, MOST_LINKS
from tests.factories.people import MandateFactory
from tests.postbox import postbox_open

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "maire@commune.example", "trois-cents-habitants"
HOUSE = System()


@pytest.fixture(autouse=True)
def account():
    cache.clear()
    return create_account(EMAIL, name="La maire", password=PASSWORD, by=HOUSE)


def ask(client, email=EMAIL, **more):
    return client.post(reverse("people:sign_in"), {"username": email, **more})


def path_in(text):
    return re.search(r"http://[^/]+(/connexion/lien/\S+)", text)[1]


def last_path():
    return path_in(Letter.objects.order_by("-created_at")[0].text)


def is_in(client):
    return client.get(reverse("people:account")).status_code == 200


def test_link_arrives_by_mail_opens_once_and_leaves_no_trace(client):
    ask(client, EMAIL.upper())
    letter = Letter.objects.get()
    with postbox_open() as postbox:
        send_letter.func(str(letter.pk))
    path = path_in(postbox.to(EMAIL)[0].get_body().get_content())

    assert client.get(path).status_code == 200
    assert not is_in(client)  # a program that looks at letters changes nothing
    assert client.post(path).url == reverse("ateliers:list")
    assert is_in(client)

    letter.refresh_from_db()
    assert letter.text == ""
    assert path.split("/")[-2] not in str(SignInLink.objects.values())


def test_used_link_says_so_and_offers_another(client):
    ask(client)
    path = last_path()
    client.post(path)
    client.logout()

    answer = client.post(path)

    assert answer.status_code == 410
    assert "déjà servi" in answer.content.decode()
    assert "Envoyez-moi un autre lien" in answer.content.decode()
    assert not is_in(client)


def test_old_link_says_so(client):
    ask(client)
    path = last_path()

    with time_machine.travel(SignInLink.objects.get().created_at + timedelta(minutes=16)):
        assert "trop ancien" in client.get(path).content.decode()
        assert client.post(path).status_code == 410
    assert not is_in(client)


def test_unknown_address_gets_the_same_answer_and_no_letter(client):
    known, unknown = ask(client), ask(client, "personne@commune.example")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert Letter.objects.count() == 1


def test_one_address_is_not_flooded(client):
    for _ in range(MOST_LINKS + 3):
        ask(client)

    assert Letter.objects.count() == MOST_LINKS


def test_one_place_rests_after_many_links(client):
    for number in range(MOST_FROM_ONE_PLACE):
        ask(client, f"essai{number}@commune.example")

    assert ask(client).status_code == 429
    assert not Letter.objects.exists()


def test_closed_account_gets_no_link_and_its_links_are_dead(client, account):
    ask(client)
    Account.objects.update(is_active=False)

    assert client.post(last_path()).status_code == 410
    ask(client)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("wanted", "led"), [("/ateliers/nouveau/", "/ateliers/nouveau/"), ("//ailleurs.example/", "/ateliers/")]
)
def test_link_leads_where_one_was_going_and_nowhere_else(client, wanted, led):
    ask(client, next=wanted)

    assert client.post(last_path()).url == led


def test_invitation_makes_an_account_whose_link_lives_two_weeks(client):
    invite_account("Nouvelle@ddt.example", reason="équipe de Dieppe", base_url="http://testserver/", by=HOUSE)
    made = Account.objects.get(email="nouvelle@ddt.example")
    path = last_path()

    assert not made.has_usable_password()
    with time_machine.travel(SignInLink.objects.get().created_at + timedelta(days=13)):
        client.post(path)
        assert is_in(client)


def test_new_address_is_ones_own_only_once_its_link_is_opened(client, account):
    client.force_login(account)
    client.post(reverse("people:account"), {"what": "address", "address-email": "Lucie@commune.example"})
    path = last_path()
    account.refresh_from_db()
    assert account.email == EMAIL

    client.post(path)

    account.refresh_from_db()
    assert account.email == "lucie@commune.example"
    assert Letter.objects.filter(to=EMAIL, is_secret=False).count() == 1  # the former one is told


def test_address_of_another_is_neither_taken_nor_told(client, account):
    create_account("autre@commune.example", name="Autre", password=None, by=HOUSE)
    client.force_login(account)

    answer = client.post(reverse("people:account"), {"what": "address", "address-email": "autre@commune.example"})

    assert answer.status_code == 302
    assert not Letter.objects.exists()


def test_password_asks_for_the_present_one_and_signs_the_others_out(client, account):
    client.force_login(account)
    other = type(client)()
    other.force_login(account)
    words = {
        "what": "password",
        "password-new_password1": "quatre-cents-arbres",
        "password-new_password2": "quatre-cents-arbres",
    }

    assert client.post(reverse("people:account"), words).status_code == 422
    assert client.post(reverse("people:account"), {**words, "password-present": PASSWORD}).status_code == 302
    assert is_in(client)
    assert not is_in(other)


def test_signing_out_elsewhere_keeps_this_screen_alone(client, account):
    client.force_login(account)
    other = type(client)()
    other.force_login(account)

    client.post(reverse("people:elsewhere"))

    assert is_in(client)
    assert not is_in(other)


def digits(account, *, at):
    device = TOTPDevice.objects.get(user=account)
    return f"{totp(device.bin_key, t0=0) if at is None else totp(device.bin_key, t0=-30 * at):06d}"


def make_step(client, account):
    """The second step made through its pages; its recovery codes."""
    client.force_login(account)
    make = reverse("people:second_step_make")
    key = client.get(make).context["key"]
    assert client.get(reverse("people:second_step_qr")).status_code == 200
    import base64

    raw = base64.b32decode(key + "=" * (-len(key) % 8))
    codes = client.post(make, {"code": f"{totp(raw):06d}"}).context["codes"]
    client.logout()
    return codes


def test_second_step_is_asked_after_link_and_password_alike(client, account):
    make_step(client, account)
    ask(client)

    for answer in (client.post(last_path()), ask(client, password=PASSWORD)):
        assert answer.url == reverse("people:second_step")
        assert not is_in(client)
    client.post(reverse("people:second_step"), {"code": digits(account, at=1)})
    assert is_in(client)


def test_wrong_digits_do_not_pass_and_make_the_next_try_wait(client, account):
    make_step(client, account)
    ask(client, password=PASSWORD)
    good = digits(account, at=1)
    wrong = "000000" if good != "000000" else "111111"

    assert client.post(reverse("people:second_step"), {"code": wrong}).status_code == 422
    assert client.post(reverse("people:second_step"), {"code": good}).status_code == 422  # too soon
    with time_machine.travel(TOTPDevice.objects.get().throttling_failure_timestamp + timedelta(seconds=31)):
        client.post(reverse("people:second_step"), {"code": digits(account, at=1)})
        assert is_in(client)


def test_digits_seen_over_a_shoulder_do_not_pass_twice(client, account):
    make_step(client, account)
    code = digits(account, at=1)
    ask(client, password=PASSWORD)
    client.post(reverse("people:second_step"), {"code": code})
    client.logout()

    ask(client, password=PASSWORD)

    assert client.post(reverse("people:second_step"), {"code": code}).status_code == 422


def test_recovery_code_serves_once_and_is_kept_as_a_hash(client, account):
    codes = make_step(client, account)
    assert len(set(codes)) == 10
    assert codes[0].replace(" ", "") not in str(account.recovery_codes.values())
    ask(client, password=PASSWORD)
    client.post(reverse("people:second_step"), {"code": codes[0].lower()})
    assert is_in(client)
    client.logout()

    ask(client, password=PASSWORD)

    assert client.post(reverse("people:second_step"), {"code": codes[0]}).status_code == 422


def test_second_step_gives_up_after_eight_tries(client, account):
    make_step(client, account)
    ask(client, password=PASSWORD)
    for _ in range(8):
        client.post(reverse("people:second_step"), {"code": "AAAAA CCCCC"})

    assert client.post(reverse("people:second_step"), {"code": "AAAAA CCCCC"}).url == reverse("people:sign_in")


@override_settings(SECOND_STEP_REQUIRED=True)
@pytest.mark.parametrize(("kind", "is_led"), [("departmental", True), ("national", True), ("commune", False)])
def test_state_agents_make_the_step_first_where_it_is_required(client, kind, is_led):
    agent = MandateFactory(organisation__kind=kind, organisation__territory="76").account
    client.force_login(agent)

    answer = client.get(reverse("ateliers:list"))

    assert (answer.status_code == 302 and answer.url == reverse("people:second_step_make")) is is_led


@override_settings(SECOND_STEP_REQUIRED=True)
def test_administrator_with_the_step_goes_on_and_cannot_take_it_off(client, account):
    Account.objects.update(is_administrator=True)
    codes = make_step(client, account)
    client.force_login(account)

    assert client.get(reverse("ateliers:list")).status_code == 200
    assert client.post(reverse("people:second_step_end"), {"code": codes[0]}).status_code == 409
    assert TOTPDevice.objects.exists()


def test_taking_the_step_off_asks_for_it_once_more(client, account):
    codes = make_step(client, account)
    client.force_login(account)

    assert client.post(reverse("people:second_step_end"), {"code": "123"}).status_code == 409
    client.post(reverse("people:second_step_end"), {"code": codes[0]})
    assert not TOTPDevice.objects.exists()
