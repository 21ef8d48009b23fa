"""The frise: years, lanes, sessions."""

import pytest

from atelier.programme.chronicle.queries import chronicle
from tests.factories.programme import EventFactory, PublicationFactory, SessionFactory

pytestmark = pytest.mark.django_db


def told():
    return [
        (year.number, [(str(lane.value), [m.title for m in marks]) for lane, marks in year.lanes])
        for year in chronicle()
    ]


def test_years_follow_each_other_with_their_lanes():
    EventFactory(year=2018, lane="publication", title="Livre", rank=2)
    EventFactory(year=2018, lane="policy", title="Loi", rank=1)
    EventFactory(year=2020, lane="policy", title="Décret")

    assert told() == [
        (2018, [("policy", ["Loi"]), ("publication", ["Livre"])]),
        (2019, []),
        (2020, [("policy", ["Décret"])]),
    ]


def test_session_marks_its_first_year_unless_an_event_stands_for_it():
    heritage = SessionFactory(title="Villes patrimoniales", first_year=2017, last_year=2017)
    SessionFactory(title="Eau", first_year=2017, last_year=2017)
    EventFactory(year=2018, lane="programme", title="« Villes patrimoniales »", session=heritage)

    assert told() == [(2017, [("programme", ["Eau"])]), (2018, [("programme", ["« Villes patrimoniales »"])])]


def test_hidden_things_leave_no_link():
    EventFactory(publication=PublicationFactory(is_public=False), url="")
    SessionFactory(is_public=False, first_year=2006, last_year=2006)
    EventFactory(is_public=False, year=1999)

    assert [(year.number, year.lanes[0][1][0].url) for year in chronicle()] == [(2018, "")]


def test_nothing_gives_no_year():
    assert chronicle() == []
