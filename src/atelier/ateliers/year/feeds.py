"""Calendar feeds: a secret address a calendar program reads, as long as the person may follow the atelier."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from atelier.ateliers.models import Atelier, CalendarFeed
from atelier.ateliers.viewer import Viewer
from atelier.ateliers.year.rules import can_follow
from atelier.common.audit import Author, record
from atelier.common.errors import NotSeen
from atelier.people.models import Account

BYTES, USE_NOTED_EVERY = 24, timedelta(hours=1)


@transaction.atomic
def make_feed(atelier: Atelier, account: Account, *, name: str, by: Author) -> tuple[CalendarFeed, str]:
    """A feed and its secret, which nobody will see again."""
    secret = secrets.token_urlsafe(BYTES)
    feed = CalendarFeed(atelier=atelier, account=account, name=name.strip(), token_hash=feed_hash(secret))
    feed.full_clean()
    feed.save()
    record("calendar.made", feed, by=by, name=feed.name)
    return feed, secret


@transaction.atomic
def revoke_feed(feed: CalendarFeed, *, by: Author) -> None:
    if feed.revoked_at is None:
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
        record("calendar.revoked", feed, by=by, name=feed.name)


def feed_of(secret: str) -> CalendarFeed:
    """The feed of this address. Raises NotSeen when unknown, revoked, or its person may follow the atelier no more."""
    # everywhere: the secret says which atelier, and opens no other
    feeds = CalendarFeed.everywhere.filter(token_hash=feed_hash(secret), revoked_at=None)
    feed = feeds.select_related("atelier", "account").first()
    if feed is None or not feed.account.is_active or not can_follow(Viewer(account=feed.account), feed.atelier):
        raise NotSeen
    now = timezone.now()
    if feed.last_used_at is None or feed.last_used_at < now - USE_NOTED_EVERY:
        CalendarFeed.objects.of(feed.atelier_id).filter(pk=feed.pk).update(last_used_at=now)
    return feed


def feed_hash(secret: str) -> str:
    return salted_hmac("atelier.calendar_feeds", secret, algorithm="sha256").hexdigest()
