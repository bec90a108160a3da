"""Policy rules at their borders: what just passes, what just does not, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rules.written import evidence_of, found

if TYPE_CHECKING:
    from csdesign.finding import Finding


CORP = [{"id": "corp"}]


def one(code: str, **sections: Any) -> Finding:
    """Return the only finding of one rule."""
    (finding,) = found(code, **sections)
    return finding


def test_a_long_broken_policy_is_quoted_up_to_300_characters() -> None:
    """POL002: the cut is marked."""
    text = "nmae == 'x'" + " || name == 'y'" * 30
    finding = one(
        "POL002", segments=CORP, policies=[{"name": "p", "on": "segment", "assert": text}]
    )

    assert evidence_of(finding, "assert") == text[:299] + "…"
