"""A block in words, for whoever cannot see it: its heights and where they are, its slopes, how its rivers run."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from django.utils.translation import gettext as _
from shapely.geometry import shape

from atelier.contributions.models import Contribution
from atelier.engines.relief.ground import Ground, sample
from atelier.engines.relief.telling import Course, Figures, courses_of, figures_of
from atelier.reliefs.grounds import SiteGround, in_metres
from atelier.reliefs.sentences import FROM, TO, corner, eighth, figure, kilometres, metres

MOST_NAMES, NEAR_M = 6, 2500.0
LEAST_SEA = 0.01


def sentences_on(ground: Ground, site: SiteGround) -> list[str]:
    """The ground of a block, most important first."""
    figures, rivers = figures_of(ground), site.layers.get("streams")
    courses = courses_of(rivers, ground) if rivers else []
    said = [*_extent(ground, site), *_heights(ground, site, figures), *_slopes(figures)]
    return [*said, *(_course(course) for course in courses), *_sea(figures)]


def drawings_on(contributions: Iterable[Contribution], ground: Ground, site: SiteGround) -> list[str]:
    """What is drawn where: each thing with a place in the block, in the order it was said."""
    found = []
    for one in contributions:
        if not one.geometry:
            continue
        place = in_metres(shape(one.geometry)).intersection(ground.rectangle)
        if place.is_empty:
            continue
        point = (
            place.representative_point() if place.geom_type != "LineString" else place.interpolate(0.5, normalized=True)
        )
        words = {"what": one.meaning, "where": _where((point.x, point.y), ground, site)}
        said = _("%(what)s: %(where)s") % words
        height = float(sample(ground.heights_m, ground.grid_of(np.array([[point.x, point.y]])))[0])
        said += _(", at %(height)s") % {"height": metres(height)} if np.isfinite(height) else ""
        found.append(f"{said}. « {one.text} »" if one.text else f"{said}.")
    return found


def _extent(ground: Ground, site: SiteGround) -> list[str]:
    names = [place.name for place in site.places_in(ground)][:MOST_NAMES]
    said = _("The block is %(size)s, from west to east and from south to north.") % {
        "size": kilometres(ground.width_m, ground.depth_m)
    }
    return [said, _("On it: %(names)s.") % {"names": ", ".join(names)}] if names else [said]


def _heights(ground: Ground, site: SiteGround, figures: Figures) -> list[str]:
    return [
        _("The highest point, %(height)s, is %(where)s.")
        % {"height": metres(figures.high_m), "where": _where(figures.highest, ground, site)},
        _("The lowest land, %(height)s, is %(where)s.")
        % {"height": metres(figures.low_m), "where": _where(figures.lowest, ground, site)},
    ]


def _slopes(figures: Figures) -> list[str]:
    flat, steep = figure(100 * figures.nearly_flat), figure(100 * figures.steep)
    if figures.steep < 0.005:
        return [_("%(flat)s %% of the land is nearly flat (less than 3 %%); none is steep.") % {"flat": flat}]
    return [
        _("%(flat)s %% of the land is nearly flat (less than 3 %%); %(steep)s %% is steep (more than 20 %%).")
        % {"flat": flat, "steep": steep}
    ]


def _course(course: Course) -> str:
    return _("%(river)s runs %(start)s %(end)s, over %(length)s km.") % {
        "river": course.name, "start": str(FROM[eighth(course.towards_deg + 180)]),
        "end": str(TO[eighth(course.towards_deg)]),
        "length": figure(course.length_m / 1000, 1),
    }  # fmt: skip


def _sea(figures: Figures) -> list[str]:
    if figures.sea < LEAST_SEA:
        return []
    share = figure(100 * figures.sea)
    return [_("The sea covers %(share)s %% of the block.") % {"share": share}]


def _where(point: tuple[float, float], ground: Ground, site: SiteGround) -> str:
    """ "in the south-east, near Arques-la-Bataille"."""
    column, row = ground.grid_of(np.array([point]))[0]
    said = corner(float(column) / max(1, ground.columns - 1), 1 - float(row) / max(1, ground.rows - 1))
    near = [
        (float(np.hypot(place.east_m - point[0], place.north_m - point[1])), place.name)
        for place in site.places if place.rank < 5
    ]  # fmt: skip
    distance, name = min(near, default=(NEAR_M, ""))
    return _("%(where)s, near %(name)s") % {"where": said, "name": name} if distance < NEAR_M else said
