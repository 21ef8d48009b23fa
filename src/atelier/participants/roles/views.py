"""The roles of an atelier: who has which; for its keepers and the national team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from atelier.ateliers.commands import end_role
from atelier.ateliers.enums import Role
from atelier.ateliers.models import Atelier, Membership
from atelier.ateliers.viewer import viewer_of
from atelier.ateliers.year.rules import abilities, roles_given_by
from atelier.common.addresses import public_url
from atelier.common.errors import NotSeen
from atelier.participants.roles.commands import RoleAboveYours, invite_to_role, membership_at
from atelier.participants.rules import access_people


class RoleForm(forms.Form):
    """Someone for a role, among those the giver may give."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    name = forms.CharField(
        label=gettext_lazy("First name and name"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("For whoever has no account yet."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))

    def __init__(self, *args: Any, atelier: Atelier, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.atelier, self.roles = atelier, roles
        choice: Any = self.fields["role"]
        choice.choices = [(role.value, role.label) for role in roles]
        choice.initial = Role.SCRIBE

    def clean_email(self) -> str:
        """Nobody's role is changed by whoever could not have given it."""
        email: str = self.cleaned_data["email"]
        known = membership_at(self.atelier, email)
        if known and known.role not in self.roles:
            raise forms.ValidationError(RoleAboveYours().sentence)
        return email


@login_required
@never_cache
def roles(request: HttpRequest, slug: str) -> HttpResponse:
    """The roles of the atelier; POST gives one, or another to whoever has one."""
    viewer = viewer_of(request)
    atelier = access_people(viewer, slug, to="give_roles")
    given = roles_given_by(viewer, atelier)
    form = RoleForm(request.POST or None, atelier=atelier, roles=given)
    if request.method == "POST" and form.is_valid():
        words, role = form.cleaned_data, Role(form.cleaned_data["role"])
        base_url = public_url(request, "/")
        made = invite_to_role(atelier, words["email"], name=words["name"], role=role, base_url=base_url, by=viewer)
        messages.success(request, _("%(name)s: %(role)s.") % {"name": made.account.name, "role": role.label})
        return redirect("participants:roles", slug=slug)
    members = Membership.objects.of(atelier).select_related("account").order_by("account__name")
    rows = [(one, one.role in given) for one in sorted(members, key=lambda one: list(Role).index(Role(one.role)))]
    page = {"atelier": atelier, "rows": rows, "form": form, "can": abilities(viewer, atelier)}
    page["gives_all"] = len(given) == len(Role)
    return render(request, "participants/roles.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def role_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Raises RoleAboveYours, LastKeeper, LastLead."""
    viewer = viewer_of(request)
    atelier = access_people(viewer, slug, to="give_roles")
    membership = Membership.objects.of(atelier).select_related("account").filter(pk=pk).first()
    if membership is None:
        raise NotSeen
    if membership.role not in roles_given_by(viewer, atelier):
        raise RoleAboveYours
    end_role(membership, by=viewer)
    messages.info(request, _("%(name)s has no role here any more.") % {"name": membership.account.name})
    return redirect("participants:roles", slug=slug)
