"""`csdesign check --fix`: what is written, what is only shown, and what is refused."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from cli.running import csdesign

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "# mine\nsegments:\n  - {id: corp, acounts: 4}  # few\n"
RIGHT = TEXT.replace("acounts", "accounts")


def test_mistakes_are_corrected_in_the_file_and_the_rest_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0o640)

    run = csdesign("check", "d.yaml", "--fix", "--format", "concise", cwd=tmp_path)

    assert path.read_text(encoding="utf-8") == RIGHT
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert "fixed 1 finding in 1 file" in run.err
    assert "AX001" in run.out
    assert run.code == 1
    again = csdesign("check", "d.yaml", "--fix", cwd=tmp_path)
    assert path.read_text(encoding="utf-8") == RIGHT
    assert "no typing error that can be fixed automatically" in again.err


def test_a_word_for_the_same_thing_and_one_of_two_near_words_are_left_to_the_author(
    tmp_path: Path,
) -> None:
    """The yearly revenue of a segment is not that of a customer; `human-` may be either channel."""
    text = """\
segments: [{id: corp, customers: 40, arr: 900000}]
experiences:
  - id: ax
    segments: [corp]
    interactions:
      - {id: call, stage: adopt, channel: human-, every: quarter, effort_hour: 2, role: csm}
roles: [{id: csm, owns: [growth]}]
"""
    path = tmp_path / "d.yaml"
    path.write_text(text, encoding="utf-8")

    run = csdesign("check", "d.yaml", "--fix", cwd=tmp_path)

    right = text.replace("effort_hour:", "effort_hours:")
    assert path.read_text(encoding="utf-8") == right
    assert run.err == "csdesign: fixed 1 finding in 1 file; --unsafe-fixes may fix 1 more\n"
    assert "write upsell, or cross-sell for another product" in run.out
    csdesign("check", "d.yaml", "--fix", "--unsafe-fixes", cwd=tmp_path)
    assert path.read_text(encoding="utf-8") == right.replace("customers", "accounts")


def test_the_diff_shows_the_change_and_makes_none(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(TEXT, encoding="utf-8")

    run = csdesign("check", "d.yaml", "--diff", cwd=tmp_path)

    assert "-  - {id: corp, acounts: 4}  # few\n+  - {id: corp, accounts: 4}  # few\n" in run.out
    assert run.code == 1
    assert path.read_text(encoding="utf-8") == TEXT
    path.write_text(RIGHT, encoding="utf-8")
    assert (csdesign("check", "d.yaml", "--diff", cwd=tmp_path).code, run.err) == (0, "")


def test_a_byte_order_mark_stays_and_bytes_that_are_not_text_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (tmp_path / "raw.yaml").write_bytes(TEXT.encode() + b"# \xff\n")

    csdesign("check", "bom.yaml", "--fix", cwd=tmp_path)
    csdesign("check", "raw.yaml", "--fix", cwd=tmp_path)

    assert (tmp_path / "bom.yaml").read_bytes() == b"\xef\xbb\xbf" + RIGHT.encode()
    assert (tmp_path / "raw.yaml").read_bytes() == TEXT.encode() + b"# \xff\n"


def test_a_file_behind_a_link_is_not_rewritten(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text(TEXT, encoding="utf-8")
    os.symlink("real.yaml", tmp_path / "d.yaml")  # noqa: PTH211 -- the link is relative

    csdesign("check", "d.yaml", "--fix", cwd=tmp_path)

    assert (tmp_path / "real.yaml").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["d.yaml", "--unsafe-fixes"], "--unsafe-fixes needs --fix"),
        (["d.yaml", "--fix", "--diff"], "--fix and --diff cannot be combined"),
        (["-", "--fix"], "--fix cannot rewrite standard input"),
        (["d.yaml", "--fix", "--since", "HEAD"], "--fix and --since cannot be combined"),
        (["d.yaml", "--diff", "--format", "json"], "--diff and --format cannot be combined"),
    ],
)
def test_what_cannot_be_done_together_is_refused(
    tmp_path: Path, options: list[str], words: str
) -> None:
    (tmp_path / "d.yaml").write_text(TEXT, encoding="utf-8")

    run = csdesign("check", *options, cwd=tmp_path)

    assert run.code == 2
    assert words in run.err
    assert (tmp_path / "d.yaml").read_text(encoding="utf-8") == TEXT
