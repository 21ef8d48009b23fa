"""Files answered piece by piece (RFC 9110, chapter 14): one range, validators, nothing read whole."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

CHUNK = 256 * 1024
SINGLE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.ASCII | re.IGNORECASE)


class RangeUnsatisfiable(Exception):
    """The range begins after the end of the file."""


def file_response(request: HttpRequest, path: Path, content_type: str, *, immutable: bool) -> HttpResponseBase:
    """The file, the range asked for (206), nothing new (304) or a range beyond its end (416).

    The file is opened once: a package replaced meanwhile does not mix two versions in one answer.
    """
    file = path.open("rb", buffering=0)
    status = os.fstat(file.fileno())
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    if _is_known(request.headers.get("If-None-Match", ""), etag):
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = _content(request, file, status.st_size, etag)
        response.headers["Content-Type"] = content_type
    if not response.streaming:
        file.close()
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    if response.status_code == HTTPStatus.PARTIAL_CONTENT:
        # Chromium (seen in 156) cuts a range short when it joins pieces of it from its cache: tiles arrive broken
        patch_cache_control(response, no_store=True)
    elif immutable:
        patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    return response


def _content(request: HttpRequest, file: BinaryIO, size: int, etag: str) -> HttpResponseBase:
    asked = request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
    try:
        window = byte_window(asked, size)
    except RangeUnsatisfiable:
        unsatisfied = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return HttpResponse(status=unsatisfied, headers={"Content-Range": f"bytes */{size}"})
    start, length = window or (0, size)
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse()
    else:
        pieces = _Later if isinstance(request, ASGIRequest) else _Now
        response = StreamingHttpResponse(pieces(file, start, length))
    response.headers["Content-Length"] = str(length)
    if window is not None:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response.headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    return response


def byte_window(asked: str, size: int) -> tuple[int, int] | None:
    """Start and length of a Range header; None for the whole file (no range, several, or not understood).

    Raises RangeUnsatisfiable.
    """
    match = SINGLE_RANGE.fullmatch(asked)
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
    if start >= size or end < start:
        raise RangeUnsatisfiable
    return start, end - start + 1


def _is_known(header: str, etag: str) -> bool:
    return any(value.strip().removeprefix("W/") in {etag, "*"} for value in header.split(","))


class _Pieces:
    """A stretch of an open file. Django calls `close` when the answer is sent, or when nobody waits for it."""

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        self.file, self.start, self.length = file, start, length
        self.close = file.close

    def read(self) -> bytes:
        piece = os.pread(self.file.fileno(), min(CHUNK, self.length), self.start)
        self.start, self.length = self.start + len(piece), self.length - len(piece)
        return piece


class _Now(_Pieces):
    def __iter__(self) -> Iterator[bytes]:
        while self.length > 0 and (piece := self.read()):
            yield piece


class _Later(_Pieces):
    """Django reads a synchronous iterator whole under ASGI, and warns of an asynchronous one under WSGI."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.length > 0 and (piece := await asyncio.to_thread(self.read)):
            yield piece
