"""What every answer passes through: refusals become a page or JSON, pages travel light."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from atelier.common.errors import DomainError

GetResponse = Callable[[HttpRequest], HttpResponse]
LIGHT = ("text/html", "image/svg+xml")


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


class LightPagesMiddleware(GZipMiddleware):
    """Compresses pages and drawings only: an archive read by parts (206) and a stream must go as they are.

    What a page holds of secret, Django masks anew each time, and its length varies (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_light = not response.streaming and response.get("Content-Type", "").startswith(LIGHT)
        return super().process_response(request, response) if is_light else response
