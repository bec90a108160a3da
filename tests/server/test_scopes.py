"""The design that a file belongs to in the server: as for `check`, with unsaved text laid over."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from csdesign import api
from csdesign.cli.check_command import command as check
from csdesign.config import Settings, load_settings
from csdesign.config.designs import chosen_designs
from csdesign.editing.fixing import with_edits
from csdesign.formats.findings import FORMATS
from csdesign.rules.causes import one_by_one
from csdesign.rules.control import choose_rules
from csdesign.server.actions import actions
from csdesign.server.designs import overlaid, scope_of
from csdesign.server.shelf import Shelf
from csdesign.source.designs import load_design, load_sources
from designs import example_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import Finding
    from csdesign.model.design import Design
    from csdesign.source.yaml.sourcefile import SourceFile

SEGMENTS = """\
segments:
  - id: clinics
    accounts: 40
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, per_year: 12, effort_hours: 2, role: csm}
"""
ROLES = """\
roles:
  - id: csm
    title: Customer Success Manager
    owns: [adopt, renew]
    responsibilities:
      - Runs the kick-off meeting with every new customer
      - {does: "Calls everybody: often", primary: true}
positions: {roles: csm, count: 2}
"""
TREE = """\
ignore = ["ROL"]

[[design]]
name = "acme"
files = ["acme", "shared/roles.yaml"]
exclude = ["drafts"]

[[design]]
name = "zeta"
files = ["zeta"]
"""


def shelf(root: Path, **buffers: str) -> Shelf:
    """Return a shelf over a folder with the texts of some open files."""
    return Shelf(str(root), lambda: {str(root / path): text for path, text in buffers.items()})


def write(root: Path, **files: str) -> None:
    """Write files; their folders are made."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def facts(found: Sequence[Finding]) -> list[tuple[object, ...]]:
    """Return the facts that tell findings apart, sorted."""
    return sorted((f.code, f.message, f.span.line, f.span.column) for f in found if f.span)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a tree of two designs whose files do not lie in folders of their own."""
    write(
        tmp_path,
        **{
            ".git/HEAD": "",
            "csdesign.toml": TREE,
            "acme/design.yaml": SEGMENTS,
            "acme/drafts/old.yaml": SEGMENTS,
            "acme/mkdocs.yaml": "site_name: x\n",
            "shared/roles.yaml": ROLES,
            "zeta/design.yaml": f"include: [parts/roles.yaml]\n{SEGMENTS}",
            "zeta/parts/.keep": "",
            "more/roles.yaml": ROLES,
        },
    )
    write(tmp_path, **{"zeta/design.yaml": f"include: [../more/roles.yaml]\n{SEGMENTS}"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def as_checked(name: str) -> list[tuple[object, ...]]:
    """Return the findings of `csdesign check NAME` in the working directory."""
    (chosen,) = chosen_designs([name], load_settings(".", FORMATS), FORMATS)
    loaded = load_design(chosen.files, excluded=chosen.excluded)
    return facts(list(one_by_one(api.check_loaded(loaded, choose_rules(settings=chosen.settings)))))


@pytest.mark.parametrize(
    ("path", "design", "files"),
    [
        ("acme/design.yaml", "acme", ["acme/design.yaml", "shared/roles.yaml"]),
        ("shared/roles.yaml", "acme", ["acme/design.yaml", "shared/roles.yaml"]),
        ("zeta/design.yaml", "zeta", ["zeta/design.yaml", "more/roles.yaml"]),
        ("more/roles.yaml", "zeta", ["zeta/design.yaml", "more/roles.yaml"]),
    ],
)
def test_settings_say_which_files_form_a_design(
    tree: Path, path: str, design: str, files: list[str]
) -> None:
    """Files of two folders, included ones too; excluded ones and other tools' are left out."""
    analysis = shelf(tree).fresh(str(tree / path))

    assert analysis is not None
    assert list(analysis.by_path) == [str(tree / each) for each in files]
    assert facts(analysis.findings) == as_checked(design)
    assert not [f for f in analysis.findings if f.code.startswith("ROL")]


def test_a_pipe_with_the_name_of_a_design_is_not_waited_for(tmp_path: Path) -> None:
    """Looking into every file of a folder would never end."""
    write(tmp_path, **{"design.yaml": SEGMENTS, "parts/roles.yaml": ROLES})
    os.mkfifo(tmp_path / "parts" / "pipe.yaml")

    scope = scope_of(str(tmp_path / "design.yaml"), str(tmp_path), {})

    assert [Path(path).name for path in scope.files] == ["design.yaml", "roles.yaml"]


def test_an_address_that_no_file_can_have_is_a_design_of_its_own(tmp_path: Path) -> None:
    path = f"{tmp_path}/\0.yaml"
    scope = scope_of(path, str(tmp_path), {})

    assert scope.files == (path,)
    assert overlaid(scope, {}) == []


def test_an_excluded_file_is_a_design_of_its_own(tree: Path) -> None:
    path = str(tree / "acme/drafts/old.yaml")
    assert shelf(tree).files(path) == (path,)


def test_settings_next_to_a_design_hold_for_it_alone(tree: Path) -> None:
    """The nearest file goes before the tree's; with a baseline, what is known is silent."""
    write(tree, **{"zeta/csdesign.toml": "ignore = []\n"})
    check(files=["zeta"], write_baseline="zeta/known.json")
    write(tree, **{"zeta/csdesign.toml": 'ignore = []\nbaseline = "known.json"\n'})

    analysis = shelf(tree).fresh(str(tree / "zeta/design.yaml"))

    assert analysis is not None
    assert analysis.findings
    assert all(each.suppressed is not None for each in analysis.findings)


def test_wrong_settings_are_reported_and_count_as_absent(tree: Path) -> None:
    write(tree, **{"csdesign.toml": "[[design]]\n"})
    scope = shelf(tree).scope(str(tree / "acme/design.yaml"))
    assert "csdesign.toml:1: a design has no name" in scope.problem
    assert scope.settings == Settings()


def test_unsaved_text_of_an_included_file_reaches_the_design(tree: Path) -> None:
    changed = ROLES.replace("id: csm", "id: cms")
    analysis = shelf(tree, **{"more/roles.yaml": changed}).fresh(str(tree / "zeta/design.yaml"))
    assert analysis is not None
    assert {each.code for each in analysis.findings} == {"SCH201"}


def test_a_duty_in_words_gets_a_proposed_code_and_keeps_its_words(tree: Path) -> None:
    path = str(tree / "shared/roles.yaml")
    analysis = shelf(tree).fresh(path)
    assert analysis is not None
    for line, words in ((6, "Runs the kick-off meeting with every new customer"), (7, "Calls")):
        offered = [a for a in actions(analysis, path, line, line) if a.finding is None]
        for each in offered:
            after = with_edits(analysis.files, each.edits)
            loaded = load_again(after)
            duty = (loaded.roles or ())[0].duties[line - 6]
            assert each.title.startswith(f"Give this duty the code {duty.code} (")
            assert duty.text.startswith(words)
        assert offered or line == 7


def load_again(files: Sequence[SourceFile]) -> Design:
    """Return the design of some files."""
    loaded = load_sources(files)
    assert loaded.design is not None
    return loaded.design


def test_over_random_edits_the_server_finds_what_check_finds(tmp_path: Path) -> None:
    """Two open files, edited at random places, against the same texts on disk."""
    dice = random.Random(11)
    texts = {"a.yaml": example_text("minimal"), "b.yaml": "policies: []\n"}
    buffers = dict(texts)
    asked = Shelf(str(tmp_path), lambda: {str(tmp_path / p): t for p, t in buffers.items()})
    for step in range(120):
        if step % 12 == 0:
            buffers.update(texts)
        name = dice.choice(["a.yaml", "a.yaml", "b.yaml"])
        buffers[name] = edited(buffers[name], dice)
        write(tmp_path, **buffers)
        analysis = asked.fresh(str(tmp_path / name))
        assert analysis is not None
        scope = asked.scope(str(tmp_path / name))
        assert facts(analysis.findings) == facts(list(one_by_one(api.check(list(scope.files)))))
        asked.forget_files()


def edited(text: str, dice: random.Random) -> str:
    """Return a text after one edit of the kinds that people make."""
    lines = text.splitlines(keepends=True) or ["\n"]
    row = dice.randrange(len(lines))
    line = lines[row]
    at = dice.randrange(len(line) + 1)
    kind = dice.randrange(6)
    if kind == 0:
        lines[row] = line[:at] + dice.choice("[]{}:-#'\"\n \tж😀&*!|>%@`,?0a") + line[at:]
    elif kind == 1:
        lines[row] = line[:at] + line[at + 1 :]
    elif kind == 2:
        lines.insert(row, line)
    elif kind == 3:
        del lines[row]
    elif kind == 4:
        lines[row] = f"  {line}"
    else:
        lines[row] = line.replace("accounts", "acounts").replace("csm", "cms", 1)
    return "".join(lines)
