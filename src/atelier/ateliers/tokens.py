"""Access tokens: made of chance, kept as a keyed hash, found by that hash alone.

Nothing compares a secret with another letter by letter: the database looks for the hash, so that time says nothing.
"""

from __future__ import annotations

import secrets

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from atelier.ateliers.models import AccessToken

PREFIX, BYTES = "atelier_", 32  # the prefix lets a person, or a scanner of repositories, know what was found


def new_secret() -> str:
    """256 bits, in letters an address may hold."""
    return PREFIX + secrets.token_urlsafe(BYTES)


def secret_hash(secret: str) -> str:
    return salted_hmac("atelier.access_tokens", secret.strip(), algorithm="sha256").hexdigest()


def token_of(secret: str) -> AccessToken | None:
    """The token with this secret, if it still opens its atelier."""
    # everywhere: the token says which atelier, and opens no other
    tokens = AccessToken.everywhere.filter(token_hash=secret_hash(secret), revoked_at=None)
    return tokens.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now())).first()
