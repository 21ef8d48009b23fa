"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Alone, Declaration, Kept
from atelier.roadmaps.bearing.models import Bearer, new_key
from atelier.roadmaps.followup.models import Asking, Campaign, Report
from atelier.roadmaps.followup.models import new_key as new_asking_key
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

NO_MEMBER = "whoever did it may have no role here; the audit of its home says who"

PACKING: tuple[Declaration, ...] = (
    Kept(Roadmap, same=("atelier",)),
    Kept(Axis),
    Kept(Action),
    Kept(ActionChange),
    Kept(FundingLine),
    Kept(Indicator),
    Kept(PlanLink),
    Kept(Dependency, same=("before", "after")),
    Kept(GatingBlockage, same=("action", "card")),
    # outward: a commitment is taken from home only, so that no file brought back confirms in somebody's place
    Kept(
        Bearer,
        local={"key": new_key},
        is_outward=True,
        alone=Alone(("action", "kind"), ends="left_at"),
        left_out={"account": "an account of its home; the address finds it"},
    ),
    Kept(
        RoadmapVersion,
        same=("roadmap", "number"),
        is_outward=True,
        left_out={"frozen_by": NO_MEMBER, "pdf": "made again from the content, which travels"},
    ),
    Kept(Scenario),
    Kept(Campaign),
    # outward: news is said to its home only, so that no file brought back speaks in somebody's place
    Kept(Asking, same=("campaign", "email"), local={"key": new_asking_key}, is_outward=True),
    Kept(Report, is_outward=True),
)
