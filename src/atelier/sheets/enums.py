"""Where a sheet of paper is on its way, and what became of what was read of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SheetState(models.TextChoices):
    """In the order of a sheet's life; a photograph may arrive before anybody said that the sheet came back."""

    PLANNED = "planned", _("being printed")
    FAILED = "failed", _("not printed")
    PRINTED = "printed", _("ready to print")
    OUT = "out", _("on its table")
    BACK = "back", _("back")


class PhotoState(models.TextChoices):
    ARRIVING = "arriving", _("arriving")
    WAITING = "waiting", _("waiting to be read")
    READ = "read", _("read")
    REFUSED = "refused", _("cannot be read")


class ReadingState(models.TextChoices):
    TO_REVIEW = "to_review", _("to review")
    LAID = "laid", _("laid on its table")
    SET_ASIDE = "set_aside", _("set aside")


class MarkKind(models.TextChoices):
    LINE = "line", _("line")
    AREA = "area", _("surface")
    POINT = "point", _("point")
    WORDS = "words", _("words to type")


class MarkChange(models.TextChoices):
    """Against the photograph of the same sheet that was read before."""

    NEW = "", _("new")
    APPEARED = "appeared", _("appeared")
    KEPT = "kept", _("still there")
    DISAPPEARED = "disappeared", _("rubbed out")
