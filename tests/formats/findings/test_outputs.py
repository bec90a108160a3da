"""Values of `--output FORMAT=PATH`."""

from __future__ import annotations

import pytest

from csdesign.errors import UsageError
from csdesign.formats.findings.outputs import Output, parse_outputs


def test_outputs_keep_their_order_and_their_paths() -> None:
    assert parse_outputs(["sarif=a.sarif", "markdown=out/b=c.md"]) == (
        Output("sarif", "a.sarif"),
        Output("markdown", "out/b=c.md"),
    )
    assert parse_outputs([]) == ()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("sarif", "--output: 'sarif' is not FORMAT=PATH, such as sarif=findings.sarif"),
        ("sarif=", "--output: 'sarif=' is not FORMAT=PATH, such as sarif=findings.sarif"),
        ("", "--output: '' is not FORMAT=PATH, such as sarif=findings.sarif"),
        (
            "sarf=x",
            "--output: there is no format 'sarf'; did you mean 'sarif'?",
        ),
        ("json=-", "--output: use --format json to write to standard output"),
        ("json=/dev/stdout", "--output: use --format json to write to standard output"),
        ("json=a\0b", "--output: a path cannot hold a NUL character"),
    ],
)
def test_wrong_value_is_refused_with_what_would_be_right(value: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_outputs([value])
    assert str(refused.value) == message


def test_long_name_of_a_format_is_cut() -> None:
    with pytest.raises(UsageError, match=f"'{'x' * 39}…'"):
        parse_outputs([f"{'x' * 81}=a"])


def test_formats_of_another_command_can_be_given() -> None:
    assert parse_outputs(["html=a"], formats=("html",)) == (Output("html", "a"),)
