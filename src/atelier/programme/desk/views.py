"""The national team's pages: what it keeps, a form for each thing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.people.models import Account
from atelier.programme.desk.forms import KeepForm
from atelier.programme.desk.kinds import KEPT, Kept, kept, thing_kept
from atelier.programme.keeping import remove
from atelier.programme.rules import require_keeping

ON_A_PAGE = 50


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    require_keeping(request.user)
    counts = [(one, one.model._default_manager.count()) for one in KEPT.values()]
    return render(request, "programme/desk/desk.html", {"counts": counts, "can_keep": True})


@login_required
@require_safe
def desk_list(request: HttpRequest, kind: str) -> HttpResponse:
    require_keeping(request.user)
    one = kept(kind)
    text = request.GET.get("q", "").strip()[:80]
    found = one.model._default_manager.all()
    if text:
        found = found.filter(**{f"{one.form.naming}__icontains": text})
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(thing, _fact(one, thing), one.address_of(thing)) for thing in shown.object_list]
    page = {"kept": one, "rows": rows, "page": shown, "text": text, "can_keep": True}
    return render(request, "programme/desk/list.html", page)


@login_required
def desk_create(request: HttpRequest, kind: str) -> HttpResponse:
    account, one = require_keeping(request.user), kept(kind)
    return _form_page(request, one, one.form(request.POST or None, request.FILES or None), account)


@login_required
def desk_edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    account, one = require_keeping(request.user), kept(kind)
    form = one.form(request.POST or None, request.FILES or None, instance=thing_kept(kind, pk))
    return _form_page(request, one, form, account)


@login_required
@require_POST
def desk_remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    account = require_keeping(request.user)
    thing = thing_kept(kind, pk)
    title = str(thing)
    remove(thing, by=account)
    messages.success(request, _("“%(title)s” is not there any more.") % {"title": title})
    return redirect("programme:desk_list", kind=kind)


def _form_page(request: HttpRequest, one: Kept, form: KeepForm, account: Account) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        changed = form.write(by=account)
        said = _("“%(title)s” is saved.") if changed else _("Nothing had changed in “%(title)s”.")
        messages.success(request, said % {"title": form.instance})
        return redirect("programme:desk_list", kind=one.word)
    is_new = form.instance.pk is None
    page = {
        "kept": one,
        "form": form,
        "title": one.new if is_new else form.instance,
        "is_new": is_new,
        "can_keep": True,
    }
    return render(request, "programme/desk/form.html", page, status=422 if form.errors else 200)


def _fact(one: Kept, thing: object) -> str:
    fact = getattr(thing, one.fact)
    return str((fact() if callable(fact) else fact) or "")
