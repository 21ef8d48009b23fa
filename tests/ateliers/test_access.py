"""Access tokens: made, shown once, found by their hash, ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from atelier.ateliers.commands import make_access_token, note_use, revoke_access_token
from atelier.ateliers.models import AccessToken
from atelier.ateliers.tokens import token_of
from atelier.common.audit import System
from atelier.common.models import AuditEntry
from tests.common.pages import problems_of
from tests.factories.ateliers import AccessTokenFactory, AtelierFactory, MembershipFactory

pytestmark = pytest.mark.django_db
HOUSE = System()


@pytest.fixture
def membership():
    return MembershipFactory()


@pytest.fixture
def keeper(client, membership):
    client.force_login(membership.account)
    return client


def test_token_is_found_by_its_secret_which_is_written_nowhere():
    token, secret = make_access_token(AtelierFactory(), name=" QGIS ", account=None, by=HOUSE)

    assert token_of(f" {secret} ") == token
    assert (token.name, secret.startswith("atelier_"), len(secret)) == ("QGIS", True, 51)
    rows = [*AccessToken.everywhere.values(), *AuditEntry.objects.values()]
    assert secret not in str(rows)


def test_token_opens_nothing_once_ended_and_both_acts_are_audited():
    token, secret = make_access_token(AtelierFactory(), name="QGIS", account=None, by=HOUSE)

    revoke_access_token(token, by=HOUSE)
    revoke_access_token(token, by=HOUSE)

    assert token_of(secret) is None
    verbs = AuditEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["access_token.made", "access_token.revoked"]


@pytest.mark.parametrize(("hours", "opens"), [(1, True), (-1, False), (None, True)])
def test_token_opens_until_it_is_too_old(hours, opens):
    expires_at = None if hours is None else timezone.now() + timedelta(hours=hours)
    token = AccessTokenFactory(secret="s", expires_at=expires_at)

    assert token_of("s") == (token if opens else None)
    assert token.has_expired is not opens


def test_use_is_noted_at_most_once_a_minute():
    token = AccessTokenFactory()
    note_use(token)
    first = AccessToken.everywhere.get().last_used_at

    note_use(AccessToken.everywhere.get())
    assert AccessToken.everywhere.get().last_used_at == first

    AccessToken.everywhere.update(last_used_at=first - timedelta(minutes=2))
    note_use(AccessToken.everywhere.get())
    assert AccessToken.everywhere.get().last_used_at >= first


def test_page_makes_a_token_and_shows_its_secret_once(keeper, membership):
    address = reverse("ateliers:access", args=[membership.atelier.slug])

    made = keeper.post(address, {"name": "<b>QGIS", "days": "90"})
    again = keeper.get(address)

    secret = made.context["secret"]
    token = token_of(secret)
    assert (token.atelier, token.made_by) == (membership.atelier, membership.account)
    assert timedelta(days=89) < token.expires_at - timezone.now() < timedelta(days=91)
    assert secret in made.content.decode()
    assert secret not in again.content.decode()
    assert "no-store" in made["Cache-Control"]
    assert problems_of(made.content.decode()) == []
    assert "<b>QGIS" not in made.content.decode()


def test_page_makes_a_token_without_an_end(keeper, membership):
    keeper.post(reverse("ateliers:access", args=[membership.atelier.slug]), {"name": "QGIS", "days": "0"})

    assert AccessToken.everywhere.get().expires_at is None


def test_page_says_what_is_missing(keeper, membership):
    answer = keeper.post(reverse("ateliers:access", args=[membership.atelier.slug]), {"name": "", "days": "7"})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "days"}
    assert not AccessToken.everywhere.exists()


def test_page_ends_a_token_of_its_atelier_only(keeper, membership):
    own, other = AccessTokenFactory(atelier=membership.atelier), AccessTokenFactory()

    def end(token):
        return keeper.post(reverse("ateliers:access_revoke", args=[membership.atelier.slug, token.pk]))

    assert end(own).url == reverse("ateliers:access", args=[membership.atelier.slug])
    assert end(other).status_code == 404
    assert set(AccessToken.everywhere.filter(revoked_at=None)) == {other}


def test_page_queries_do_not_grow_with_the_tokens(keeper, membership, django_assert_num_queries):
    for _ in range(8):
        AccessTokenFactory(atelier=membership.atelier, made_by=membership.account)

    with django_assert_num_queries(5):
        keeper.get(reverse("ateliers:access", args=[membership.atelier.slug]))


@pytest.mark.parametrize(
    ("role", "status"),
    [("lead", 200), ("facilitator", 200), ("scribe", 403), ("observer", 403), ("elsewhere", 404), ("visitor", 302)],
)
def test_page_is_for_those_who_keep_the_atelier(client, role, status):
    atelier = AtelierFactory()
    if role != "visitor":
        where = {} if role == "elsewhere" else {"atelier": atelier, "role": role}
        client.force_login(MembershipFactory(**where).account)

    assert client.get(reverse("ateliers:access", args=[atelier.slug])).status_code == status


@pytest.mark.parametrize("role", ["lead", "observer"])
def test_atelier_leads_to_the_page_those_who_keep_it(client, role):
    membership = MembershipFactory(role=role)
    client.force_login(membership.account)
    address = reverse("ateliers:access", args=[membership.atelier.slug])

    page = client.get(reverse("ateliers:detail", args=[membership.atelier.slug])).content.decode()

    assert (address in page) is (role == "lead")
