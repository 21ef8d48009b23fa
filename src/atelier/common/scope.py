"""Data of an atelier is closed by default: asking without saying which atelier is an error, not a leak."""

from __future__ import annotations

from typing import Any, Generic, NoReturn, TypeVar

from django.db import models

Scoped = TypeVar("Scoped", bound=models.Model)


class ScopeForgotten(RuntimeError):
    """A query on an atelier's data that names no atelier. Use `.of(atelier)`."""


class ScopedManager(models.Manager[Scoped], Generic[Scoped]):
    """`Model.objects.of(atelier)` is the only way in; `path` leads from the model to its atelier.

    Django itself (related objects, uniqueness, migrations) goes through the plain default manager
    `everywhere`, declared first on the model. Our code names it only where no atelier can be known
    yet (a code typed at the door, a socket opening), and says why.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def of(self, atelier: models.Model | int) -> models.QuerySet[Scoped]:
        """Rows of this atelier."""
        return super().get_queryset().filter(**{self.path: atelier})

    def get_queryset(self) -> NoReturn:
        raise ScopeForgotten(f"{self.model.__name__}.objects: say .of(atelier)")

    def deconstruct(self) -> Any:
        raise TypeError("scoped managers stay out of migrations")


def atelier_of(thing: models.Model) -> int | None:
    """The number of the atelier a thing belongs to; None for what belongs to none.

    Asks the database only for the steps of the path that were not read yet.
    """
    if thing._meta.label_lower == "ateliers.atelier":
        return int(thing.pk)
    manager = getattr(type(thing), "objects", None)
    if not isinstance(manager, ScopedManager):
        return None
    *steps, last = manager.path.split("__")
    owner: Any = thing
    for step in steps:
        owner = getattr(owner, step)
    number: int = getattr(owner, f"{last}_id")
    return number
