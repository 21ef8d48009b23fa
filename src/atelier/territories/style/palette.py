"""The inks of the base map. Pale on purpose: the pencils of the table must dominate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """One theme. Colours are #rrggbb; strengths 0 to 1."""

    name: str
    paper: str
    veil: str
    veil_strength: float
    sea: tuple[str, ...]
    depth: str
    shore: str
    shade_strength: float
    contour: str
    contour_index: str
    contour_text: str
    water: str
    water_text: str
    sea_text: str
    road: str
    road_casing: str
    limit: str
    limit_core: str
    text: str
    text_soft: str
    halo: str
    zone_urban: str
    zone_future: str
    zone_farm: str
    zone_nature: str
    risk: str
    protected: str
    flood: str
    flood_depths: tuple[str, str, str]
    people: tuple[str, str, str, str]
    defence_good: str
    defence_fair: str
    defence_poor: str


PAPER = Palette(
    name="paper",
    paper="#f8f4ea",
    veil="#e9e4d6",
    veil_strength=0.5,
    sea=("#dce9e6", "#d7e6e3", "#d1e3e0", "#cbdfdd", "#c4dbda", "#bcd6d6", "#b3d0d1"),
    depth="#8fb6ba",
    shore="#5f8588",
    shade_strength=0.95,
    contour="#c9ad88",
    contour_index="#b08d60",
    contour_text="#8d6b42",
    water="#6fa3b8",
    water_text="#3f7690",
    sea_text="#4f868d",
    road="#fffdf7",
    road_casing="#a99d8c",
    limit="#9d8fa0",
    limit_core="#86748c",
    text="#3a3530",
    text_soft="#6f675d",
    halo="#f8f4ea",
    zone_urban="#d98f7e",
    zone_future="#e5b25f",
    zone_farm="#d9cf7f",
    zone_nature="#93b883",
    risk="#c26a3d",
    protected="#4f8a4c",
    flood="#3d78b0",
    flood_depths=("#bcd8ec", "#86b5da", "#4f8bc0"),
    people=("#f3dccb", "#e3b39d", "#c98273", "#a05257"),
    defence_good="#4d5a5c",
    defence_fair="#c98a1b",
    defence_poor="#b5382e",
)

DARK = Palette(
    name="dark",
    paper="#1d2d3a",
    veil="#16242f",
    veil_strength=0.6,
    sea=("#0f1c27", "#101f2b", "#11232f", "#132733", "#152b38", "#17303d", "#1a3644"),
    depth="#3d6675",
    shore="#7fb0bd",
    shade_strength=0.5,
    contour="#4d5f68",
    contour_index="#6f828a",
    contour_text="#a9b7ba",
    water="#5b9cbb",
    water_text="#93c5dd",
    sea_text="#7fb0bd",
    road="#6d7a82",
    road_casing="#0f1921",
    limit="#66728a",
    limit_core="#8f93b8",
    text="#f1ebdd",
    text_soft="#b3b9ba",
    halo="#1a2935",
    zone_urban="#c97d6e",
    zone_future="#d0a050",
    zone_farm="#b3a75a",
    zone_nature="#6fa06a",
    risk="#e08a58",
    protected="#79b98a",
    flood="#6aa5dc",
    flood_depths=("#2b4f6d", "#3574a8", "#58a0e0"),
    people=("#3d4450", "#775c5f", "#a8706a", "#dc9284"),
    defence_good="#c5d3d6",
    defence_fair="#e8b04a",
    defence_poor="#f07a6a",
)

PALETTES = {palette.name: palette for palette in (PAPER, DARK)}
