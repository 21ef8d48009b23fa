"""A table's state as bytes, and back. `format` is a version: readers refuse what they do not know."""

from __future__ import annotations

import zlib

import msgspec

from atelier.engines.journal.frames import Snapshot
from atelier.engines.journal.state import TableState

FORMAT = 1
_encoder, _decoder = msgspec.json.Encoder(), msgspec.json.Decoder(Snapshot)


class SnapshotUnknown(ValueError):
    """Written by another version of the software."""


def pack(state: TableState, *, epoch: str) -> bytes:
    """The state as gzip-compressed JSON (what a joining screen downloads as it is)."""
    return compress(encode_state(state, epoch=epoch))


def encode_state(state: TableState, *, epoch: str) -> bytes:
    """The state as JSON, not compressed yet."""
    return _encoder.encode(Snapshot(format=FORMAT, epoch=epoch, seq=state.seq, things=list(state.things.values())))


def compress(body: bytes) -> bytes:
    compressor = zlib.compressobj(6, zlib.DEFLATED, 31)
    return compressor.compress(body) + compressor.flush()


def unpack(packed: bytes) -> TableState:
    """The state of a packed snapshot."""
    snapshot = _decoder.decode(zlib.decompress(packed, 31))
    if snapshot.format != FORMAT:
        raise SnapshotUnknown(f"snapshot of format {snapshot.format}, this software reads {FORMAT}")
    return TableState(seq=snapshot.seq, things={thing.id: thing for thing in snapshot.things})
