"""An envelope that opens when several people have each given their share of its key.

The content is padded, then encrypted with a key of its own; the key is cut in shares (sharing.py); each share is sealed
for one person (keys.py). The key itself is kept nowhere.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from atelier.engines.sealing.keys import NONCE_BYTES, PersonKeys, derived
from atelier.engines.sealing.sharing import SECRET_BYTES, cut_secret, join_shares

PAGE = 64 * 1024  # lengths are rounded up to it: a price is not read from a length
LENGTH_BYTES, KEY_BYTES = 8, 32
NO_NONCE = bytes(NONCE_BYTES)  # each derived key serves one message only


class Tampered(ValueError):
    """What was sealed is no longer what it was, or the shares are not its own."""


@dataclass(frozen=True, repr=False)
class Envelope:
    """`ciphertext` to keep on disk; `shares[n]` for the person at place n + 1."""

    ciphertext: bytes
    shares: tuple[bytes, ...]


def seal(content: bytes, sealing_keys: Sequence[bytes], *, threshold: int, about: bytes) -> Envelope:
    """`about` names the envelope: it cannot be opened as another's. sealing_keys: X25519, one a person, in order."""
    key = secrets.token_bytes(SECRET_BYTES)
    nonce = secrets.token_bytes(NONCE_BYTES)
    padded = len(content).to_bytes(LENGTH_BYTES) + content
    padded += bytes(-len(padded) % PAGE)
    ciphertext = nonce + ChaCha20Poly1305(key).encrypt(nonce, padded, about)
    cut = cut_secret(key, threshold=threshold, places=len(sealing_keys))
    shares = tuple(_sealed_for(person, cut[place], about) for place, person in enumerate(sealing_keys, start=1))
    return Envelope(ciphertext, shares)


def open_share(sealed: bytes, keys: PersonKeys, *, about: bytes) -> bytes:
    """The share of this person. Raises Tampered."""
    sender, body = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    common = keys.opening.exchange(X25519PublicKey.from_public_bytes(sender))
    try:
        return ChaCha20Poly1305(_message_key(common, sender, keys.public.sealing)).decrypt(NO_NONCE, body, about)
    except InvalidTag as error:
        raise Tampered from error


def open_envelope(ciphertext: bytes, shares: Mapping[int, bytes], *, about: bytes) -> bytes:
    """The content, from the shares by place (from 1). Raises Tampered, also where the shares are too few."""
    nonce, body = ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:]
    try:
        padded = ChaCha20Poly1305(join_shares(shares)).decrypt(nonce, body, about)
    except (InvalidTag, ValueError) as error:
        raise Tampered from error
    size = int.from_bytes(padded[:LENGTH_BYTES])
    return padded[LENGTH_BYTES : LENGTH_BYTES + size]


def _sealed_for(person: bytes, share: bytes, about: bytes) -> bytes:
    """One message to one public key: a fresh X25519 key, HKDF, ChaCha20-Poly1305."""
    fresh = X25519PrivateKey.generate()
    sender = fresh.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    common = fresh.exchange(X25519PublicKey.from_public_bytes(person))
    return sender + ChaCha20Poly1305(_message_key(common, sender, person)).encrypt(NO_NONCE, share, about)


def _message_key(common: bytes, sender: bytes, person: bytes) -> bytes:
    return derived(common, b"share", salt=sender + person)
