"""What lies in an envelope: one message, the same for those who seal and those who open."""

from __future__ import annotations

from decimal import Decimal

import msgspec


class Enclosed(msgspec.Struct, frozen=True):
    """A file of a tender, whole."""

    name: str
    kind: str
    content: bytes


class TenderContent(msgspec.Struct, frozen=True):
    """A tender. answers: criterion id → what is proposed for the site. price: excluding tax, two decimals."""

    price: Decimal
    answers: dict[str, str]
    co_contractors: str = ""
    files: tuple[Enclosed, ...] = ()


def packed(content: TenderContent) -> bytes:
    return msgspec.msgpack.encode(content)


def unpacked(content: bytes) -> TenderContent:
    """Raises msgspec.ValidationError, msgspec.DecodeError."""
    return msgspec.msgpack.decode(content, type=TenderContent)


def about_tender(consultation_id: int, organisation_id: int) -> bytes:
    """Bound into every envelope: it opens as this competition's and this tenderer's, or not at all."""
    return f"atelier/tender/{consultation_id}/{organisation_id}".encode()
