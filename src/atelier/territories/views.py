"""Places by name, and the maps of the sites. All of it is open data: no right is asked."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from atelier.common.errors import NotSeen
from atelier.common.ranges import file_response
from atelier.territories import queries
from atelier.territories.errors import PlaceWrong
from atelier.territories.places import LonLat, Place
from atelier.territories.sites import FILES, packages
from atelier.territories.style import Theme, style_of

PLACES_AT_MOST = 8


@require_safe
def places(request: HttpRequest) -> JsonResponse:
    """`lieux/?q=arques&near=1.07,49.92` or `&site=dieppe`: communes and groupings, the best first."""
    found = queries.places_matching(request.GET.get("q", ""), 3 * PLACES_AT_MOST, near=_near(request))
    placed = [place_json(place) for place in found if place.lon is not None]
    return JsonResponse({"places": placed[:PLACES_AT_MOST]}, json_dumps_params={"ensure_ascii": False})


@require_safe
@gzip_page
def style(request: HttpRequest, slug: str) -> JsonResponse:
    """The MapLibre style of a site; `?theme=dark` for the evening."""
    theme: Theme = "dark" if request.GET.get("theme") == "dark" else "paper"
    origin = request.build_absolute_uri("/").rstrip("/")
    response = JsonResponse(
        style_of(queries.site(slug), theme=theme, origin=origin), json_dumps_params={"ensure_ascii": False}
    )
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
def site_file(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """A file of a site package, whole or by ranges; kept a year by browsers when its version is in the address."""
    if name not in FILES:
        raise NotSeen
    version = queries.site(slug).version
    return file_response(request, packages() / slug / name, FILES[name], immutable=request.GET.get("v") == version)


def place_json(place: Place) -> dict[str, object]:
    return {
        "name": place.name,
        "detail": place_detail(place),
        "lon": place.lon,
        "lat": place.lat,
        "kind": place.kind,
        "code": place.code,
        "bounds": place.bounds,
    }


def place_detail(place: Place) -> str:
    """What tells two namesakes apart: postcode and department of a commune, size of a grouping."""
    if place.kind == "epci":
        count = place.communes_count
        return ngettext("Grouping of %(count)s commune", "Grouping of %(count)s communes", count) % {"count": count}
    postcode = place.postcodes.partition(" ")[0]
    if not postcode:
        return place.department_name
    return _("%(department)s (%(postcode)s)") % {"department": place.department_name, "postcode": postcode}


def _near(request: HttpRequest) -> LonLat | None:
    if slug := request.GET.get("site"):
        return queries.site(slug).centre
    text = request.GET.get("near", "")
    if not text:
        return None
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError:
        raise PlaceWrong(text=text) from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise PlaceWrong(text=text)
    return lon, lat
