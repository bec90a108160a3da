"""The findings of every rule on its documented bad designs, word for word.

`findings_in_full.txt` holds severity, place, object, message, evidence and related places.
`--update-golden` rewrites it; read the difference before committing it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csdesign.rules.catalogue import ALL_RULES
from designs import findings_of

if TYPE_CHECKING:
    import pytest

    from csdesign.finding import Finding, Span

EXPECTED = Path(__file__).parent / "findings_in_full.txt"


def place(span: Span | None) -> str:
    """Return the first and the last place of a span."""
    if span is None:
        return "nowhere"
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


def lines(finding: Finding) -> list[str]:
    """Return a finding as lines of text."""
    return [
        f"  {finding.severity.word} {place(finding.span)} {finding.object}",
        f"    {finding.message}",
        *(f"    {name} = {value}" for name, value in finding.evidence),
        *(f"    see {place(other.span)}: {other.message}" for other in finding.related),
        f"    fix: {finding.fix}",
    ]


def all_lines() -> list[str]:
    """Return all findings of all bad examples."""
    found = []
    for rule in ALL_RULES:
        for number, text in enumerate(rule.examples("Bad"), 1):
            found.append(f"{rule.code} example {number}")
            found += [line for finding in findings_of(text, [rule]) for line in lines(finding)]
    return found


def test_findings_of_the_bad_examples_read_as_accepted(request: pytest.FixtureRequest) -> None:
    """Severity, place, figures and words are those that were read and accepted."""
    found = all_lines()
    if request.config.getoption("--update-golden"):
        EXPECTED.write_text("\n".join(found) + "\n", encoding="utf-8")

    assert found == EXPECTED.read_text(encoding="utf-8").splitlines()
