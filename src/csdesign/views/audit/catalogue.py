"""Every role of the design with its closest reference role, and the work that needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.views.audit.words import MOTION_WORDS, kind_title, shortened
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.auditing.results import AuditReport, Standing

__all__ = ["HEADING", "catalogue_rows", "catalogue_title", "closest_words"]

HEADING: Final = ("Role", "Closest reference role", "Lead", "Needed for")


def catalogue_title(report: AuditReport) -> str:
    """Return the heading with the company rules in force."""
    rules = visible(report.doctrine, 40)
    return f"Compared with the reference roles; lead over the next family (company rules: {rules})"


def catalogue_rows(report: AuditReport) -> Iterator[tuple[str, str, str, str]]:
    """Yield one row per role whose duties are known; points and leads are of 100."""
    for standing in report.standings:
        yield (
            visible(standing.role.title, 40),
            closest_words(standing),
            f"{round(100 * standing.margin)}" if _is_near(standing) else "-",
            _needed(standing),
        )


def closest_words(standing: Standing) -> str:
    """Return the closest reference role with its similarity (of 100), or that there is none."""
    if not standing.judged:
        return "too little text"
    points = round(100 * standing.similar[standing.nearest])
    return f"{kind_title(standing.nearest)} {points}" if _is_near(standing) else "none comes near"


def _is_near(standing: Standing) -> bool:
    return standing.named


def _needed(standing: Standing) -> str:
    parts = []
    if standing.promises:
        parts.append(number_of(standing.promises, "promise"))
    if standing.owned:
        parts.append(f"owns {shortened((_motion(m) for m in standing.owned), 3)}")
    elif standing.helped:
        parts.append(f"helps with {shortened((_motion(m) for m in standing.helped), 3)}")
    if parts:
        return "; ".join(parts)
    return "motions not stated" if standing.needed else "NOBODY'S WORK"


def _motion(name: str) -> str:
    return MOTION_WORDS.get(name, name)
