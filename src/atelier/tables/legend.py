"""Legends: pencils with meanings, as data. A table starts with one of these and may change it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PencilModel:
    """`width` in pixels on screen at the scale of a neighbourhood."""

    key: str
    meaning: str | Promise
    color: str
    shape: str = "stroke"
    width: float = 4


LEGENDS: dict[str, tuple[PencilModel, ...]] = {
    "diagnosis": (
        PencilModel("blockage", _("Problem, blockage"), "#c8372d"),
        PencilModel("resource", _("Resource, asset"), "#2f7d3b"),
        PencilModel("water", _("Water, sea, risk"), "#1f6fb2"),
        PencilModel("link", _("Link to create"), "#e07b1a"),
        PencilModel("memory", _("Use, memory, spirit of the place"), "#7a4a9e"),
        PencilModel("sketch", _("Sketch"), "#3a3733", width=3),
        PencilModel("retreat", _("Place to rethink"), "#c8372d", "area", 3),
        PencilModel("potential", _("Place of potential"), "#2f7d3b", "area", 3),
        PencilModel("favourite", _("Favourite place"), "#d9a400", "mark", 12),
        PencilModel("attention", _("Point of attention"), "#c2297a", "mark", 12),
        PencilModel("word", _("Note"), "#3a3733", "note", 3),
    ),
    "mobility": (
        PencilModel("walk", _("On foot"), "#2f7d3b"),
        PencilModel("cycle", _("By bicycle"), "#1f6fb2"),
        PencilModel("bus", _("By bus or train"), "#7a4a9e"),
        PencilModel("road", _("By car"), "#6b6760"),
        PencilModel("link", _("Link to create"), "#e07b1a"),
        PencilModel("cut", _("Barrier, cut"), "#c8372d"),
        PencilModel("calm", _("Place to calm"), "#e07b1a", "area", 3),
        PencilModel("stop", _("Stop, interchange"), "#7a4a9e", "mark", 12),
        PencilModel("danger", _("Danger"), "#c8372d", "mark", 12),
        PencilModel("word", _("Note"), "#3a3733", "note", 3),
    ),
}

LEGEND_TITLES: dict[str, str | Promise] = {"diagnosis": _("Diagnosis"), "mobility": _("Getting around")}
