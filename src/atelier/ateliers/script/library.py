"""Models of scripts: files in `data/scripts/` that a workshop copies and changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
from django.conf import settings

from atelier.ateliers.script.errors import ModelUnknown
from atelier.ateliers.script.material import Material


class ModelSequence(msgspec.Struct, frozen=True):
    title: str
    kind: str
    minutes: int
    day: int = 1
    leads: str = ""
    writes: str = ""
    tables: str = ""
    step: str = ""
    material: list[Material] = []
    method: str = ""


class ScriptModel(msgspec.Struct, frozen=True):
    """`starts_at` is local time; `step` of a sequence is a step's title, made in the workshop if it is not there."""

    format: int
    key: str
    title: str
    about: str
    starts_at: str
    sequences: list[ModelSequence]

    @property
    def first_hour(self) -> dt.time:
        return dt.time.fromisoformat(self.starts_at)


def script_models() -> list[ScriptModel]:
    """Every model of the house, by file name."""
    files = sorted((Path(settings.DATA_DIR) / "scripts").glob("*.json"))
    return [msgspec.json.decode(path.read_bytes(), type=ScriptModel) for path in files]


def script_model(key: str) -> ScriptModel:
    """The model with this key. Raises ModelUnknown."""
    for one in script_models():
        if one.key == key:
            return one
    raise ModelUnknown
