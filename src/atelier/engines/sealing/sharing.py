"""A secret cut in shares: any `threshold` of them give it back, fewer say nothing at all of it.

Source: A. Shamir, «How to share a secret», 1979: a random polynomial of degree threshold − 1 over a prime field, the
secret at zero.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

PRIME = 2**521 - 1  # a Mersenne prime, above any secret of SECRET_BYTES
SECRET_BYTES, SHARE_BYTES = 32, 66


def cut_secret(secret: bytes, *, threshold: int, places: int) -> dict[int, bytes]:
    """Place (from 1) → share of a secret of 32 bytes. Raises ValueError on a threshold that cannot be met."""
    if len(secret) != SECRET_BYTES or not 1 <= threshold <= places:
        raise ValueError("a secret of 32 bytes, and a threshold between one and the number of places")
    curve = [int.from_bytes(secret), *(secrets.randbelow(PRIME) for _ in range(threshold - 1))]
    return {place: _height(curve, place).to_bytes(SHARE_BYTES) for place in range(1, places + 1)}


def join_shares(shares: Mapping[int, bytes]) -> bytes:
    """The secret, where the shares are enough of those of one secret. Raises ValueError where they cannot be."""
    points = {place: int.from_bytes(share) for place, share in shares.items()}
    secret = sum(height * _weight(place, points) for place, height in points.items()) % PRIME
    try:
        return secret.to_bytes(SECRET_BYTES)
    except OverflowError as error:
        raise ValueError("these shares are too few, or not of one secret") from error


def _height(curve: list[int], at: int) -> int:
    return sum(factor * pow(at, degree, PRIME) for degree, factor in enumerate(curve)) % PRIME


def _weight(place: int, points: Mapping[int, int]) -> int:
    """Lagrange's weight of one point for the value at zero."""
    weight = 1
    for other in points:
        if other != place:
            weight = weight * other * pow(other - place, -1, PRIME) % PRIME
    return weight
