"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from csdesign.errors import OutputError
from csdesign.wording import visible

__all__ = ["replace_file"]


def replace_file(target: Path, content: bytes) -> None:
    """Write all of `content` to `target`, or leave what was there.

    Raises:
        OutputError: it cannot be written, or is no regular file.
    """
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise OutputError(f"{visible(str(target))} is no regular file; choose another name")
    try:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise OutputError(f"cannot write {visible(str(target))}: {reason}") from error
