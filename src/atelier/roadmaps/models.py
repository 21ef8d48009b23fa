"""What this room keeps; each part has its models beside its commands."""

from atelier.roadmaps.bearing.models import Bearer
from atelier.roadmaps.followup.models import Asking, Campaign, Report
from atelier.roadmaps.freezing.models import RoadmapVersion
from atelier.roadmaps.plan.models import (
    Action,
    ActionChange,
    Axis,
    Dependency,
    FundingLine,
    GatingBlockage,
    Indicator,
    PlanLink,
    Roadmap,
)
from atelier.roadmaps.scenarios.models import Scenario

__all__ = (
    "Action",
    "ActionChange",
    "Asking",
    "Axis",
    "Bearer",
    "Campaign",
    "Dependency",
    "FundingLine",
    "GatingBlockage",
    "Indicator",
    "PlanLink",
    "Report",
    "Roadmap",
    "RoadmapVersion",
    "Scenario",
)
