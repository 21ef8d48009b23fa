"""What a backup is refused for, each with its sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class BackupUnusable(DomainError):
    """A backup that cannot be read, or not here."""

    code = "backup_unusable"


class NotABackup(BackupUnusable):
    message = _("%(file)s is not a backup of Atelier, or cannot be read.")


class LaterVersion(BackupUnusable):
    message = _("This backup was made by a later version of Atelier. Update Atelier here first.")


class Damaged(BackupUnusable):
    message = _("This backup is damaged: %(name)s is not what was saved. Take another one.")


class OtherDatabase(BackupUnusable):
    message = _("This backup is of a %(saved)s database and %(here)s is used here.")


class LivedIn(BackupUnusable):
    message = _("There are ateliers here already. Add --replace to put the backup in their place.")


class ToolMissing(DomainError):
    code, message = "tool_missing", _("%(tool)s is missing: install PostgreSQL's client tools.")


class ToolFailed(DomainError):
    code, message = "tool_failed", _("%(tool)s failed: %(words)s")


class HouseOpen(DomainError):
    """A server or a worker runs on this var/."""

    code, message = "house_open", _("Atelier is running on this folder: stop it first.")
