"""The page of a job: how far it is, its file when done. Seen by the session that started it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import NotSeen
from atelier.common.job_words import read
from atelier.common.jobs import cancel_job
from atelier.common.models import Job
from atelier.common.ranges import file_response

SESSION_KEY, MOST_KEPT = "jobs", 40


def follow_job(request: HttpRequest, job: Job) -> HttpResponse:
    """Remember that this session started the job, and go to its page."""
    request.session[SESSION_KEY] = [*request.session.get(SESSION_KEY, []), str(job.pk)][-MOST_KEPT:]
    return redirect("job", pk=job.pk)


def unfinished_job(request: HttpRequest, work: str, **arguments: object) -> Job | None:
    """The same work already asked for by this session and not done yet: asking again follows it."""
    mine = Job.objects.filter(pk__in=request.session.get(SESSION_KEY, []), state__in=Job.UNFINISHED, work=work)
    return next((one for one in mine if arguments.items() <= one.arguments.items()), None)


@never_cache
@require_safe
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Refreshes itself where scripts run; done, goes on to the job's `next_url` if it has one."""
    one = access_job(request, pk)
    if one.state == Job.State.DONE and (next_url := one.arguments.get("next_url")):
        return redirect(next_url)
    page = {
        "title": one.title,
        "back_url": one.arguments.get("back_url", ""),
        "news_url": reverse("job_news", args=[pk]),
        "cancel_url": reverse("job_cancel", args=[pk]),
        **_news(one),
    }
    return render(request, "job.html", page)


@never_cache
@require_safe
def job_news(request: HttpRequest, pk: UUID) -> JsonResponse:
    """How far the job is, in JSON."""
    return JsonResponse(_news(access_job(request, pk)))


@never_cache
@require_safe
def job_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file, piece by piece: a suitcase weighs hundreds of megabytes, and a download cut short goes on by ranges."""
    one = access_job(request, pk)
    path = Path(one.result)
    if not one.result or not path.is_file():
        raise NotSeen
    response = file_response(request, path, "application/octet-stream", immutable=False)
    response.headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return response


@require_POST
def job_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    cancel_job(access_job(request, pk))
    return redirect("job", pk=pk)


def access_job(request: HttpRequest, pk: UUID) -> Job:
    """The job, for the session that started it; 404 for anyone else."""
    one = Job.objects.filter(pk=pk).first() if str(pk) in request.session.get(SESSION_KEY, []) else None
    if one is None:
        raise NotSeen
    return one


def _news(one: Job) -> dict[str, object]:
    sentence = read(one.sentence) or str(one.get_state_display())
    url = reverse("job_file", args=[one.pk]) if one.result else ""
    return {"sentence": sentence, "percent": one.percent, "is_over": one.is_finished, "url": url}
