"""The notebook: read by whoever follows the atelier, completed by the State service and the team."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Atelier, NotebookEntry, Photograph
from atelier.ateliers.notebook.commands import add_photograph, keep_entry, remove_entry, remove_photograph
from atelier.ateliers.notebook.forms import EntryForm
from atelier.ateliers.notebook.models import Side
from atelier.ateliers.notebook.reading import DAYS_A_PAGE, days_of, read_days
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.ateliers.year.queries import one_of
from atelier.ateliers.year.rules import STATE_ROLES, abilities, access_year, reads_private
from atelier.common.errors import DomainError, NotForYou, NotSeen
from atelier.common.files import file_response
from atelier.common.kinds import ODT


@login_required
def notebook(request: HttpRequest, slug: str) -> HttpResponse:
    """The days, the latest first. POST writes an entry."""
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug, to="note" if request.method == "POST" else "follow")
    is_private_told = reads_private(viewer, atelier)
    form = EntryForm(request.POST or None, request.FILES or None, atelier=atelier, reads_private=is_private_told)
    if request.method == "POST":
        form.instance.side = Side.STATE if viewer.role_in(atelier) in STATE_ROLES else Side.TEAM
        form.instance.atelier, form.instance.written_by = atelier, viewer.account
        if form.is_valid() and _kept(form, viewer):
            messages.success(request, _("Written in the notebook."))
            return redirect("ateliers:notebook", slug=slug)
    pages = Paginator(days_of(atelier, reads_private=is_private_told), DAYS_A_PAGE).get_page(request.GET.get("page"))
    page = {
        "atelier": atelier,
        "page": pages,
        "days": read_days(atelier, list(pages.object_list), reads_private=is_private_told),
        "form": form,
        "can": abilities(viewer, atelier),
    }
    return render(request, "ateliers/notebook/notebook.html", page, status=422 if form.errors else 200)


@login_required
def entry_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change an entry of one's own side; the version before stays in the audit."""
    viewer = viewer_of(request)
    atelier, entry = access_entry(viewer, slug, pk)
    is_private_told = reads_private(viewer, atelier)
    form = EntryForm(
        request.POST or None, request.FILES or None, instance=entry, atelier=atelier, reads_private=is_private_told
    )
    if request.method == "POST" and form.is_valid() and _kept(form, viewer):
        return redirect("ateliers:notebook", slug=slug)
    page = {
        "form": form,
        "entry": entry,
        "atelier": atelier,
        "can": abilities(viewer, atelier),
        "photographs": entry.photographs.filter(removed_at=None),
    }
    return render(request, "ateliers/notebook/entry.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def entry_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    _atelier, entry = access_entry(viewer, slug, pk)
    remove_entry(entry, by=viewer)
    messages.info(request, _("The entry is removed."))
    return redirect("ateliers:notebook", slug=slug)


@login_required
@require_safe
def photograph(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A picture, for whoever may read its entry."""
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug)
    pictures = Photograph.objects.of(atelier).filter(removed_at=None, entry__removed_at=None)
    found: Photograph = one_of(pictures.select_related("file", "entry"), pk)
    if found.entry.is_private and not reads_private(viewer, atelier):
        raise NotSeen
    return file_response(found.file, is_shown=True)


@login_required
@require_POST
def photograph_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug, to="note")
    picture: Photograph = one_of(Photograph.objects.of(atelier).filter(removed_at=None), pk)
    access_entry(viewer, slug, picture.entry_id)
    remove_photograph(picture, by=viewer)
    return redirect("ateliers:entry_edit", slug=slug, pk=picture.entry_id)


@login_required
@require_safe
def notebook_export(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The whole notebook as ODT, to go on writing, or as a tagged PDF; the private part only for who may read it."""
    from atelier.ateliers.notebook.odt import notebook_odt
    from atelier.ateliers.notebook.pdf import notebook_pdf

    viewer = viewer_of(request)
    atelier = access_year(viewer, slug)
    is_private_told = reads_private(viewer, atelier)
    days = sorted(days_of(atelier, reads_private=is_private_told))
    read = read_days(atelier, days, reads_private=is_private_told)
    make, kind = (notebook_odt, ODT) if ending == "odt" else (notebook_pdf, "application/pdf")
    headers = {"Content-Disposition": f'attachment; filename="cahier-de-suivi-{atelier.slug}.{ending}"'}
    return HttpResponse(make(atelier, read), content_type=kind, headers=headers)


def access_entry(viewer: Viewer, slug: str, pk: int) -> tuple[Atelier, NotebookEntry]:
    """An entry that the viewer may change: each side changes its own."""
    atelier = access_year(viewer, slug, to="note")
    entry: NotebookEntry = one_of(NotebookEntry.objects.of(atelier).filter(removed_at=None), pk)
    if entry.is_private and not reads_private(viewer, atelier):
        raise NotSeen
    is_state = viewer.role_in(atelier) in STATE_ROLES
    if is_state != (entry.side == Side.STATE):
        raise NotForYou(who=Side(entry.side).label)
    entry.atelier = atelier
    return atelier, entry


def _kept(form: EntryForm, viewer: Viewer) -> bool:
    """Write the entry and its photograph, both or neither; what is refused is said in the form."""
    words = form.cleaned_data
    try:
        with transaction.atomic():
            entry = keep_entry(form.instance, by=viewer)
            if upload := words["photograph"]:
                add_photograph(entry, upload, caption=words["caption"], alternative=words["alternative"], by=viewer)
    except DomainError as error:
        form.add_error("photograph", error.sentence)
        return False
    return True
