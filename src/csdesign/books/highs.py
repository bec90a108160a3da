"""HiGHS without output and with repeatable answers; imported only when a programme is solved."""

from __future__ import annotations

from typing import Final

import highspy

__all__ = ["QuietHighs"]

_OPTIONS: Final[dict[str, bool | int | float | str]] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
}


class QuietHighs(highspy.Highs):
    """A solver that prints nothing, with one worker and one seed, for repeatable answers."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # open in its stubs
        for option, value in _OPTIONS.items():
            self.setOptionValue(option, value)

    def enableCallbacks(self) -> None:  # noqa: N802 -- its name in highspy
        """Do nothing, since it would print a banner before output can be turned off."""
