import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from atelier.ateliers.year.timeline import RIGHT, WIDTH, Moment, draw_timeline

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
MOMENTS = st.lists(
    st.builds(
        lambda first, length, title: Moment(title, "inter", "to-come", first, first + dt.timedelta(days=length)),
        DAYS, st.integers(0, 200), st.text(max_size=40),
    ),
    min_size=1, max_size=20,
)  # fmt: skip


@given(MOMENTS, DAYS)
def test_everything_stands_inside_the_sheet_each_on_its_row(moments, today):
    drawn = draw_timeline(moments, [], today)

    assert all(0 <= bar.x <= bar.end <= WIDTH for bar in drawn.bars)
    assert [bar.y for bar in drawn.bars] == sorted({bar.y for bar in drawn.bars})
    assert drawn.top <= drawn.bars[0].y <= drawn.bars[-1].y <= drawn.bottom
    assert sum(month.width for month in drawn.months) == drawn.months[-1].x + drawn.months[-1].width - drawn.months[0].x


def test_the_line_of_today_stands_between_what_ended_and_what_comes():
    past = Moment("A", "inter", "done", dt.date(2026, 7, 1), dt.date(2026, 8, 1))
    next_one = Moment("B", "inter", "to-come", dt.date(2026, 12, 1), dt.date(2027, 1, 1))

    drawn = draw_timeline([past, next_one], [], dt.date(2026, 10, 1))

    assert drawn.bars[0].end < drawn.today < drawn.bars[1].x


def test_a_day_outside_the_months_drawn_has_no_line():
    one = Moment("A", "inter", "done", dt.date(2026, 7, 1), dt.date(2026, 8, 1))

    assert draw_timeline([one], [], dt.date(2028, 1, 1)).today is None


def test_what_comes_long_after_has_a_column_of_its_own():
    one = Moment("A", "inter", "done", dt.date(2026, 7, 1), dt.date(2026, 8, 1))
    after = Moment("Suivi", "follow_up", "to-come", dt.date(2029, 1, 1), dt.date(2029, 1, 1), is_after=True)

    drawn = draw_timeline([one, after], [], dt.date(2026, 7, 2))

    assert len(drawn.months) == 2
    assert drawn.bars[1].x > drawn.after_x == WIDTH - RIGHT
