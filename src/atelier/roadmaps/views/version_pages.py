"""Making the roadmap official, and what everybody reads of it then."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.rules import can_see
from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import DomainError, NotSeen
from atelier.common.files import file_response
from atelier.common.job_views import follow_job, unfinished_job
from atelier.common.jobs import start_job
from atelier.programme.catalogue.queries import public_entry_of
from atelier.roadmaps.freezing.commands import officialise as make_official
from atelier.roadmaps.freezing.differences import differences_between
from atelier.roadmaps.freezing.errors import RoadmapMoved
from atelier.roadmaps.freezing.models import RoadmapVersion
from atelier.roadmaps.freezing.pictures import pictures_beside, public_picture
from atelier.roadmaps.freezing.printing import sheet_words
from atelier.roadmaps.freezing.queries import (
    is_whole,
    lacks_of,
    public_version,
    version_of_file,
    version_with_fingerprint,
    versions_of,
)
from atelier.roadmaps.plan.commitment import canonical, fingerprint
from atelier.roadmaps.plan.queries import actions_of
from atelier.roadmaps.views.drawings import PAGE_MM, drawing_of, ground_response
from atelier.roadmaps.views.pages import begun, head
from atelier.roadmaps.views.printing import placed_in

PDF_WORK = "atelier.roadmaps.views.jobs.pdf_job"
MOST_FILE_MB = 30


class OfficialForm(forms.Form):
    """`revision` is that of the roadmap as the page showed it."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("What changed since the version before, or why go on without some actions"),
        required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    without_unconfirmed = forms.BooleanField(
        label=gettext_lazy("Leave out the actions that are not confirmed: they become “to be discussed”"),
        required=False,
    )


class VerifyForm(forms.Form):
    """A paper to be recognised: its file, or the fingerprint printed on it."""

    sha256 = forms.CharField(
        label=gettext_lazy("Fingerprint printed at the foot of the paper"), required=False, max_length=100
    )
    file = forms.FileField(label=gettext_lazy("or the PDF itself"), required=False)

    def clean_file(self) -> UploadedFile[bytes] | None:
        upload: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if upload and (upload.size or 0) > MOST_FILE_MB * 1024 * 1024:
            raise forms.ValidationError(_("This file is too large to be one of ours."))
        return upload


@login_required
@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The frozen versions, and what lacks for the next."""
    return _versions_page(request, slug)


@login_required
@require_POST
def officialise(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze; refused, the page says why and keeps what was typed."""
    viewer = viewer_of(request)
    _atelier, plan = begun(viewer, slug, to="officialise")
    form = OfficialForm(request.POST)
    if not form.is_valid():
        return _versions_page(request, slug, form=form, status=422)
    try:
        version = make_official(plan, **form.cleaned_data, account=viewer.account, by=viewer)
    except DomainError as error:
        if isinstance(error, RoadmapMoved):  # the page below is read again: its revision is the one to send
            form = OfficialForm({**request.POST.dict(), "revision": _revision(plan)})
        return _versions_page(request, slug, form=form, refusal=error.sentence, status=int(error.http_status))
    messages.success(request, _("Version %(number)s is official. Its PDF is being made.") % {"number": version.number})
    return _follow_pdf(request, version)


@login_required
@require_POST
def version_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make the PDF of a version that has none: it was frozen on another machine, or the work was stopped."""
    _atelier, plan = begun(viewer_of(request), slug, to="officialise")
    version = versions_of(plan).filter(number=number).first()
    if version is None:
        raise NotSeen
    return _follow_pdf(request, version)


@require_safe
def public(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A frozen version, for anybody."""
    version = public_version(slug, number)
    content = version.content
    found = fingerprint(content)
    last = versions_of(version.roadmap).last()
    page = {
        "version": version,
        "atelier": version.roadmap.atelier,
        "entry": public_entry_of(slug),
        "content": content,
        "fingerprint": found,
        "axes": partial(_axes, content),  # called where the page has to be written again
        "drawing": drawing_of(placed_in(content), PAGE_MM),
        "pictures": pictures_beside(version),
        "is_whole": found == version.sha256,
        "last": last,
        "versions": versions_of(version.roadmap),
        "can_read": can_see(viewer_of(request), version.roadmap.atelier),
    }
    return render(request, "roadmaps/public.html", page)


@require_safe
def public_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    version = public_version(slug, number)
    if version.pdf is None:
        raise NotSeen
    return file_response(version.pdf, is_shown=True)


@require_safe
def public_content(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The content as it was fingerprinted, to the byte: anybody can compute its SHA-256."""
    version = public_version(slug, number)
    name = f"feuille-de-route-{slug}-{number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(canonical(version.content), content_type="application/json", headers=headers)


@require_safe
def public_ground(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    version = public_version(slug, number)
    site = version.roadmap.atelier.site
    return ground_response(site, placed_in(version.content), PAGE_MM, is_public=True)


@never_cache
@require_safe
def picture(request: HttpRequest, slug: str, number: int, pk: UUID) -> HttpResponse:
    """A photograph beside a version, while everyone may see it."""
    return file_response(public_picture(public_version(slug, number), pk).file, is_shown=True)


@require_safe
def differences(request: HttpRequest, slug: str) -> HttpResponse:
    """Between two versions of the address (`de`, `a`); the last two where none is said."""
    first = public_version(slug, 1)
    rows = list(versions_of(first.roadmap))
    numbers = [one.number for one in rows]
    before = public_version(slug, _number(request.GET.get("de"), numbers, numbers[-2] if len(numbers) > 1 else 1))
    after = public_version(slug, _number(request.GET.get("a"), numbers, numbers[-1]))
    page = {
        "atelier": first.roadmap.atelier,
        "versions": rows,
        "before": before,
        "after": after,
        "found": differences_between(before.content, after.content),
    }
    return render(request, "roadmaps/differences.html", page)


def verify(request: HttpRequest) -> HttpResponse:
    """Which version a paper is, from its fingerprint or from its file. Nothing that is sent is kept."""
    form = VerifyForm(request.POST or None, request.FILES or None)
    page: dict[str, Any] = {"form": form, "is_asked": False}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        found = version_of_file(upload.read()) if upload else version_with_fingerprint(form.cleaned_data["sha256"])
        page |= {
            "is_asked": bool(upload or form.cleaned_data["sha256"].strip()),
            "is_file": bool(upload),
            "version": found,
            "is_whole": bool(found and is_whole(found)),
        }
    return render(request, "roadmaps/verify.html", page, status=422 if form.errors else 200)


def _axes(content: dict[str, Any]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    return [(axis, [sheet_words(one, axis["title"]) for one in axis["actions"]]) for axis in content["axes"]]


def _versions_page(
    request: HttpRequest, slug: str, *, form: OfficialForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    atelier, plan = begun(viewer, slug)
    actions = list(actions_of(plan, "bearers", "funding").defer("geometry"))
    page = head(viewer, atelier, plan) | {
        "versions": list(versions_of(plan)),
        "lacks": lacks_of(actions),
        "count": len(actions),
        "form": form or OfficialForm(initial={"revision": plan.revision}),
        "refusal": refusal,
    }
    return render(request, "roadmaps/versions.html", page, status=status)


def _follow_pdf(request: HttpRequest, version: RoadmapVersion) -> HttpResponse:
    slug = version.roadmap.atelier.slug
    said = {"version": str(version.pk)}
    running = unfinished_job(request, PDF_WORK, **said)
    public_url = reverse("roadmaps:public", args=[slug, version.number])
    title = _("PDF of version %(number)s") % {"number": version.number}
    back = reverse("roadmaps:versions", args=[slug])
    return follow_job(request, running or start_job(PDF_WORK, title, back_url=back, next_url=public_url, **said))


def _revision(plan: Any) -> int:
    plan.refresh_from_db()
    return int(plan.revision)


def _number(said: str | None, known: list[int], otherwise: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 6 and int(said) in known else otherwise
