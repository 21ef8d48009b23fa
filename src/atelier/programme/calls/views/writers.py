"""Who carries an application, and who writes it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from atelier.common.errors import NotSeen
from atelier.programme.calls.applying import invite_writer, name_application, remove_writer
from atelier.programme.calls.correspondence import people_of, services_of
from atelier.programme.calls.errors import NoSuchAccount
from atelier.programme.calls.forms import HolderForm, InviteForm, local_organisations
from atelier.programme.calls.models import Application
from atelier.programme.calls.rules import access_application
from atelier.programme.requests import signed_in


@login_required
def writers(request: HttpRequest, slug: str) -> HttpResponse:
    """POST `title` and `holder`, or `email`: somebody more writes along."""
    account = signed_in(request)
    application = access_application(account, slug, to="write")
    is_invited = "email" in request.POST
    holder = HolderForm(
        None if is_invited else request.POST or None,
        instance=Application.objects.get(pk=application.pk),
        organisations=local_organisations(),
    )
    invite = InviteForm(request.POST if is_invited else None)
    if request.method == "POST" and invite.is_bound and invite.is_valid():
        try:
            invite_writer(application, invite.cleaned_data["email"], by=account)
        except NoSuchAccount as error:
            invite.add_error("email", error.sentence)
        else:
            messages.success(request, _("They write along from now on."))
            return redirect("programme:writers", slug=slug)
    if request.method == "POST" and holder.is_bound and holder.is_valid():
        words = holder.cleaned_data
        name_application(application, title=words["title"], holder=words["holder"], by=account)
        messages.success(request, _("Saved."))
        return redirect("programme:writers", slug=slug)
    services = services_of(application.department, application.region) if application.department else []
    page = {
        "application": application,
        "holder_form": holder,
        "invite_form": invite,
        "co_writers": application.co_writers.select_related("account"),
        "holder_people": people_of([application.holder]) if application.holder else [],
        "services": services,
        "service_people": people_of(services),
    }
    return render(request, "programme/calls/writers.html", page, status=422 if holder.errors or invite.errors else 200)


@login_required
@require_POST
def writer_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    account = signed_in(request)
    application = access_application(account, slug, to="write")
    writer = application.co_writers.select_related("account", "application").filter(pk=pk).first()
    if writer is None:
        raise NotSeen
    remove_writer(writer, by=account)
    messages.success(request, _("%(name)s no longer writes along.") % {"name": writer.account.name})
    return redirect("programme:writers", slug=slug)
