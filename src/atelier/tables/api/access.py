"""Who asks: a program with a token (header, password or address), or the session of a member."""

from __future__ import annotations

import base64
import binascii
from http import HTTPStatus

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.commands import note_use
from atelier.ateliers.tokens import token_of
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import DomainError

CHALLENGE = 'Basic realm="Atelier", charset="UTF-8", Bearer realm="Atelier"'


class TokenNeeded(DomainError):
    code, http_status = "token_needed", HTTPStatus.UNAUTHORIZED
    message = _("An access token is needed: ask the facilitator of the atelier, then give it as a password.")


class TokenWrong(DomainError):
    code, http_status = "token_wrong", HTTPStatus.UNAUTHORIZED
    message = _("This access token is not valid, or no longer. Ask the facilitator of the atelier for another.")


def api_viewer(request: HttpRequest) -> Viewer:
    """A token that is shown is the only thing believed. Raises TokenNeeded, TokenWrong."""
    if secret := secret_in(request):
        token = token_of(secret)
        if token is None:
            raise TokenWrong
        note_use(token)
        return Viewer(token=token)
    viewer = viewer_of(request)
    if viewer.account is None:
        raise TokenNeeded
    return viewer


def secret_in(request: HttpRequest) -> str:
    """From `Authorization: Bearer`, the password of `Authorization: Basic`, or `?token=`; '' if none."""
    scheme, _space, words = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return words.strip()
    if scheme.lower() == "basic":
        return _password(words)
    return request.GET.get("token", "")


def _password(words: str) -> str:
    """The password of Basic credentials; what cannot be read is a wrong token, not an absent one."""
    try:
        said = base64.b64decode(words.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "?"
    return said.partition(":")[2] or "?"
