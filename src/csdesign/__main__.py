"""Start csdesign: `csdesign`, `python -m csdesign`.

Nothing is imported here that a faster answer does not need: `--version` costs no more than Python
itself, and an interruption while the commands are still being imported ends quietly.
"""

from __future__ import annotations

import sys

# `typing` is half of what Python takes to start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    try:
        from csdesign.cli.streams import run

        run(_version if sys.argv[1:] == ["--version"] else _commands)
    except KeyboardInterrupt:
        # Until `run` has taken over: the same silence and the same code as after.
        sys.exit(130)


def _version() -> int:
    from csdesign._version import VERSION

    print(f"csdesign {VERSION}")  # noqa: T201 -- this is the result
    return 0


def _commands() -> int:
    from csdesign.cli.streams import unwind_on_signals

    unwind_on_signals()
    from csdesign.cli.app import main as app

    return app()


if __name__ == "__main__":
    main()
