"""A check that is switched off says why, on the same line."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SWITCHED_OFF = re.compile(
    r"#\s*(?:noqa|type: ignore|pragma: no cover)(?P<codes>[^#]*)(?P<rest>.*)$"
)


def without_a_reason(text: str) -> list[int]:
    """Return the lines that switch a check off and say no more."""
    return [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if (found := SWITCHED_OFF.search(line)) is not None
        and '"' not in found["codes"]
        and not re.search(r" -- \w", found["codes"])
        and not re.search(r"# *\w", found["rest"])
    ]


def test_what_is_switched_off_has_its_reason_next_to_it() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("src", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        for number in without_a_reason(path.read_text(encoding="utf-8"))
    }

    assert found == set()


def test_a_bare_code_is_not_a_reason() -> None:
    lines = ("x = 1  # noqa: E501", "x = 1  # noqa: E501 -- an address", "x = 1  # type: ignore[a]")

    assert without_a_reason("\n".join(lines)) == [1, 3]
