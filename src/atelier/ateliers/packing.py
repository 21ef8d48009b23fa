"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.ateliers.commands import free_slug
from atelier.ateliers.models import (
    AccessToken,
    Atelier,
    CalendarFeed,
    Deliverable,
    Membership,
    NotebookEntry,
    Paper,
    Passage,
    Photograph,
    Script,
    Seat,
    SeatKey,
    Sequence,
    Stage,
    Step,
    ThematicGroup,
    Validation,
    Workshop,
    Year,
)
from atelier.common.carrying import Declaration, Kept, Stays

NO_MEMBER = "whoever did it may have no role here; the audit of its home says who"

PACKING: tuple[Declaration, ...] = (
    Kept(Atelier, local={"slug": free_slug}),
    Kept(Membership, same=("atelier", "account"), is_outward=True),
    Kept(Year, same=("atelier",)),
    Kept(Stage),
    Kept(Deliverable),
    Stays(Paper, "files of the year stay where they were brought: a day around the tables does without"),
    Kept(Validation, same=("stage", "role"), left_out={"given_by": NO_MEMBER}),
    Kept(Passage, is_outward=True, left_out={"passed_by": NO_MEMBER, "reopened_by": NO_MEMBER}),
    Kept(ThematicGroup),
    Kept(Workshop),
    Kept(Step),
    Kept(Script, same=("workshop",)),
    Kept(Sequence),
    Stays(NotebookEntry, "its private part is the State service's, and a laptop goes from hand to hand"),
    Stays(Photograph, "of a notebook that stays"),
    Stays(CalendarFeed, "a secret address of one machine"),
    Kept(Seat, same=("workshop", "account")),
    Stays(SeatKey, "lives ten minutes, and its hash is keyed by the machine's secret"),
    Stays(AccessToken, "opens one machine, and its hash is keyed by the machine's secret"),
)
