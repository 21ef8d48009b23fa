"""The days of the curve are those of the people who said it."""

import datetime as dt
from uuid import uuid4

from atelier.roadmaps.followup.curve import points_of
from atelier.roadmaps.followup.models import Report

MIDNIGHT = dt.datetime(2026, 11, 23, 23, tzinfo=dt.UTC)  # in Paris


def test_what_is_said_after_midnight_counts_for_the_new_day():
    evening = Report(action_id=uuid4(), progress=20, said_at=MIDNIGHT - dt.timedelta(minutes=10))
    night = Report(action_id=uuid4(), progress=40, said_at=MIDNIGHT + dt.timedelta(minutes=10))

    days = [(point.day, point.percent) for point in points_of([evening, night])]

    assert days == [(dt.date(2026, 11, 23), 20), (dt.date(2026, 11, 24), 30)]
