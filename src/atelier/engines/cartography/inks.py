"""The inks of the printed map, by style. Cousins of the screen's palette, paler: the felt pens must dominate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

Style = Literal["pale", "plan", "relief", "photo"]
STYLES: tuple[Style, ...] = ("pale", "plan", "relief", "photo")


@dataclass(frozen=True)
class Inks:
    """Colours are #rrggbb, strengths 0 to 1. `sea`: from the open sea to the shore. `hills`: from low to high.

    photograph_strength: under 1 it is veiled with white, for felt pens to be seen on dark woods.
    """

    paper: str
    veil: str
    veil_strength: float
    sea: tuple[str, ...]
    depth: str
    shore: str
    contour: str
    contour_index: str
    contour_text: str
    water: str
    water_text: str
    sea_text: str
    road: str
    road_casing: str
    built: str
    woods: str
    limit: str
    limit_core: str
    text: str
    text_soft: str
    halo: str
    halo_strength: float
    protected: str
    flood: str
    defence: Mapping[str, str]
    zones: Mapping[str, str] = field(default_factory=dict)
    zone_strength: float = 0.0
    hills: tuple[str, ...] = ()
    fills: bool = True
    photograph_strength: float = 1.0


PALE = Inks(
    paper="#fffdf8",
    veil="#efece4",
    veil_strength=0.45,
    sea=("#eaf2f1", "#e6f0ef", "#e2eeed", "#deebeb", "#d9e8e8", "#d4e5e5", "#cee1e2"),
    depth="#a9c6c9",
    shore="#6f9396",
    contour="#e0d0b8",
    contour_index="#ceb591",
    contour_text="#a98c62",
    water="#8fbacb",
    water_text="#4f8399",
    sea_text="#6d9ba1",
    road="#fffdf8",
    road_casing="#b9afa1",
    built="#ece5da",
    woods="#dfe8d3",
    limit="#ada1b0",
    limit_core="#97879c",
    text="#4a443d",
    text_soft="#857d72",
    halo="#fffdf8",
    halo_strength=0.85,
    protected="#7fa97b",
    flood="#bcd5e8",
    defence=MappingProxyType({"bon": "#7d898b", "moyen": "#d0a558", "mauvais": "#c56a60"}),
)
PLAN = replace(
    PALE,
    paper="#fdf9ef",
    veil="#eee8da",
    veil_strength=0.5,
    sea=("#dce9e6", "#d7e6e3", "#d1e3e0", "#cbdfdd", "#c4dbda", "#bcd6d6", "#b3d0d1"),
    depth="#8fb6ba",
    shore="#4f7679",
    contour="#dcc5a2",
    contour_index="#c4a576",
    contour_text="#8d6b42",
    water="#6fa3b8",
    water_text="#37708b",
    sea_text="#4f868d",
    road_casing="#94887a",
    built="#d3b8a8",
    woods="#cfdfbd",
    limit="#94859a",
    limit_core="#7d6a86",
    text="#332e29",
    text_soft="#6f675d",
    halo="#fdf9ef",
    protected="#4f8a4c",
    flood="#86b5da",
    defence=MappingProxyType({"bon": "#4d5a5c", "moyen": "#c98a1b", "mauvais": "#b5382e"}),
    zones=MappingProxyType({"U": "#e3a898", "AU": "#eec27c", "A": "#efe7b4", "N": "#b9d3aa"}),
    zone_strength=0.55,
)
RELIEF = replace(
    PLAN,
    built="#c49c8b",
    woods="#b9cfa5",
    contour="#b79a72",
    contour_index="#98784f",
    contour_text="#755a34",
    halo="#fbf5e6",
    halo_strength=0.7,
    zones={},
    hills=("#dde5cb", "#e9ebcf", "#f4eed6", "#f3e6c8", "#ecd8b4", "#e2c8a1"),
)
PHOTO = replace(
    PLAN,
    contour="#a98e66",
    contour_index="#8d7148",
    contour_text="#6b5330",
    water="#5f9fc4",
    water_text="#1f5f80",
    shore="#4f7b80",
    road="#fffaf0",
    road_casing="#857b6f",
    limit="#6d5a77",
    limit_core="#5d4a68",
    text="#1d1a17",
    text_soft="#39342e",
    halo="#ffffff",
    halo_strength=0.8,
    zones={},
    fills=False,
    photograph_strength=0.55,
)
INKS: Mapping[Style, Inks] = MappingProxyType({"pale": PALE, "plan": PLAN, "relief": RELIEF, "photo": PHOTO})
