"""Short codes read aloud in a noisy room: no letter that looks or sounds like another."""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac

ALPHABET = "ACDEFGHJKMNPRTWXY34679"  # without B8, S5, Z2, O0Q, I1L, UV


def new_code(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def tidy_code(typed: str) -> str:
    """What was typed, without spaces, dashes or case."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def code_hash(code: str) -> str:
    """Keyed hash under which a secret code is stored."""
    return salted_hmac("atelier.codes", tidy_code(code), algorithm="sha256").hexdigest()
