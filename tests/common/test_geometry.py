import math

import pytest
from django.core.exceptions import ValidationError

from atelier.common.geometry import bounds_of, check_geometry

HARBOUR = {"type": "LineString", "coordinates": [[1.08, 49.92], [1.09, 49.93, 4.0]]}


def test_bounds_of_a_line_are_west_south_east_north():
    assert bounds_of(HARBOUR) == (1.08, 49.92, 1.09, 49.93)


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        ("POINT(1 2)", "geometry_kind"),
        ({"type": "Feature"}, "geometry_kind"),
        ({"type": "Point", "coordinates": []}, "geometry_empty"),
        ({"type": "Point", "coordinates": [math.nan, 1]}, "geometry_nan"),
        ({"type": "Point", "coordinates": [181, 1]}, "geometry_out"),
        ({"type": "Point", "coordinates": [1, -91]}, "geometry_out"),
    ],
)
def test_check_geometry_refuses_what_is_not_on_the_globe(geometry, code):
    with pytest.raises(ValidationError) as refused:
        check_geometry(geometry)

    assert refused.value.code == code


def test_check_geometry_takes_a_line():
    check_geometry(HARBOUR)
