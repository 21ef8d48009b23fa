"""The keys of one person: made from a seed that lies behind a passphrase and is never kept in clear.

From the seed, two keys: one that opens what was sealed for the person (X25519), one that signs (Ed25519).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

VERSION = b"atelier-key-1"
SALT_BYTES, NONCE_BYTES, SEED_BYTES = 16, 12, 32
COST = 2**17  # of scrypt with blocks of 8: 128 MB and about half a second a try


class WrongPassphrase(ValueError):
    """The passphrase does not open this key."""


@dataclass(frozen=True)
class PublicKeys:
    """What everybody may know: 32 bytes each."""

    sealing: bytes
    signing: bytes


@dataclass(frozen=True, repr=False)
class PersonKeys:
    """What opens and what signs, in memory only."""

    seed: bytes

    @property
    def opening(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(derived(self.seed, b"opening"))

    @property
    def public(self) -> PublicKeys:
        return PublicKeys(
            self.opening.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
            self._signing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
        )

    def sign(self, message: bytes) -> bytes:
        return self._signing.sign(message)

    @property
    def _signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(derived(self.seed, b"signing"))


def make_keys(passphrase: str) -> tuple[PublicKeys, bytes]:
    """Fresh keys: the public ones, and the seed locked behind the passphrase (salt, nonce, ciphertext)."""
    seed, salt, nonce = (secrets.token_bytes(size) for size in (SEED_BYTES, SALT_BYTES, NONCE_BYTES))
    cost = COST.bit_length() - 1
    lock = ChaCha20Poly1305(_behind(passphrase, salt, cost))
    locked = bytes([cost]) + salt + nonce + lock.encrypt(nonce, seed, VERSION)
    return PersonKeys(seed).public, locked


def unlock_keys(locked: bytes, passphrase: str) -> PersonKeys:
    """Raises WrongPassphrase; a locked seed that was altered is told the same way."""
    cost, salt, nonce = locked[0], locked[1 : 1 + SALT_BYTES], locked[1 + SALT_BYTES :][:NONCE_BYTES]
    if not 10 <= cost <= 20:  # an altered row must not ask for all the memory of the machine
        raise WrongPassphrase
    lock = ChaCha20Poly1305(_behind(passphrase, salt, cost))
    try:
        return PersonKeys(lock.decrypt(nonce, locked[1 + SALT_BYTES + NONCE_BYTES :], VERSION))
    except InvalidTag as error:
        raise WrongPassphrase from error


def is_signed(message: bytes, signature: bytes, signing_key: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(signing_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def derived(secret: bytes, purpose: bytes, salt: bytes = b"") -> bytes:
    """32 bytes for one purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=VERSION + b"/" + purpose).derive(secret)


def _behind(passphrase: str, salt: bytes, cost: int) -> bytes:
    """The same words typed with other spaces or capitals are the same passphrase."""
    words = " ".join(passphrase.casefold().split()).encode()
    return Scrypt(salt=salt, length=32, n=2**cost, r=8, p=1).derive(words)
