"""Which roles of very many could be one job: candidates by their rarest words.

Two versions of one job share rare words; most pairs of roles share none. Looking only at a role's
rarest stems, within a fixed budget of look-ups, keeps the work near-linear in the roles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.roles.export.stock import Stock

__all__ = ["find_partners"]

_RAREST: Final = 24
"""Stems of a role that are looked up."""
_BUDGET: Final = 6_000
"""Roles met in these look-ups, at most: common stems are left out once it is spent."""
_KEPT: Final = 10
"""Candidates kept for one role."""
_COSINE_FROM: Final = 0.40
"""Cosine of two roles' stems below which they are not measured: 99.5% of the development pairs that
are one job lie above 0.42."""


def find_partners(stock: Stock, weights: Sequence[float]) -> Iterator[list[int]]:
    """Yield, for each role in order, the later roles that could be the same job."""
    import numpy as np

    if not len(stock):
        return
    per_role = [np.asarray(stock.stems(role), dtype=np.int32) for role in range(len(stock))]
    squares = np.asarray(weights) ** 2
    sizes = np.asarray([float(np.sqrt(squares[stems].sum())) for stems in per_role])
    postings, starts = _postings(per_role, len(weights))
    frequency = np.diff(starts)
    for role, stems in enumerate(per_role):
        found = _met(role, stems, postings, starts, frequency, squares)
        if found is None:
            yield []
            continue
        others, shared = found
        # What the look-ups did not reach is unknown, so the cosine is only bounded from below;
        # the best are kept and then measured on all their stems.
        best = others[np.argsort(-shared / sizes[others], kind="stable")[: 2 * _KEPT]]
        own = squares[stems]
        kept = []
        for other in best.tolist():
            common = own[np.isin(stems, per_role[other], assume_unique=True)].sum()
            cosine = float(common / (sizes[role] * sizes[other] or 1.0))
            if cosine >= _COSINE_FROM:
                kept.append((-cosine, other))
        yield [other for _, other in sorted(kept)[:_KEPT]]


def _postings(per_role: Sequence[Any], stems: int) -> tuple[Any, Any]:
    """Return the roles of each stem, one after another, and where each stem's run starts."""
    import numpy as np

    lengths = np.asarray([len(found) for found in per_role])
    flat = np.concatenate(per_role)
    roles = np.repeat(np.arange(len(per_role), dtype=np.int32), lengths)
    order = np.argsort(flat, kind="stable")
    starts = np.searchsorted(flat[order], np.arange(stems + 1))
    return roles[order], starts


def _met(
    role: int, stems: Any, postings: Any, starts: Any, frequency: Any, squares: Any
) -> tuple[Any, Any] | None:
    """Return the later roles that share rare stems with `role`, and the weight they share."""
    import numpy as np

    rare = stems[np.argsort(frequency[stems], kind="stable")]
    rare = rare[frequency[rare] > 1][:_RAREST]
    rare = rare[np.cumsum(frequency[rare]) <= _BUDGET]
    runs, gains = [], []
    for stem in rare.tolist():
        run = postings[starts[stem] : starts[stem + 1]]
        run = run[np.searchsorted(run, role, side="right") :]
        if len(run):
            runs.append(run)
            gains.append(np.full(len(run), squares[stem]))
    if not runs:
        return None
    others, where = np.unique(np.concatenate(runs), return_inverse=True)
    return others, np.bincount(where, weights=np.concatenate(gains))
