"""One change between two designs, and the whole difference; both can be reversed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from csdesign.escaping.notebook import notebook_table
from csdesign.extras import needs_extra
from csdesign.wording import number_of

if TYPE_CHECKING:
    import pandas as pd

    from csdesign.finding import Finding

__all__ = ["ASPECTS", "Change", "DesignDiff", "Value"]

Value = str | float | tuple[str, ...] | None

ASPECTS: Final = (
    "input",
    "segment",
    "split",
    "merge",
    "rename",
    "level",
    "assignment",
    "archetype",
    "interaction",
    "frequency",
    "effort",
    "channel",
    "deliverer",
    "owner",
    "people-share",
    "contacts",
    "handovers",
    "promised",
    "role",
    "duty",
    "pay",
    "kpi",
    "right",
    "hours",
    "fte",
    "heads",
    "have",
    "hires",
    "surplus",
    "vacancies",
    "enough",
    "cost",
)
"""The aspects that can change, in the order in which people ask."""
_INVERSE: Final = {"split": "merge", "merge": "split"}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `before` None means it is gained, `after` None that it is lost. `old` and `new` are the object
    by id in the two designs; they differ where something was renamed.
    """

    aspect: str
    subject: str
    detail: str
    before: Value
    after: Value
    old: str
    new: str
    unit: str = ""

    @property
    def inverse(self) -> Change:
        """Return the change from the new design back to the old."""
        return replace(
            self,
            aspect=_INVERSE.get(self.aspect, self.aspect),
            before=self.after,
            after=self.before,
            old=self.new,
            new=self.old,
        )

    @property
    def sort_key(self) -> tuple[int, str, str, list[str]]:
        """Return the order of changes, the same in both directions: aspect, object, detail."""
        aspect = min(
            ASPECTS.index(name) for name in {self.aspect, _INVERSE.get(self.aspect, self.aspect)}
        )
        values = sorted((str(self.before), str(self.after)))
        return (aspect, min(self.old, self.new), self.detail, values)


@dataclass(frozen=True)
class DesignDiff:
    """The changes from one design to another, with new and fixed findings."""

    changes: tuple[Change, ...]
    new_findings: tuple[Finding, ...]
    fixed_findings: tuple[Finding, ...]
    worse_findings: tuple[Finding, ...] = ()
    """Findings of both designs that got worse, as in the new one; `worse` says how."""
    better_findings: tuple[Finding, ...] = ()
    """Findings of both designs that were worse in the old one, as in the old one."""
    kept: float | None = None
    """Part of the old design's promised time that its customers keep (0..1); None without any."""
    kept_back: float | None = None
    """The same from the new design back to the old."""

    @property
    def empty(self) -> bool:
        """Return whether nothing differs."""
        came_or_went = self.new_findings or self.fixed_findings
        return not (self.changes or came_or_went or self.worse_findings or self.better_findings)

    @property
    def inverse(self) -> DesignDiff:
        """Return the difference from the new design back to the old."""
        turned = tuple(sorted((c.inverse for c in self.changes), key=lambda c: c.sort_key))
        return DesignDiff(
            turned,
            self.fixed_findings,
            self.new_findings,
            self.better_findings,
            self.worse_findings,
            self.kept_back,
            self.kept,
        )

    def of(self, *aspects: str) -> tuple[Change, ...]:
        """Return the changes of some aspects."""
        return tuple(change for change in self.changes if change.aspect in aspects)

    def __repr__(self) -> str:
        return (
            f"<DesignDiff: {number_of(len(self.changes), 'change')}, "
            f"{number_of(len(self.new_findings), 'new finding')}, "
            f"{len(self.worse_findings)} worse, {len(self.fixed_findings)} fixed>"
        )

    def _repr_html_(self) -> str:
        rows = ((c.aspect, c.subject, c.detail, c.before, c.after, c.unit) for c in self.changes)
        columns = ("aspect", "subject", "detail", "before", "after", "unit")
        return notebook_table(repr(self)[1:-1], columns, rows, len(self.changes))

    @needs_extra
    def to_frame(self) -> pd.DataFrame:
        """Return one row per change; columns aspect, subject, detail, before, after, unit."""
        import pandas as pd

        columns = ["aspect", "subject", "detail", "before", "after", "unit"]
        return pd.DataFrame(
            [(c.aspect, c.subject, c.detail, c.before, c.after, c.unit) for c in self.changes],
            columns=columns,
        )
