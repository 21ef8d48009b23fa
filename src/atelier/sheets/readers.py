"""Several photographs read at once: memory is that of the processes, not of the photographs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from atelier.engines.paper.reading.known import KnownSheet, Printed, sheets_of_folder
from atelier.engines.paper.reading.refusals import PhotoUnreadable
from atelier.sheets.written import Kept, read_to_files

Answer = Callable[[], list[Kept]]  # it may raise PhotoUnreadable


class Readers:
    """Processes that read photographs with the sheets of a folder; with `jobs` of 1, this one does."""

    def __init__(self, folder: Path, out: Path, jobs: int) -> None:
        self.folder, self.out = folder, out
        self.pool: ProcessPoolExecutor | None = None
        self.catalogue: list[KnownSheet] = []
        if jobs > 1:
            self.pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_begin, initargs=(folder,))
        else:
            self.catalogue = _catalogue(folder)

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)

    def ask(self, photo: Path, name: str) -> Answer:
        """Begins to read, where there is a process to."""
        if self.pool is None:
            return lambda: read_to_files(photo, self.catalogue, self.out, name)
        asked: Future[Any] = self.pool.submit(_read, photo, self.out, name)
        return lambda: _answered(asked.result())

    def later(self, photo: Path, name: str) -> Answer:
        """Begins when the answer is asked for."""
        return lambda: self.ask(photo, name)()


def _answered(told: Any) -> list[Kept]:
    if isinstance(told, tuple):
        code, values = told
        raise PhotoUnreadable(code, **values)
    found: list[Kept] = told
    return found


_known: list[KnownSheet] = []


def _begin(folder: Path) -> None:
    """A process of its own starts: one core, the sheets once."""
    import cv2

    cv2.setNumThreads(1)
    _known[:] = _catalogue(folder)


def _read(photo: Path, out: Path, name: str) -> Any:
    """What was kept, or the code and the values of the refusal: exceptions with names do not travel."""
    try:
        return read_to_files(photo, _known, out, name)
    except PhotoUnreadable as refused:
        return refused.code, refused.values


def _catalogue(folder: Path) -> list[KnownSheet]:
    return sheets_of_folder(folder, _printed_again)


def _printed_again(said: dict[str, Any]) -> Printed | None:
    from atelier.sheets.again import printed_again  # brings what draws maps

    return printed_again(said)
