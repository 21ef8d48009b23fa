"""The library: its filters, the page of a publication, its file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from atelier.common.errors import NotSeen
from atelier.programme.addresses import without_blanks
from atelier.programme.catalogue.enums import TermFamily
from atelier.programme.catalogue.models import Term
from atelier.programme.library import queries
from atelier.programme.library.files import path_of
from atelier.programme.library.models import PublicationKind
from atelier.programme.presentation.queries import public_sessions
from atelier.programme.rules import can_keep

ON_A_PAGE = 24
WORDS = {"kind": "type", "theme": "theme", "session": "session", "text": "q"}


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """`bibliotheque/?type=guide&theme=littoral&q=vade`."""
    if address := without_blanks(request):
        return redirect(address)
    asked = {name: request.GET.get(word, "").strip()[:80] for name, word in WORDS.items()}
    found = queries.publications_like(**asked)
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    page = {
        "asked": asked,
        "is_asked": any(asked.values()),
        "publications": shown.object_list,
        "page": shown,
        "page_address": f"?{query.urlencode()}" if query else "",
        "kinds": PublicationKind.choices,
        "themes": Term.objects.filter(family=TermFamily.THEME, publications__is_public=True).distinct(),
        "sessions": public_sessions().filter(publications__is_public=True).distinct(),
        "can_keep": can_keep(request.user),
    }
    return render(request, "programme/public/library.html", page)


@require_safe
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    page = {"publication": queries.publication_seen(slug), "can_keep": can_keep(request.user)}
    return render(request, "programme/public/publication.html", page)


@require_safe
def publication_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Its PDF, given to keep: a document sent by somebody is not shown inside our pages."""
    path = path_of(queries.publication_seen(slug).file)
    if path is None:
        raise NotSeen
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{slug}.pdf", content_type="application/pdf")
