"""How the API answers: JSON for programs, the same indented for a person, OGC exceptions for what is refused."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import access_atelier
from atelier.common.errors import DomainError
from atelier.tables.api.access import CHALLENGE, api_viewer

JSON, GEOJSON = "application/json", "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
FORMATS = ("json", "pretty")
EVERYWHERE = {"f", "token"}
HEADERS = {"Cache-Control": "private, no-store", "Vary": "Authorization, Cookie, Accept", "Content-Language": "fr"}
Document = dict[str, Any]


class ParameterUnknown(DomainError):
    code, http_status = "parameter_unknown", HTTPStatus.BAD_REQUEST
    message = _("There is no parameter “%(name)s” here. Those of this page: %(known)s.")


class ParameterWrong(DomainError):
    code, http_status = "parameter_wrong", HTTPStatus.BAD_REQUEST
    message = _("The parameter “%(name)s” cannot be read: write %(expected)s.")


class MethodRefused(DomainError):
    code, http_status = "method_refused", HTTPStatus.METHOD_NOT_ALLOWED
    message: ClassVar[Any] = _("This address is only read: use GET.")


@dataclass(frozen=True)
class Call:
    """One question to the API: the atelier, allowed; and what is needed to write addresses that work in answer."""

    request: HttpRequest
    atelier: Atelier

    @property
    def query(self) -> dict[str, str]:
        """What the address asks, the last word when it says a thing twice."""
        return {name: str(self.request.GET[name]) for name in self.request.GET}

    def url(self, name: str, *arguments: str, **query: str) -> str:
        """An absolute address of the API, with the token when it came in the address: else it would lead nowhere."""
        if token := self.request.GET.get("token"):
            query["token"] = token
        path = reverse(f"tables:ogc_{name}", args=[self.atelier.slug, *arguments])
        return self.request.build_absolute_uri(path + (f"?{urlencode(query)}" if query else ""))

    def link(self, rel: str, title: str, href: str, kind: str = JSON) -> dict[str, str]:
        return {"rel": rel, "type": kind, "title": title, "href": href}

    def own_links(self, kind: str = JSON) -> list[dict[str, str]]:
        """This document, and the same written for a person."""
        asked = {name: value for name, value in self.query.items() if name != "f"}
        here = self.request.build_absolute_uri(self.request.path)
        address = {form: f"{here}?{urlencode({**asked, 'f': form})}" for form in FORMATS}
        own, other = (FORMATS[1], FORMATS[0]) if is_pretty(self.request) else FORMATS
        kinds = {"json": kind, "pretty": JSON}
        titles = {"json": str(_("This document")), "pretty": str(_("This document, indented for a person"))}
        return [
            self.link("self", titles[own], address[own], kinds[own]),
            self.link("alternate", titles[other], address[other], kinds[other]),
        ]


def api_page(kind: str = JSON, *, parameters: frozenset[str] = frozenset()) -> Callable[..., Any]:
    """A page of the API: asks for access, refuses unknown parameters, answers in French whatever happens."""

    def decorated(view: Callable[..., Document]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def answer(request: HttpRequest, slug: str, *arguments: str, **named: str) -> HttpResponse:
            with translation.override("fr"):
                try:
                    call = _call(request, slug, parameters)
                    return _written(request, view(call, *arguments, **named), kind)
                except DomainError as refusal:
                    return _refused(request, refusal)

        return csrf_exempt(answer)  # nothing is written here: POST is told so in JSON

    return decorated


def is_pretty(request: HttpRequest) -> bool:
    """A browser asks for a page; `f` says otherwise."""
    form = request.GET.get("f", "")
    return form == "pretty" if form else request.get_preferred_type([JSON, GEOJSON, "text/html"]) == "text/html"


def _call(request: HttpRequest, slug: str, parameters: frozenset[str]) -> Call:
    if request.method not in {"GET", "HEAD"}:
        raise MethodRefused
    call = Call(request, access_atelier(api_viewer(request), slug))
    for name in request.GET:
        if name not in EVERYWHERE | parameters:
            raise ParameterUnknown(name=name[:40], known=", ".join(sorted(EVERYWHERE | parameters)))
    if request.GET.get("f", "json") not in FORMATS:
        raise ParameterWrong(name="f", expected=" | ".join(FORMATS))
    return call


def _written(request: HttpRequest, document: Document, kind: str, status: int = 200) -> HttpResponse:
    pretty = is_pretty(request)
    body = json.dumps(document, ensure_ascii=False, indent=2 if pretty else None, allow_nan=False)
    return HttpResponse(body, content_type=JSON if pretty else kind, status=status, headers=HEADERS)


def _refused(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """An OGC exception: a stable code, and a sentence that says what to do."""
    document = {"code": refusal.code, "description": refusal.sentence}
    response = _written(request, document, JSON, refusal.http_status)
    if refusal.http_status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = CHALLENGE
    if refusal.http_status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = "GET, HEAD"
    return response
