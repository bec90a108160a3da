"""The closed word lists that every part of csdesign shares."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LEVELS", "MOTIONS", "STAGES", "Language", "Level", "Motion", "Stage"]

Motion = Literal["land", "onboard", "adopt", "upsell", "cross-sell", "renew", "serve"]
"""What is done with a customer: the LAER motions, and reactive service."""

Stage = Literal["prospect", "evaluate", "onboard", "adopt", "expand", "renew"]
"""Where a customer is in its life; service runs across all stages."""

Level = Literal["none", "support", "co-own", "own"]
"""What a role has in one motion."""

Language = Literal["en", "ru"]
"""Languages the catalogue is written in."""

MOTIONS: Final[tuple[Motion, ...]] = (
    "land",
    "onboard",
    "adopt",
    "upsell",
    "cross-sell",
    "renew",
    "serve",
)
STAGES: Final[tuple[Stage, ...]] = ("prospect", "evaluate", "onboard", "adopt", "expand", "renew")
LEVELS: Final[Mapping[Level, int]] = MappingProxyType(
    {"none": 0, "support": 1, "co-own": 2, "own": 3}
)
"""Levels with the weight that the comparison of motions gives them."""
