"""One handler turns domain errors into a page or JSON."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from atelier.common.errors import DomainError

GetResponse = Callable[[HttpRequest], HttpResponse]


class DomainErrorMiddleware:
    """Catches what views and commands refuse; anything else stays a server error."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        answer = {"code": exception.code, "sentence": exception.sentence}
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return JsonResponse(answer, status=exception.http_status)
        referer = request.META.get("HTTP_REFERER", "")
        is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()})
        page = {**answer, "back_url": referer if is_ours else ""}
        return render(request, "errors/domain.html", page, status=exception.http_status)
