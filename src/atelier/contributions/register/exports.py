"""The register as files that a French spreadsheet opens as they are."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.contributions.register.queries import Register, grounded_projects
from atelier.engines.lists.writing import csv_of


def resources_csv(register: Register) -> bytes:
    """A row a resource. Colleges, not names: the file leaves the house."""
    return csv_of(_resources(register))


def projects_csv(atelier: Atelier) -> bytes:
    """A row a project, existing ones first."""
    return csv_of(_projects(atelier))


def _resources(register: Register) -> Iterator[list[str | float | None]]:
    yield [
        _("Card"), _("Family"), _("Resource"), _("College"), _("Said at"), _("Workshop"), _("Fate"), _("Projects"),
        _("Longitude"), _("Latitude"),
    ]  # fmt: skip
    for one in register.resources:
        card = one.card
        family = one.family.label if one.family else ""
        yield [
            card.name, family, card.text, str(card.get_college_display()), card.origin_name,
            card.workshop.title if card.workshop else "", str(card.get_fate_display()),
            ", ".join(project.title for project in one.projects), *_middle(card.west, card.east),
            *_middle(card.south, card.north),
        ]  # fmt: skip


def _projects(atelier: Atelier) -> Iterator[list[str | float | None]]:
    yield [
        _("Project"), _("Existing or new"), _("State"), _("Carried by"), _("Text"), _("Resources it stands on"),
        _("Longitude"), _("Latitude"),
    ]  # fmt: skip
    for one in grounded_projects(atelier):
        project = one.project
        origin = _("existing") if project.is_existing else _("new")
        yield [
            project.title, origin, str(project.get_status_display()), project.bearer_name, project.text,
            ", ".join(card.name for card in one.resources), *_middle(project.west, project.east),
            *_middle(project.south, project.north),
        ]  # fmt: skip


def _middle(low: float | None, high: float | None) -> list[float | None]:
    return [None if low is None or high is None else round((low + high) / 2, 6)]
