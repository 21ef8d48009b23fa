"""Two bearers, each confirming for themselves; nobody does in another's place."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from atelier.common.audit import System
from atelier.common.models import AuditEntry, Letter
from atelier.roadmaps.bearing.commands import (
    ask_bearer,
    confirm_bearing,
    leave_bearing,
    name_bearer,
    take_back,
)
from atelier.roadmaps.bearing.errors import (
    ActionMoved,
    BearerLeft,
    NoAddress,
    NotThemselves,
    SameBearer,
    SideTaken,
    WrongSide,
)
from atelier.roadmaps.bearing.queries import sides_of
from atelier.roadmaps.models import Bearer
from atelier.roadmaps.plan.commands import change_action
from atelier.roadmaps.plan.commitment import commitment_of
from atelier.roadmaps.plan.needs import add_line
from tests.factories.ateliers import AtelierFactory, MembershipFactory
from tests.factories.people import AccountFactory
from tests.factories.roadmaps import ActionFactory, BearerFactory

pytestmark = pytest.mark.django_db
HOUSE = System()


@pytest.fixture
def action():
    return ActionFactory(roadmap__atelier=AtelierFactory(slug="ici"), title="Une halle")


def sign_in(account):
    client = Client()
    client.force_login(account)
    return client


def test_name_bearer_finds_the_account_by_its_address(action):
    account = AccountFactory(email="maire@exemple.fr")

    bearer = name_bearer(action, "elected", name="Odile", email="Maire@Exemple.fr", by=HOUSE)

    assert (bearer.account, bearer.email, bearer.confirmed_at) == (account, "maire@exemple.fr", None)


def test_each_side_has_one_bearer_and_they_are_two_people(action):
    name_bearer(action, "elected", name="Odile", email="odile@exemple.fr", by=HOUSE)

    with pytest.raises(SideTaken):
        name_bearer(action, "elected", name="Rémi", by=HOUSE)
    with pytest.raises(SameBearer):
        name_bearer(action, "state", name="Odile", email="ODILE@exemple.fr", by=HOUSE)


@pytest.mark.parametrize(("kind", "role"), [("elected", "lead"), ("elected", "state"), ("state", "elected")])
def test_an_account_of_the_other_side_is_refused(action, kind, role):
    account = MembershipFactory(atelier=action.roadmap.atelier, role=role).account

    with pytest.raises(WrongSide):
        name_bearer(action, kind, name="Camille", account=account, by=HOUSE)


def test_a_bearer_confirms_by_their_account_or_by_their_link_only(action):
    account = AccountFactory()
    bearer = name_bearer(action, "elected", name="Odile", account=account, by=HOUSE)
    other = BearerFactory(action=action, kind="state")
    keeper = MembershipFactory(atelier=action.roadmap.atelier, role="facilitator").account
    administrator = AccountFactory(is_administrator=True)

    for somebody in (keeper, administrator, other, AccountFactory(), HOUSE):
        with pytest.raises(NotThemselves):
            confirm_bearing(bearer, by=somebody)
    assert confirm_bearing(bearer, words="Avec plaisir", by=account).confirmed_at
    assert sides_of(action)[0].is_confirmed
    with pytest.raises(NotThemselves):
        take_back(bearer, by=keeper)
    assert take_back(bearer, words="Plus maintenant", by=bearer).confirmed_at is None


@pytest.mark.parametrize("change", ["title", "ends_on", "funding"])
def test_what_changes_after_a_confirmation_asks_for_another(action, change):
    bearer = BearerFactory(action=action)
    confirm_bearing(bearer, by=bearer)

    if change == "funding":
        add_line(action, "funding", label="Études", amount_eur="1000", by=HOUSE)
    else:
        change_action(action, by=HOUSE, **{change: "Une autre halle" if change == "title" else "2027-05-01"})
    action.refresh_from_db()

    side = sides_of(action)[0]
    assert (side.is_confirmed, side.is_stale) == (False, True)


def test_a_status_may_change_without_asking_the_bearers_again(action):
    bearer = BearerFactory(action=action)
    confirm_bearing(bearer, by=bearer)

    change_action(action, status="under_way", by=HOUSE)

    assert sides_of(action)[0].is_confirmed


def test_confirming_words_that_were_changed_meanwhile_is_refused(action):
    bearer = BearerFactory(action=action)
    seen = commitment_of(action)
    change_action(action, title="Deux halles", by=HOUSE)

    with pytest.raises(ActionMoved):
        confirm_bearing(bearer, seen=seen, by=bearer)
    assert Bearer.everywhere.get(pk=bearer.pk).confirmed_at is None


def test_who_left_confirms_no_more_and_the_action_asks_for_another(action):
    bearer = BearerFactory(action=action)
    confirm_bearing(bearer, by=bearer)
    leave_bearing(bearer, by=HOUSE)

    with pytest.raises(BearerLeft):
        confirm_bearing(bearer, by=bearer)
    with pytest.raises(BearerLeft):
        ask_bearer(bearer, base_url="http://testserver/", by=HOUSE)
    side = sides_of(action)[0]
    assert (side.bearer, side.before, side.is_confirmed) == (None, [bearer], False)
    after = name_bearer(action, "elected", name="Rémi", by=HOUSE)
    assert sides_of(action)[0].bearer == after


def test_the_link_is_in_a_letter_that_forgets_it_and_nowhere_else(action):
    bearer = BearerFactory(action=action, email="odile@exemple.fr")
    ask_bearer(bearer, base_url="http://testserver/", by=HOUSE)
    ask_bearer(bearer, base_url="http://testserver/", by=HOUSE)

    letter = Letter.objects.get()
    assert (letter.to, letter.is_secret) == ("odile@exemple.fr", True)
    assert re.search(r"http://testserver/porter/([^/]+)/", letter.text)[1] == bearer.key
    client = sign_in(MembershipFactory(atelier=action.roadmap.atelier, role="facilitator").account)
    for name in ("roadmaps:action", "roadmaps:roadmap"):
        args = ["ici", action.pk] if name == "roadmaps:action" else ["ici"]
        assert bearer.key not in client.get(reverse(name, args=args)).text
    assert not AuditEntry.objects.filter(details__icontains=bearer.key).exists()
    with pytest.raises(NoAddress):
        ask_bearer(BearerFactory(action=action, kind="state", email=""), base_url="http://testserver/", by=HOUSE)


def test_a_bearer_without_account_confirms_then_leaves_by_their_link(action):
    bearer = BearerFactory(action=action, name="Odile Léger")
    url = reverse("roadmaps:confirm", args=[bearer.key])
    client = Client()
    page = client.get(url).text
    seen = re.search(r'name="seen" value="(\w{64})"', page)[1]

    assert client.post(url, {"seen": seen, "words": "Avec plaisir"}, follow=True).status_code == 200
    bearer.refresh_from_db()
    assert (bool(bearer.confirmed_at), bearer.words) == (True, "Avec plaisir")
    client.post(url, {"leave": "1"})
    bearer.refresh_from_db()
    assert bearer.left_at
    assert client.get(reverse("roadmaps:confirm", args=["autre"])).status_code == 404


def test_a_link_that_read_old_words_keeps_what_was_typed(action):
    bearer = BearerFactory(action=action)
    url = reverse("roadmaps:confirm", args=[bearer.key])
    client = Client()
    seen = re.search(r'name="seen" value="(\w{64})"', client.get(url).text)[1]
    change_action(action, title="Deux halles", by=HOUSE)

    answer = client.post(url, {"seen": seen, "words": "Oui, si…"})

    assert answer.status_code == 409
    assert "Oui, si…" in answer.text
    assert "Deux halles" in answer.text
    bearer.refresh_from_db()
    assert bearer.confirmed_at is None


def test_a_keeper_who_posts_in_a_bearers_place_is_refused(action):
    bearer = BearerFactory(action=action)
    url = reverse("roadmaps:bearer_confirm", args=["ici", bearer.pk])
    for role in ("facilitator", "lead", "team", "elected", "state"):
        client = sign_in(MembershipFactory(atelier=action.roadmap.atelier, role=role).account)
        assert client.post(url, {"words": ""}).status_code == 403
    bearer.refresh_from_db()
    assert bearer.confirmed_at is None


def test_a_bearer_who_is_signed_in_confirms_on_the_sheet(action):
    account = MembershipFactory(atelier=action.roadmap.atelier, role="elected").account
    bearer = name_bearer(action, "elected", name="Odile", account=account, by=HOUSE)
    client = sign_in(account)
    page = client.get(reverse("roadmaps:action", args=["ici", action.pk])).text
    seen = re.search(r'name="seen" value="(\w{64})"', page)[1]

    client.post(reverse("roadmaps:bearer_confirm", args=["ici", bearer.pk]), {"seen": seen, "words": ""})

    bearer.refresh_from_db()
    assert bearer.confirmed_at
