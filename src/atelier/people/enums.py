"""The colleges of an atelier (seed: « avec qui ? »)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class College(models.TextChoices):
    """Who speaks: every voice is counted, the State's is one of them."""

    ELECTED = "elected", _("Elected members")
    TECHNICAL = "technical", _("Technical officers of local authorities")
    STATE = "state", _("State services")
    ECONOMIC = "economic", _("Businesses and economic actors")
    CIVIL = "civil", _("Associations and civil society")
    BEARER = "bearer", _("Project holders")
    INHABITANT = "inhabitant", _("Inhabitants and people who use the place")
    TEAM = "team", _("Multidisciplinary team")


class OrganisationKind(models.TextChoices):
    """What an organisation is in the programme: who steers, who carries, who is helped, who helps."""

    NATIONAL = "national", _("Central State (DGALN)")
    REGIONAL = "regional", _("Regional State service (DREAL)")
    DEPARTMENTAL = "departmental", _("Departmental State service (DDT, DDTM)")
    OPERATOR = "operator", _("State operator (CEREMA, EPF…)")
    EPCI = "epci", _("Grouping of communes")
    COMMUNE = "commune", _("Commune")
    SYNDICATE = "syndicate", _("Syndicate, Pays, PETR")
    COMPANY = "company", _("Business")
    CIVIL = "civil", _("Association")
    TEAM = "team", _("Member of a multidisciplinary team")
    PARTNER = "partner", _("Partner (CAUE, school, planning agency…)")


STATE_KINDS = frozenset({OrganisationKind.NATIONAL, OrganisationKind.REGIONAL, OrganisationKind.DEPARTMENTAL})
LOCAL_KINDS = frozenset({OrganisationKind.EPCI, OrganisationKind.COMMUNE, OrganisationKind.SYNDICATE})

COLLEGE_COLORS: dict[str, str] = {
    College.ELECTED: "#1f5a96",
    College.TECHNICAL: "#0e7c7b",
    College.STATE: "#5b4b9a",
    College.ECONOMIC: "#b0531a",
    College.CIVIL: "#3b7a2a",
    College.BEARER: "#a3286a",
    College.INHABITANT: "#a32626",
    College.TEAM: "#5c574f",
}
