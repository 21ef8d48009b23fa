"""Files of a tender never touch the disk in clear: they are received in memory, and refused where they are too many."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from atelier.common.files import MEGABYTE


class MemoryOnly(FileUploadHandler):
    """Django's own handler writes to a temporary file what is over 2.5 MB; this one stops the transfer instead."""

    def __init__(self, request: HttpRequest, *, most_bytes: int) -> None:
        super().__init__(request)
        self.left_bytes = most_bytes
        self.file = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.left_bytes -= len(raw_data)
        if self.left_bytes < 0:
            raise StopUpload(connection_reset=False)
        self.file.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )

    def upload_interrupted(self) -> None:
        self.file = BytesIO()


def receive_in_memory(request: HttpRequest, *, files: int, most_mb: int) -> None:
    """To be called before anything reads the form."""
    request.upload_handlers = [MemoryOnly(request, most_bytes=files * most_mb * MEGABYTE)]


Uploads = MultiValueDict[str, IO[bytes]]
