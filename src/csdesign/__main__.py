"""Start csdesign: `csdesign`, `python -m csdesign`.

Nothing is imported here that a faster answer does not need: `--version` costs no more than Python
itself, and an interruption while the commands are still being imported ends quietly.
"""

from __future__ import annotations

import sys

# Importing `typing` doubles the start-up time.
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
        # Before `run` takes over, an interrupt is as silent and has the same code as after.
        sys.exit(130)


def _version() -> int:
    from csdesign._version import VERSION

    print(f"csdesign {VERSION}")  # noqa: T201 -- this is the result
    return 0


def _commands() -> int:
    from csdesign.cli.streams import unwind_on_signals

    unwind_on_signals()
    _check_surroundings()
    from csdesign.cli.app import main as app

    return app()


def _check_surroundings() -> None:
    """Refuse what no command could work in.

    Raises:
        UsageError: Python drops docstrings, or the working folder is gone.
    """
    import os

    if sys.flags.optimize >= 2:
        from csdesign.errors import UsageError

        raise UsageError(
            "Python runs with -OO, which drops the texts of the rules; unset PYTHONOPTIMIZE"
        )
    try:
        os.getcwd()  # noqa: PTH109 -- pathlib costs its import here
    except FileNotFoundError as error:
        from csdesign.errors import UsageError

        raise UsageError("the working folder is gone; change to one that exists") from error


if __name__ == "__main__":
    main()
