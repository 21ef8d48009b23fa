"""Letters that wait or failed: for administrators."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from atelier.common.audit import record
from atelier.common.errors import NotSeen
from atelier.common.mail import send_letter, send_waiting
from atelier.common.models import Letter
from atelier.people.rules import require

A_PAGE = 50


@login_required
@never_cache
def post(request: HttpRequest) -> HttpResponse:
    """The letters, those that need somebody first; POST sends all that wait."""
    me = require(request, "post")
    if request.method == "POST":
        count = send_waiting()
        record("post.sent_again", me, by=me, count=count)
        said = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", count)
        messages.info(request, said % {"count": count})
        return redirect("people:post")
    state = request.GET.get("state", "")
    letters = Letter.objects.filter(state=state) if state in Letter.State.values else Letter.objects.all()
    counted = Letter.objects.order_by().values_list("state").annotate(count=Count("pk"))
    counts = dict(counted)
    page = {
        "page": Paginator(letters.defer("text", "attachments"), A_PAGE).get_page(request.GET.get("page")),
        "states": [(one, counts.get(one.value, 0)) for one in Letter.State],
        "state": state,
        "waiting": counts.get(Letter.State.WAITING, 0),
        "has_mail_server": bool(settings.EMAIL_HOST),
    }
    return render(request, "people/post.html", page)


@login_required
@require_POST
def letter_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A letter that failed is tried again from the beginning."""
    me = require(request, "post")
    letter = Letter.objects.filter(pk=pk).first()
    if letter is None:
        raise NotSeen
    changed = Letter.objects.filter(pk=pk, state=Letter.State.FAILED)
    if changed.update(state=Letter.State.WAITING, tries=0, sentence=""):
        record("letter.sent_again", letter, by=me)
        send_letter.enqueue(str(pk))
        said = (
            _("The letter is on its way again.") if letter.is_quiet else _("The letter to %(to)s is on its way again.")
        )
        messages.info(request, said % {"to": letter.to})
    return redirect("people:post")
