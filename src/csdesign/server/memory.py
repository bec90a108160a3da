"""Returns memory to the system where the C library would keep it (glibc)."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import Final

__all__ = ["give_back", "give_back_large"]

_MMAP_THRESHOLD: Final = -3
"""The number of `M_MMAP_THRESHOLD` in malloc.h."""
_APART: Final = 1_000_000
"""Size from which a freed block, such as a large text, is returned at once (bytes)."""


def give_back() -> None:
    """Return the memory that is now free to the system."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def give_back_large() -> None:
    """Return large blocks to the system from now on when they are freed.

    Left alone, the library keeps blocks as large as the largest that was freed, with gaps: a
    server that is sent a large text again and again would hold it several times.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _APART)
