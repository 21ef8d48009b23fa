"""Memory that is used again while a photograph is read.

A reading makes some sixty arrays of 80 MB one after the other. The C library gives each back to the system and asks for
it again, page by page: a quarter of the processor time of a reading (an A3 4.3 s, an A1 8.2; 3.6 and 6.3 without).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

TRIM_THRESHOLD, MMAP_MAX = -1, -4  # of malloc.h
USUAL_TRIM, USUAL_MMAPS = 128 * 1024, 65_536


@contextmanager
def memory_kept() -> Iterator[None]:
    """Freed memory stays with the process, and goes back at the end. Nothing where the C library is not GNU's."""
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallopt") or not hasattr(library, "malloc_trim"):
        yield
        return
    library.mallopt(MMAP_MAX, 0)
    library.mallopt(TRIM_THRESHOLD, 2**31 - 1)
    try:
        yield
    finally:
        library.mallopt(MMAP_MAX, USUAL_MMAPS)
        library.mallopt(TRIM_THRESHOLD, USUAL_TRIM)
        library.malloc_trim(0)
