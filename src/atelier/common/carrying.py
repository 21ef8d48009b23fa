"""What travels when an atelier leaves in a suitcase: each room says it in its `packing.py`, model by model.

A room with models has a `packing.py` that defines PACKING. Every model is named there once; its fields are found by
introspection, so that a column more travels without a line more. A test refuses a model that nobody named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True)
class Alone:
    """One row at a time stands for these fields (a thing, then choices): the one whose `ends` is empty. Where each side
    named its own, home's stands; the other ends."""

    fields: tuple[str, ...]
    ends: str


Silence = Callable[[Any], Mapping[str, Any]]  # of a row: properties that leave as these values, not as they are


@dataclass(frozen=True)
class Kept:
    """Rows that travel, and that are merged property by property. Parents are declared before their children.

    same: fields that make two rows the same thing, wherever each was made. left_out: field → why it stays on each
    machine. local: unique words that each machine gives itself: they travel to a machine that does not know the row,
    and the function makes another when they are taken there. holds_operations: binary fields that are a table's
    operation, whose numbers are translated. is_outward: taken only from the atelier's home (rights are not brought
    back in a file). alone: what makes two rows that stand at once one too many. silence: of an atelier, what its rows
    do not say outside.
    """

    model: type[Model]
    same: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    local: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    holds_operations: tuple[str, ...] = ()
    is_outward: bool = False
    alone: Alone | None = None
    silence: Callable[[Any], Silence] | None = None

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower


@dataclass(frozen=True)
class Apart:
    """Rows that travel in a way of their own, told by `how`."""

    model: type[Model]
    how: str


@dataclass(frozen=True)
class Stays:
    """Rows that never leave the machine, and why."""

    model: type[Model]
    why: str


Declaration = Kept | Apart | Stays


@cache
def declarations() -> tuple[Declaration, ...]:
    """What every room said, lower rooms first (the order of INSTALLED_APPS)."""
    said: list[Declaration] = []
    for app in apps.get_app_configs():
        if app.name.startswith("atelier.") and app.module and module_has_submodule(app.module, "packing"):
            said += import_module(f"{app.name}.packing").PACKING
    return tuple(said)


@cache
def kept() -> Mapping[str, Kept]:
    """Kept models by kind (`ateliers.seat`), parents first."""
    return {one.kind: one for one in declarations() if isinstance(one, Kept)}
