"""What can be made of a ground."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReliefKind(models.TextChoices):
    BLOCK = "block", _("Block diagram")
    MODEL = "model", _("Printed model")
    KIT = "kit", _("Cardboard kit")
    SHADE = "shade", _("Shade of the relief")
    CONTOURS = "contours", _("Contour lines")


# how a kind is written in addresses
PATHS: dict[ReliefKind, str] = {
    ReliefKind.BLOCK: "bloc",
    ReliefKind.MODEL: "maquette",
    ReliefKind.KIT: "carton",
    ReliefKind.SHADE: "ombrage",
    ReliefKind.CONTOURS: "courbes",
}
KINDS = {path: kind for kind, path in PATHS.items()}


class FileRole(models.TextChoices):
    PICTURE = "picture", _("Picture")
    WHOLE = "whole", _("Everything in one file")
    PART = "part", _("Part")
