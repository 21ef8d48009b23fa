"""An envelope opens for enough people, and for nobody else."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier.engines.sealing import keys
from atelier.engines.sealing.envelopes import PAGE, Tampered, open_envelope, open_share, seal
from atelier.engines.sealing.keys import PersonKeys, WrongPassphrase, is_signed, make_keys, unlock_keys
from atelier.engines.sealing.sharing import PRIME, SHARE_BYTES, cut_secret, join_shares

ABOUT = b"tender:1"
PEOPLE = [PersonKeys(bytes([number]) * 32) for number in (1, 2, 3)]
SEALING = [person.public.sealing for person in PEOPLE]


@pytest.fixture(autouse=True)
def light_passphrases(monkeypatch):
    monkeypatch.setattr(keys, "COST", 2**10)


@given(st.binary(min_size=32, max_size=32), st.integers(1, 5), st.integers(0, 3))
def test_any_enough_shares_give_the_secret_back(secret, threshold, more):
    shares = cut_secret(secret, threshold=threshold, places=threshold + more)

    for chosen in combinations(shares, threshold):
        assert join_shares({place: shares[place] for place in chosen}) == secret


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_too_few_shares_fit_every_other_secret_as_well(secret, other):
    """With one share of two, each other secret has a second share that would give it: nothing is learnt."""
    share = int.from_bytes(cut_secret(secret, threshold=2, places=2)[1])
    wanted = int.from_bytes(other)

    second = (wanted + 2 * (share - wanted)) % PRIME

    assert join_shares({1: share.to_bytes(SHARE_BYTES), 2: second.to_bytes(SHARE_BYTES)}) == other


@given(st.binary(max_size=3000))
def test_envelope_comes_back_whole_for_two_of_three(content):
    envelope = seal(content, SEALING, threshold=2, about=ABOUT)
    shares = [open_share(sealed, person, about=ABOUT) for sealed, person in zip(envelope.shares, PEOPLE, strict=True)]

    for first, second in combinations(range(3), 2):
        chosen = {first + 1: shares[first], second + 1: shares[second]}
        assert open_envelope(envelope.ciphertext, chosen, about=ABOUT) == content


def test_envelope_stays_shut_for_one_for_a_stranger_and_for_another_tender():
    envelope = seal(b"12 000,00", SEALING, threshold=2, about=ABOUT)
    shares = [open_share(sealed, person, about=ABOUT) for sealed, person in zip(envelope.shares, PEOPLE, strict=True)]

    with pytest.raises(Tampered):
        open_envelope(envelope.ciphertext, {1: shares[0]}, about=ABOUT)
    with pytest.raises(Tampered):
        open_share(envelope.shares[0], PEOPLE[1], about=ABOUT)
    with pytest.raises(Tampered):
        open_envelope(envelope.ciphertext, {1: shares[0], 2: shares[1]}, about=b"tender:2")
    with pytest.raises(Tampered):
        open_share(envelope.shares[0], PEOPLE[0], about=b"tender:2")


@given(st.integers(0, PAGE))
def test_one_changed_bit_is_seen(at):
    envelope = seal(b"une offre", SEALING, threshold=2, about=ABOUT)
    shares = {
        place: open_share(sealed, person, about=ABOUT)
        for place, (sealed, person) in enumerate(zip(envelope.shares, PEOPLE, strict=True), start=1)
    }
    changed = bytearray(envelope.ciphertext)
    changed[at] ^= 1

    with pytest.raises(Tampered):
        open_envelope(bytes(changed), shares, about=ABOUT)


def test_length_of_an_envelope_says_nothing_of_a_price():
    short, long = (seal(content, SEALING, threshold=2, about=ABOUT) for content in (b"9", b"123 456 789,00"))

    assert len(short.ciphertext) == len(long.ciphertext)


def test_keys_open_with_their_passphrase_alone():
    public, locked = make_keys("Falaise craie valleuse galet")

    assert unlock_keys(locked, "falaise  craie valleuse GALET").public == public
    with pytest.raises(WrongPassphrase):
        unlock_keys(locked, "falaise craie valleuse")
    with pytest.raises(WrongPassphrase):
        unlock_keys(locked[:-1] + bytes([locked[-1] ^ 1]), "falaise craie valleuse galet")
    with pytest.raises(WrongPassphrase):
        unlock_keys(bytes([60]) + locked[1:], "falaise craie valleuse galet")


def test_signature_holds_for_its_message_and_its_key():
    signature = PEOPLE[0].sign(b"record")

    assert is_signed(b"record", signature, PEOPLE[0].public.signing)
    assert not is_signed(b"another", signature, PEOPLE[0].public.signing)
    assert not is_signed(b"record", signature, PEOPLE[1].public.signing)


def test_keys_never_show_in_a_trace():
    assert "seed" not in repr(PEOPLE[0])
