"""Words of the selection."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Favour(models.TextChoices):
    """What a State service thinks of an application of its territory."""

    FAVOURABLE = "favourable", _("Favourable")
    RESERVED = "reserved", _("With reserves")
    UNFAVOURABLE = "unfavourable", _("Unfavourable")


class Outcome(models.TextChoices):
    """What the national team decides; it becomes the state of the application at the release."""

    SELECTED = "selected", _("Selected")
    RESERVE = "reserve", _("On the reserve list")
    NOT_SELECTED = "not_selected", _("Not selected")


class Ability(models.TextChoices):
    """What a phase lets a role do."""

    OPINE = "opine", _("give an opinion and a rank")
    READ_OPINIONS = "read_opinions", _("read the opinions")
    READ_LETTERS = "read_letters", _("read the attached letters")
    ASSIGN = "assign", _("name reviewers")
    SCORE = "score", _("give marks")
    READ_SCORES = "read_scores", _("read everybody’s marks")
    DISCUSS = "discuss", pgettext_lazy("ability", "discuss")
    DECIDE = "decide", pgettext_lazy("ability", "decide")
    RELEASE = "release", _("release the results")


class Party(models.TextChoices):
    """Who takes part in a selection."""

    STATE = "state", _("State service of the territory")
    REVIEWER = "reviewer", _("Reviewer")
    NATIONAL = "national", _("National team")
