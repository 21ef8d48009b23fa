"""The script while it is played: what now, what next, how late."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.script.clock import clock_words, course_of, timed
from atelier.ateliers.script.commands import begin_next, go_back, start_again
from atelier.ateliers.script.views import access_script
from atelier.ateliers.viewer import viewer_of
from atelier.ateliers.year.rules import abilities
from atelier.common.errors import NotSeen

GESTURES = {"next": begin_next, "back": go_back, "again": start_again}


@login_required
@never_cache
@require_safe
def running(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """One glance for whoever leads the day, from a phone too. `<day-clock>` keeps the minutes."""
    viewer = viewer_of(request)
    workshop, script = access_script(viewer, workshop_pk)
    lines = timed(script, list(script.sequences.select_related("step"))) if script.pk else []
    now = timezone.localtime()
    course = course_of(lines, now)
    expected_end = clock_words(lines[-1].ends + course.delay) if lines else ""
    page = {
        "workshop": workshop,
        "atelier": workshop.atelier,
        "script": script,
        "lines": lines,
        "course": course,
        "expected_end": expected_end,
        "now": now,
        "can": abilities(viewer, workshop.atelier),
    }
    return render(request, "ateliers/script/running.html", page)


@login_required
@require_POST
def running_gesture(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """`gesture`: next, back, again."""
    viewer = viewer_of(request)
    _workshop, script = access_script(viewer, workshop_pk, to="script")
    gesture = GESTURES.get(request.POST.get("gesture", "next"))
    if gesture is None or script.pk is None:
        raise NotSeen
    gesture(script, by=viewer)
    return redirect("ateliers:running", workshop_pk=workshop_pk)
