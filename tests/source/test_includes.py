"""`include`: parts that designs share, read from a disk, a revision, a mapping or a stream."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import pytest

import csdesign
from cli.running import run
from csdesign.config import load_settings
from csdesign.errors import SettingsError
from csdesign.source.designs import Loaded, design_files, load_design, load_sources
from csdesign.source.git.load import load_revision
from csdesign.source.includes import OnDisk

if TYPE_CHECKING:
    from pathlib import Path

SEGMENTS = """\
segments:
  - id: clinics
    accounts: 40
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, per_year: 12, effort_hours: 2, role: csm}
"""
ROLES = "roles:\n  - {id: csm, title: CSM, owns: [adopt]}\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a design that includes the roles next to its folder."""
    for path, text in (
        ("acme/design.yaml", f"include: [../common/roles.yaml]\n{SEGMENTS}"),
        ("common/roles.yaml", ROLES),
    ):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def including(tree: Path, *names: str) -> Loaded:
    """Return the design of the tree with other files included."""
    text = f"include: [{', '.join(names)}]\n{SEGMENTS}"
    (tree / "acme/design.yaml").write_text(text, encoding="utf-8")
    return load_design(["acme"])


def words(loaded: Loaded) -> list[str]:
    """Return the messages, each with its place."""
    assert loaded.design is None
    return [f"{f.span.line}:{f.span.column} {f.code} {f.message}" for f in loaded.findings]


@pytest.mark.usefixtures("tree")
def test_an_included_file_is_a_part_of_the_design_with_places_of_its_own() -> None:
    loaded = load_design(["acme"])
    assert loaded.design is not None
    assert [file.path for file in loaded.files] == ["acme/design.yaml", "common/roles.yaml"]
    span = loaded.source_map.span(("roles", 0, "title"))
    assert (span.path, span.line, span.column) == ("common/roles.yaml", 2, 22)


def test_a_file_is_read_once_however_many_name_it(tree: Path) -> None:
    (tree / "acme/more.yaml").write_text("include: [../common/roles.yaml]\n", encoding="utf-8")
    for paths in (["acme"], ["acme", "common"], ["common", "acme"]):
        loaded = load_design(paths)
        assert loaded.design is not None
        assert len(loaded.files) == 3


def test_two_designs_may_share_a_file(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "zeta").mkdir()
    text = (tree / "acme/design.yaml").read_text(encoding="utf-8")
    (tree / "zeta/design.yaml").write_text(text.replace("clinics", "labs"), encoding="utf-8")
    both = "".join(f'[[design]]\nname = "{n}"\nfiles = ["{n}"]\n' for n in ("acme", "zeta"))
    (tree / "csdesign.toml").write_text(both, encoding="utf-8")
    ran = run(monkeypatch, "check", "--format", "concise", "--fail-on", "never")
    assert ran.code == 0
    assert "labs" in ran.out
    assert "clinics" in ran.out


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../outside.yaml", "it lies outside the repository; put a copy there"),
        ("/etc/hosts.yaml", "give a path from this file, with / between folders"),
        ('"a\\\\b.yaml"', "give a path from this file, with / between folders"),
        ("../csdesign.toml", "a design includes *.yaml or *.yml files"),
        (".hidden.yaml", "a design includes *.yaml or *.yml files"),
        ("folder.yaml", "it is a folder; name its files one by one"),
        ("absent.yml", "cannot read acme/absent.yml: no such file or directory"),
        ("link.yaml", "it lies outside the repository; put a copy there"),
    ],
)
def test_what_cannot_be_included_is_one_finding_at_its_entry(
    tree: Path, tmp_path_factory: pytest.TempPathFactory, name: str, why: str
) -> None:
    (tree / "acme/folder.yaml").mkdir()
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.yaml"
    secret.write_text("roles: []\n", encoding="utf-8")
    (tree / "acme/link.yaml").symlink_to(secret)
    (tree / "acme/design.yaml").write_text(f"include: [{name}]\n{SEGMENTS}", encoding="utf-8")
    (said,) = words(load_design(["acme/design.yaml"]))
    shown = name.strip('"').replace("\\\\", "\\")
    assert said == f"1:11 YML017 '{shown}' cannot be included: {why}"


def test_a_circle_of_any_length_is_named(tree: Path) -> None:
    assert words(including(tree, "design.yaml")) == [
        (
            "1:11 YML017 'design.yaml' cannot be included: a circle: "
            "acme/design.yaml includes acme/design.yaml"
        )
    ]
    (tree / "common/roles.yaml").write_text(f"include: [a.yaml]\n{ROLES}", encoding="utf-8")
    (tree / "common/a.yaml").write_text("include: [roles.yaml]\n", encoding="utf-8")
    (said,) = words(including(tree, "../common/roles.yaml"))
    assert said.endswith(
        "a circle: common/roles.yaml includes common/a.yaml includes common/roles.yaml"
    )


def test_a_chain_of_thousands_is_followed_to_its_end(tree: Path) -> None:
    for number in range(3_000):
        text = f"include: [{number + 1}.yaml]\n"
        (tree / f"common/{number}.yaml").write_text(text, encoding="utf-8")
    (tree / "common/3000.yaml").write_text(ROLES, encoding="utf-8")
    assert including(tree, "../common/0.yaml").design is not None


def test_a_revision_includes_what_it_had(tree: Path) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.email=a@b", "-c", "user.name=n"]
        subprocess.run(["git", "-C", str(tree), *who, *words], check=True, capture_output=True)

    git("add", "-A")
    git("commit", "-qm", "first")
    (tree / "common/roles.yaml").unlink()
    loaded = load_revision("HEAD", ["acme"])
    assert loaded is not None
    assert loaded.design is not None
    assert [f.path for f in loaded.files] == ["HEAD:acme/design.yaml", "HEAD:common/roles.yaml"]
    git("commit", "-qam", "second")
    gone = load_revision("HEAD", ["acme"])
    assert gone is not None
    assert words(gone) == [
        "1:11 YML017 '../common/roles.yaml' cannot be included: the revision HEAD has no such file"
    ]


def test_without_a_repository_the_working_directory_holds_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, text in (
        ("in/acme/design.yaml", f"include: [../roles.yaml]\n{SEGMENTS}"),
        ("in/roles.yaml", ROLES),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "in")
    assert load_design(["acme/design.yaml"]).design is not None
    monkeypatch.chdir(tmp_path / "in/acme")
    (said,) = words(load_design(["design.yaml"]))
    assert said.endswith("it lies outside the working directory; put a copy there")


def test_a_stated_folder_holds_all(tree: Path) -> None:
    files, _ = design_files(["acme"], place=OnDisk(str(tree / "acme")))
    (said,) = words(load_sources(files))
    assert "it lies outside the folder" in said


@pytest.mark.usefixtures("tree")
def test_a_mapping_and_standard_input_include_from_the_working_directory() -> None:
    design = csdesign.load("acme")
    written = design.to_yaml()
    assert "include" not in written
    assert csdesign.load({"include": ["common/roles.yaml"], "segments": []}).roles
    stream = io.BytesIO(b"include: [common/roles.yaml]\nsegments: []\n")
    assert csdesign.load("-", stdin=stream).roles


def test_a_settings_file_says_where_include_belongs(tree: Path) -> None:
    (tree / "csdesign.toml").write_text('include = ["a.yaml"]\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="include is a key of a design, not a setting"):
        load_settings(".", ())
