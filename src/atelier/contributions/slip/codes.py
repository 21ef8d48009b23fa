"""The code of a slip: made from the house's secret, never written down, found again by its slow hash.

A slip is printed, lost, printed again: the code must come out the same, so it is derived from the row's identifier and
the machine's secret. It is looked for by a hash that knows no secret, so that a code printed on the laptop of a village
hall opens the slip at home too, where the secret is another; the hash is slow (scrypt), for rows travel in suitcases.
Why: docs/adr/0040-a-slip-without-an-account.md.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.utils.crypto import salted_hmac

from atelier.ateliers.codes import ALPHABET, tidy_code

LENGTH = 10  # of 22 letters: 44 bits
SALT = b"atelier.slips/1"  # the same for all: a code is looked for before one knows whose it is
COST, BLOCK = 2**14, 8  # scrypt: 16 MiB and about 40 ms


def code_of(slip: UUID) -> str:
    """The code this machine gives to a slip, in letters that are not taken for one another."""
    number = int.from_bytes(salted_hmac("atelier.slips", str(slip), algorithm="sha256").digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def slow_hash(code: str) -> str:
    """Under which a code is kept, on any machine."""
    typed = tidy_code(code).encode()
    return hashlib.scrypt(typed, salt=SALT, n=COST, r=BLOCK, p=1, dklen=32).hex()


def printer_mark() -> str:
    """Which secret this machine makes codes with; says nothing of it."""
    return salted_hmac("atelier.slips.printer", "", algorithm="sha256").hexdigest()[:16]


def is_code(typed: str) -> bool:
    """Whether it may be one at all: what is not costs no slow hash."""
    tidy = tidy_code(typed)
    return len(tidy) == LENGTH and set(tidy) <= set(ALPHABET)
