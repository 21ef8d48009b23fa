"""What the law, the water and the people do to the ground: quiet tints and hatches, off until asked for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.territories.style.palette import Palette
from atelier.territories.style.parts import Group, fill, line, zoomed


def planning(palette: Palette) -> Group:
    colour = ["match", ["get", "zone"], "U", palette.zone_urban, "AU", palette.zone_future,
              "A", palette.zone_farm, palette.zone_nature]  # fmt: skip
    return Group(
        "plu",
        _("Planning zones (PLU)"),
        False,
        (
            fill("plu-tint", "plu", color=colour, opacity=0.3, antialias=False),
            line("plu-edge", "plu", color=colour, width=zoomed(11, 0.5, 15, 1.6), opacity=0.8),
        ),
    )


def population(palette: Palette) -> Group:
    few, some, many, most = palette.people
    colour = ["interpolate", ["linear"], ["get", "people"], 1, few, 15, some, 60, many, 180, most]
    return Group(
        "population",
        _("Population"),
        False,
        (fill("population-grid", "population", color=colour, opacity=0.62, outline_color=palette.paper),),
    )


def protected(palette: Palette) -> Group:
    return Group(
        "protected",
        _("Protected areas"),
        False,
        (
            fill("protected-tint", "protected", color=palette.protected, opacity=0.1),
            fill("protected-hatch", "protected", pattern="protected-hatch", opacity=0.45),
            line("protected-edge", "protected", color=palette.protected, width=zoomed(11, 0.8, 15, 1.8), opacity=0.8),
        ),
    )


def flood(palette: Palette) -> Group:
    low, middle, high = palette.flood_depths
    colour = ["match", ["get", "depth"], 1, low, 2, middle, high]
    return Group(
        "flood",
        _("Flood of the Arques"),
        False,
        (fill("flood-depth", "flood", color=colour, opacity=0.68, antialias=False),),
    )


def risk(palette: Palette) -> Group:
    return Group(
        "risk",
        _("Risks (PPR)"),
        False,
        (
            fill("risk-tint", "risk", color=palette.risk, opacity=0.08),
            fill("risk-hatch", "risk", pattern="risk-hatch", opacity=0.5),
            line("risk-edge", "risk", color=palette.risk, width=zoomed(11, 0.7, 15, 1.5), opacity=0.8),
        ),
    )


def defences(palette: Palette) -> Group:
    colour = ["match", ["get", "state"], "bon", palette.defence_good, "moyen", palette.defence_fair,
              palette.defence_poor]  # fmt: skip
    return Group(
        "defences",
        _("Sea defences"),
        True,
        (
            line("defences-halo", "defences", from_zoom=11.5, color=palette.halo,
                 width=zoomed(11.5, 1.5, 14, 3.6, 17, 7), opacity=0.7),
            line("defences-line", "defences", from_zoom=11.5, cap="butt", color=colour,
                 width=zoomed(11.5, 0.6, 14, 1.5, 17, 3.2)),
        ),
    )  # fmt: skip
