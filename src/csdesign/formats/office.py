"""Office files with a fixed date of creation, so that the same content gives the same bytes."""

from __future__ import annotations

import io
import re
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["undated"]

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_DATE: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_PACKAGES: Final = (".xlsx", ".docx", ".pptx")


def undated(data: bytes) -> bytes:
    """Return an Office package, and every package in it, with one fixed date throughout."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _DATE.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", part)
            elif name.endswith(_PACKAGES):
                part = undated(part)
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, part)
    return buffer.getvalue()
