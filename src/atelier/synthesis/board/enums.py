"""Columns of a passage board, and the pencils their cards are drawn with."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.contributions.cards.enums import CardKind

DEFAULT_COLUMNS: tuple[str, ...] = (
    CardKind.FINDING,
    CardKind.BLOCKAGE,
    CardKind.INTENTION,
    CardKind.LEAD,
    CardKind.HYPOTHESIS,
    CardKind.PRINCIPLE,
)  # the passage of the founding text; a keeper chooses others

COLUMN_LABELS: Mapping[str, Promise] = {
    CardKind.FINDING: _("Findings"),
    CardKind.RESOURCE: _("Resources"),
    CardKind.DYNAMIC: _("Dynamics"),
    CardKind.COOPERATION: _("Cooperations"),
    CardKind.BLOCKAGE: _("Blockages"),
    CardKind.INTENTION: _("Intentions"),
    CardKind.LEAD: _("Leads"),
    CardKind.HYPOTHESIS: _("Hypotheses"),
    CardKind.PRINCIPLE: _("Principles"),
    CardKind.QUESTION: _("Questions"),
}

COLUMN_COLORS: Mapping[str, str] = {
    CardKind.FINDING: "#4b4945",
    CardKind.RESOURCE: "#2f8a52",
    CardKind.DYNAMIC: "#3d9fc6",
    CardKind.COOPERATION: "#c9579c",
    CardKind.BLOCKAGE: "#b3352b",
    CardKind.INTENTION: "#1f62ad",
    CardKind.LEAD: "#d9701a",
    CardKind.HYPOTHESIS: "#6d50a8",
    CardKind.PRINCIPLE: "#7b5638",
    CardKind.QUESTION: "#dba514",
}  # pencils of tokens.css, which passage.css names by kind; a test holds the three together
