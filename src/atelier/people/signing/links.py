"""Links that open an account once: made, sent, used."""

from __future__ import annotations

import secrets
from datetime import timedelta
from http import HTTPStatus

from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from atelier.common.audit import Author, System, record
from atelier.common.errors import DomainError
from atelier.people.models import Account
from atelier.people.signing.letters import write_link_letter, write_moved_letter
from atelier.people.signing.models import LinkKind, SignInLink

LIVES: dict[str, timedelta] = {
    LinkKind.SIGN_IN: timedelta(minutes=15),
    LinkKind.INVITATION: timedelta(days=14),
    LinkKind.NEW_ADDRESS: timedelta(hours=1),
}
KEPT = timedelta(days=30)
MOST_LINKS, MOST_FROM_ONE_PLACE, WITHIN = 5, 30, timedelta(minutes=15)


class LinkOver(DomainError):
    """The link opens nothing: unknown, too old, or used."""

    code, http_status = "link_over", HTTPStatus.GONE
    message = _("This link is not valid. Ask for another one.")


class LinkTooOld(LinkOver):
    code = "link_too_old"
    message = _("This link is too old. Ask for another one.")


class LinkUsed(LinkOver):
    code = "link_used"
    message = _("This link has already been used. A link serves once: ask for another one.")


class TooManyLinks(DomainError):
    code, http_status = "too_many_links", HTTPStatus.TOO_MANY_REQUESTS
    message = _("Too many links asked for from here. Wait a quarter of an hour, then try again.")


class AddressTaken(DomainError):
    code = "address_taken"
    message = _("This address already has an account.")


def ask_link(email: str, *, base_url: str, place: str, next_url: str = "") -> None:
    """Send a link if an account has this address; whoever asks is told the same in any case.

    base_url: scheme and host. place: the network address asking. Raises TooManyLinks.
    """
    key = f"links-asked:{place}"
    if cache.get(key, 0) >= MOST_FROM_ONE_PLACE:
        raise TooManyLinks
    cache.set(key, cache.get(key, 0) + 1, int(WITHIN.total_seconds()))
    account = Account.objects.filter(email=email.strip().lower(), is_active=True).first()
    if account and not _asked_too_often(account):
        send_link(account, base_url=base_url, next_url=next_url, by=account)


@transaction.atomic
def send_link(
    account: Account,
    *,
    base_url: str,
    by: Author,
    kind: str = LinkKind.SIGN_IN,
    email: str = "",
    next_url: str = "",
    reason: str = "",
) -> SignInLink:
    """Make a link and the letter that carries it. `reason`: what an invitation is to, in the letter's language."""
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    SignInLink.objects.filter(account=account, created_at__lt=now - KEPT).delete()
    link = SignInLink.objects.create(
        account=account,
        kind=kind,
        token_hash=token_hash(token),
        email=email or account.email,
        next_url=next_url if is_ours(next_url) else "",
        expires_at=now + LIVES[kind],
    )
    url = base_url.rstrip("/") + reverse("people:link", args=[token])
    write_link_letter(link, url, LIVES[kind], reason=reason, by=by)
    record("link.sent", account, by=by, kind=kind)
    return link


def find_link(token: str) -> SignInLink:
    """The link with this token, if it still opens. Raises LinkOver."""
    link = SignInLink.objects.select_related("account").filter(token_hash=token_hash(token)).first()
    if link is None or not link.account.is_active:
        raise LinkOver
    if link.used_at:
        raise LinkUsed
    if link.expires_at <= timezone.now():
        raise LinkTooOld
    return link


@transaction.atomic
def use_link(token: str) -> SignInLink:
    """Spend the link; of two at once, one gets it. A new address is the account's from here on. Raises LinkOver."""
    link = find_link(token)
    if not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()):
        raise LinkUsed
    account = link.account
    if link.kind == LinkKind.NEW_ADDRESS:
        _move(account, link.email)
    record("link.used", account, by=account, kind=link.kind)
    return link


@transaction.atomic
def ask_new_address(account: Account, email: str, *, base_url: str) -> None:
    """A link to the new address; nothing changes before it is opened. Silent where somebody else has it."""
    wanted = email.strip().lower()
    if not _asked_too_often(account) and not Account.objects.filter(email=wanted).exists():
        send_link(account, base_url=base_url, by=account, kind=LinkKind.NEW_ADDRESS, email=wanted)


def token_hash(token: str) -> str:
    return salted_hmac("atelier.sign_in_links", token, algorithm="sha256").hexdigest()


def is_ours(path: str) -> bool:
    """A path of this site, and nothing a browser would take for another's."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and len(path) <= 200


def _move(account: Account, email: str) -> None:
    if Account.objects.filter(email=email).exclude(pk=account.pk).exists():
        raise AddressTaken
    before = account.email
    account.email = email
    account.save(update_fields=["email"])
    write_moved_letter(before, account, by=System())
    record("account.address_changed", account, by=account)


def _asked_too_often(account: Account) -> bool:
    recent = SignInLink.objects.filter(account=account, created_at__gt=timezone.now() - WITHIN)
    return recent.exclude(kind=LinkKind.INVITATION).count() >= MOST_LINKS
