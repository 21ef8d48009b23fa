"""Views whose modules weigh: libraries of geometry are loaded at the first request, not by every server that starts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string


def when_asked(name: str) -> Callable[..., HttpResponse]:
    """The view of this dotted name, imported when it is first asked for; its decorators apply as they stand there."""

    def view(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        answer: HttpResponse = import_string(name)(request, *arguments, **named)
        return answer

    return view
