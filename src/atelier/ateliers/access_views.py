"""The page where keepers make and end the tokens with which programs read their tables."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from atelier.ateliers.commands import make_access_token, revoke_access_token
from atelier.ateliers.forms import AccessTokenForm
from atelier.ateliers.queries import access_token_of, access_tokens_of
from atelier.ateliers.rules import access_atelier
from atelier.ateliers.viewer import viewer_of


@login_required
@never_cache
def access(request: HttpRequest, slug: str) -> HttpResponse:
    """The tokens of the atelier. POST makes one, whose secret is shown in the answer and nowhere else."""
    viewer = viewer_of(request)
    atelier = access_atelier(viewer, slug, to="manage")
    form, secret, made = AccessTokenForm(request.POST or None), "", None
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        made, secret = make_access_token(
            atelier, name=name, account=viewer.account, by=viewer, expires_at=form.expires_at
        )
        form = AccessTokenForm()
    page = {"atelier": atelier, "tokens": access_tokens_of(atelier), "form": form, "secret": secret, "made": made}
    return render(request, "ateliers/access.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def access_revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    token = access_token_of(access_atelier(viewer, slug, to="manage"), pk)
    revoke_access_token(token, by=viewer)
    messages.info(request, _("“%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("ateliers:access", slug=slug)
