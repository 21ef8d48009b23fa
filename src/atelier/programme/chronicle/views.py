"""The page of the frise."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from atelier.programme.chronicle.models import Lane
from atelier.programme.chronicle.queries import chronicle as years_of_chronicle
from atelier.programme.rules import can_keep


@require_safe
def chronicle(request: HttpRequest) -> HttpResponse:
    page = {"years": years_of_chronicle(), "lanes": Lane, "can_keep": can_keep(request.user)}
    return render(request, "programme/public/chronicle.html", page)
