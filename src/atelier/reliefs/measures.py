"""What a wish would give, before it is made: the extent in km, the model in cm, its tiles or its layers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atelier.engines.relief.block.view import View
from atelier.engines.relief.ground import Ground
from atelier.engines.relief.kit.make import KitOptions
from atelier.engines.relief.kit.make import check_size as check_kit
from atelier.engines.relief.model.make import check_size as check_model
from atelier.engines.relief.model.tiles import cutting_of
from atelier.engines.relief.refusals import ReliefRefused
from atelier.reliefs.enums import ReliefKind
from atelier.reliefs.grounds import SiteGround
from atelier.reliefs.refusals import NotMade
from atelier.reliefs.sentences import centimetres, figure, kilometres, metres
from atelier.reliefs.wishes import Wish

CELLS, MOST_LAYERS = 250_000, 120
COARSE_STEP_MM = 1.5  # a cell wider than that shows as a facet


@dataclass(frozen=True)
class Measure:
    """One line: what is measured, and its figure in words. is_warning: it deserves a look."""

    label: str
    value: str
    is_warning: bool = False


def measures_of(wish: Wish, site: SiteGround) -> list[Measure]:
    """Raises NotMade."""
    ground = site.within(wish.bounds, max_cells=CELLS)
    if not np.isfinite(ground.heights_m).any():
        from atelier.engines.relief.refusals import ReliefCode

        raise NotMade(ReliefRefused(ReliefCode.ALL_UNKNOWN))
    low, high = float(np.nanmin(ground.heights_m)), float(np.nanmax(ground.heights_m))
    lines = [
        Measure(_("On the ground"), kilometres(ground.width_m, ground.depth_m)),
        Measure(_("Heights"), _("from %(low)s to %(high)s") % {"low": metres(low), "high": metres(high)}),
    ]
    kind = ReliefKind(wish.kind)
    if kind == ReliefKind.MODEL:
        lines += _model(wish.choices, ground, low, high)
    elif kind == ReliefKind.KIT:
        lines += _kit(wish.choices, ground, low, high)
    elif kind == ReliefKind.BLOCK:
        lines += _block(wish.choices, ground)
    elif kind == ReliefKind.CONTOURS:
        count = max(0, math.floor(high / wish.choices["interval"]) - math.ceil(low / wish.choices["interval"]) + 1)
        lines.append(Measure(_("Levels"), figure(count)))
    unknown = float(np.mean(np.isnan(ground.heights_m)))
    if unknown > 0.005:
        share = _("%(share)s %% of the heights are not known there.") % {"share": figure(100 * unknown)}
        lines.append(Measure(_("Unknown"), share, is_warning=True))
    return lines


def _model(said: Any, ground: Ground, low: float, high: float) -> list[Measure]:
    to_mm = 1000 / float(said["scale"])
    low = max(low, 0.0) if said["sea"] == "flat" else low
    height = max(0.0, high - low) * to_mm * said["exaggeration"] + said["base_mm"]
    width, depth = ground.width_m * to_mm, ground.depth_m * to_mm
    try:
        check_model(ground, float(said["scale"]))
        cutting = cutting_of(
            ground, step_mm=ground.step_m * to_mm, bed_mm=(said["bed_width"], said["bed_depth"]), has_dovetails=False
        )
    except ReliefRefused as refusal:
        raise NotMade(refusal) from refusal
    tiles = ngettext("%(count)s piece", "%(count)s pieces", cutting.count) % {"count": cutting.count}
    return [
        Measure(_("The model"), centimetres(width, depth, height)),
        Measure(_("Printed in"), tiles),
        *_grain(ground.step_m * to_mm, ground.step_m),
    ]


def _kit(said: Any, ground: Ground, low: float, high: float) -> list[Measure]:
    to_mm = 1000 / float(said["scale"])
    low = max(low, 0.0) if said["sea"] == "flat" else low
    options = KitOptions(said["scale"], said["thickness"], (said["sheet_width"], said["sheet_depth"]))
    try:
        check_kit(ground, options)
    except ReliefRefused as refusal:
        raise NotMade(refusal) from refusal
    interval = said["thickness"] / to_mm / said["exaggeration"]
    count = int(said["layers"] or 0)
    if count:
        interval = max(high - low, 1e-6) / count
    else:
        count = math.ceil((high - math.floor(low / interval) * interval) / interval - 1e-9)
    layers = ngettext("%(count)s layer of %(interval)s m", "%(count)s layers of %(interval)s m", count) % {
        "count": figure(count), "interval": figure(interval, 1),
    }  # fmt: skip
    size = centimetres(ground.width_m * to_mm, ground.depth_m * to_mm, count * said["thickness"])
    lines = [Measure(_("The model"), size), Measure(_("Made of"), layers, is_warning=not 2 <= count <= MOST_LAYERS)]
    return [*lines, *_grain(ground.step_m * to_mm, ground.step_m)]


def _block(said: Any, ground: Ground) -> list[Measure]:
    """The scale that the sheet gives: the block fills it."""
    from atelier.engines.relief.block.make import LADDER_MM, MARGIN_MM, PAGES

    view = View.of(ground, float(said["azimuth"]), float(said["tilt"]), float(said["exaggeration"]))
    corners = np.array(ground.rectangle.exterior.coords)[:4]
    turned = view.turned(corners)[:, 0]
    room_mm = PAGES[said["page"]][0] - 2 * MARGIN_MM - LADDER_MM - 6
    scale = float(np.ptp(turned)) * 1000 / room_mm
    rounded = round(scale, 1 - math.floor(math.log10(scale)))
    return [Measure(_("On the sheet"), _("about 1:%(scale)s across") % {"scale": figure(rounded)})]


def _grain(step_mm: float, step_m: float) -> list[Measure]:
    if step_mm <= COARSE_STEP_MM:
        return []
    said = _("The elevation model has a point every %(metres)s m: facets of %(size)s mm will show.")
    words = {"metres": figure(step_m), "size": figure(step_mm, 1)}
    return [Measure(_("Grain"), said % words, is_warning=True)]
