"""The keys of a wall: a projector's computer shows a workshop's tables without anybody signed in."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.codes import code_hash, new_code
from atelier.ateliers.models import Workshop
from atelier.common.audit import Author, record
from atelier.common.errors import DomainError
from atelier.tables.commands import tell_rights
from atelier.tables.models import Table, WallKey

KEY_LENGTH, KEY_LIFE = 8, timedelta(hours=12)


class WallKeyWrong(DomainError):
    code = "wall_key_wrong"
    message = _("This code opens no wall, or no longer. Ask the facilitator for a new one.")


@transaction.atomic
def make_wall_key(workshop: Workshop, *, by: Author) -> str:
    """A code that shows this workshop's wall, on one computer or several. Walls opened by earlier codes close."""
    _revoke(workshop)
    code = new_code(KEY_LENGTH)
    expires_at = timezone.now() + KEY_LIFE
    key = WallKey.everywhere.create(workshop=workshop, code_hash=code_hash(code), expires_at=expires_at)
    record("wall.key_made", key, by=by)
    return code


@transaction.atomic
def close_walls(workshop: Workshop, *, by: Author) -> None:
    """No computer shows this workshop's wall any more without a role."""
    _revoke(workshop)
    record("wall.closed", workshop, by=by)


@transaction.atomic
def use_wall_key(code: str, *, by: Author) -> WallKey:
    """The key of this code. Raises WallKeyWrong when unknown, revoked or too old."""
    # everywhere: whoever types a code has no atelier yet
    keys = WallKey.everywhere.filter(code_hash=code_hash(code), revoked_at=None, expires_at__gt=timezone.now())
    key = keys.first()
    if key is None:
        raise WallKeyWrong
    record("wall.opened", key, by=by)
    return key


def _revoke(workshop: Workshop) -> None:
    """The tables ask again who may see them: the sockets of walls close."""
    now = timezone.now()
    if WallKey.objects.of(workshop.atelier_id).filter(workshop=workshop, revoked_at=None).update(revoked_at=now):
        for table in Table.objects.of(workshop.atelier_id).filter(workshop=workshop):
            tell_rights(table.pk)
