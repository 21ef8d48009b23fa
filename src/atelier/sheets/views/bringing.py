"""The door: a telephone brings photographs, without an account, and is told what became of them.

Sending follows tus 1.0 (tus.io): a photograph cut on its way goes on from where it stopped, after a reload too.
Without script a plain form sends several at once.
"""

from __future__ import annotations

import base64
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from atelier.ateliers.guesses import count_miss, refuse_guesses
from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import NotSeen
from atelier.engines.paper.reading.refusals import PhotoUnreadable
from atelier.sheets.arriving import OffsetWrong, announce_photo, take_piece
from atelier.sheets.enums import MarkKind, PhotoState
from atelier.sheets.models import Photo, PhotoDoor
from atelier.sheets.queries import photos_sent_by
from atelier.sheets.rules import access_door
from atelier.sheets.sentences import photo_sentence, refusal_sentence, remark_sentence_of

SENT_KEY, MOST_REMEMBERED = "photos", 200
PIECE = 1024 * 1024
TUS = {"Tus-Resumable": "1.0.0", "Tus-Version": "1.0.0", "Tus-Extension": "creation", "Cache-Control": "no-store"}


@never_cache
def bring(request: HttpRequest, code: str) -> HttpResponse:
    """Choose or take photographs; below, what became of those this telephone sent."""
    door = _door(request, code)
    refusals: list[str] = []
    if request.method == "POST":
        refusals = [sentence for file in request.FILES.getlist("photos") if (sentence := _whole(request, door, file))]
        if not refusals:
            return redirect("sheets:bring", code=door.code)
    sent = news_of(request, door)
    page = {
        "door": door, "workshop": door.workshop, "sent": sent, "refusals": refusals,
        "is_waiting": any(not one["is_over"] for one in sent),
    }  # fmt: skip
    return render(request, "sheets/bring.html", page, status=422 if refusals else 200)


@never_cache
@require_safe
def news(request: HttpRequest, code: str) -> JsonResponse:
    """What became of the photographs of this telephone."""
    return JsonResponse({"photos": news_of(request, _door(request, code))})


@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    """tus: a photograph is announced with its length; its address is given."""
    door = _door(request, code)
    length = request.headers.get("Upload-Length", "")
    if not length.isdigit():
        return HttpResponse("Upload-Length?", status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=TUS)
    name = _metadata(request.headers.get("Upload-Metadata", "")).get("filename", "")
    try:
        photo = _announce(request, door, name, int(length))
    except PhotoUnreadable as refused:
        sentence = refusal_sentence(refused)
        return HttpResponse(sentence, status=HTTPStatus.UNPROCESSABLE_ENTITY, headers=TUS, content_type="text/plain")
    location = reverse("sheets:send_piece", args=[door.code, photo.pk])
    return HttpResponse(status=HTTPStatus.CREATED, headers=TUS | {"Location": location})


@require_http_methods(["HEAD", "GET", "PATCH"])
def send_piece(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    """tus: how much is there (HEAD, GET), and the next bytes (PATCH)."""
    door = _door(request, code)
    photo = _sent(request, door, pk)
    if request.method == "PATCH":
        offset = request.headers.get("Upload-Offset", "")
        if not offset.isdigit() or request.content_type != "application/offset+octet-stream":
            return HttpResponse(status=HTTPStatus.BAD_REQUEST, headers=TUS)
        try:
            photo = take_piece(photo.pk, request.read(PIECE), offset=int(offset))
        except OffsetWrong:
            return HttpResponse(status=HTTPStatus.CONFLICT, headers=TUS)
    said = {"Upload-Offset": str(photo.received_bytes), "Upload-Length": str(photo.size_bytes)}
    status = HTTPStatus.NO_CONTENT if request.method == "PATCH" else HTTPStatus.OK
    return HttpResponse(status=status, headers=TUS | said)


def news_of(request: HttpRequest, door: PhotoDoor) -> list[dict[str, Any]]:
    """Sentences about the photographs this browser sent to this workshop, newest last."""
    return [_told(photo) for photo in photos_sent_by(door.workshop, request.session.get(SENT_KEY, []))]


def _told(photo: Photo) -> dict[str, Any]:
    said: list[str] = []
    if photo.state == PhotoState.REFUSED:
        said = [photo_sentence(photo.refusal, photo.refusal_values)]
    for reading in photo.readings.all():
        marks = [mark for mark in reading.marks.all() if mark.kind != MarkKind.WORDS]
        said.append(_("Sheet %(code)s: %(count)s marks read.") % {"code": reading.label, "count": len(marks)})
        said += [remark_sentence_of(code, values) for code, values in reading.remarks]
    is_over = photo.state in {PhotoState.READ, PhotoState.REFUSED}
    percent = 100 * photo.received_bytes // photo.size_bytes
    return {"id": str(photo.pk), "name": photo.name, "state": photo.state, "label": photo.get_state_display(),
            "sentences": said, "percent": percent, "is_over": is_over}  # fmt: skip


def _whole(request: HttpRequest, door: PhotoDoor, file: Any) -> str:
    """A photograph sent by the plain form; the sentence of its refusal, "" when it is taken."""
    try:
        photo = _announce(request, door, file.name, file.size)
    except PhotoUnreadable as refused:
        return f"{file.name} : {refusal_sentence(refused)}"
    offset = 0
    for piece in file.chunks(PIECE):
        take_piece(photo.pk, piece, offset=offset)
        offset += len(piece)
    return ""


def _announce(request: HttpRequest, door: PhotoDoor, name: str, size: int) -> Photo:
    viewer = viewer_of(request)
    photo = announce_photo(door, name=name, size_bytes=size, seat=viewer.seat_in(door.workshop_id), by=viewer)
    sent = [*request.session.get(SENT_KEY, []), str(photo.pk)]
    request.session[SENT_KEY] = sent[-MOST_REMEMBERED:]
    return photo


def _sent(request: HttpRequest, door: PhotoDoor, pk: UUID) -> Photo:
    """A photograph that this browser announced; 404 for anyone else's."""
    photo = photos_sent_by(door.workshop, [str(pk)]).first() if str(pk) in request.session.get(SENT_KEY, []) else None
    if photo is None:
        raise NotSeen
    return photo


def _door(request: HttpRequest, code: str) -> PhotoDoor:
    refuse_guesses(request)
    try:
        return access_door(code)
    except NotSeen:
        count_miss(request)
        raise


def _metadata(header: str) -> dict[str, str]:
    """tus: `key base64,key base64`."""
    said = {}
    for pair in header.split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            said[key] = base64.b64decode(value, validate=True).decode("utf-8", "replace")
        except ValueError:
            continue
    return said
