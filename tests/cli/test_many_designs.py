"""Many designs in one tree: settings for each, one run over all, what a folder leaves out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.checking import DESIGN, Folder, codes
from cli.running import run
from csdesign.errors import SettingsError, UnreadableError, UsageError

if TYPE_CHECKING:
    from cli.command import Run

TREE = """\
[[design]]
name = "acme"
files = ["acme"]

[[design]]
name = "zeta"
files = ["teams/zeta"]
ignore = ["OWN304"]
"""


@pytest.fixture
def tree(folder: Folder) -> Folder:
    """Return a repository with two designs, one of which ignores a rule."""
    (folder.path / "design.yaml").unlink()
    folder.write("acme/design.yaml", DESIGN)
    folder.write("teams/zeta/design.yaml", DESIGN.replace("id: smb", "id: ent"))
    folder.write("csdesign.toml", TREE)
    return folder


def check(_tree: Folder, *files: str, **options: object) -> list[tuple[str, str]]:
    """Return (file, code) of the findings of two rules."""
    from csdesign.cli.check_command import command

    options.setdefault("select", ["OWN301", "OWN304"])
    outcome = command(files=list(files), format_="concise", date="2026-06-01", **options)  # type: ignore[arg-type]  # options of any field
    lines = [line for line in outcome.text.splitlines() if "[" in line]
    return [(line.split(":")[0], line.rsplit("[", 1)[1].split()[0]) for line in lines]


def test_check_without_files_checks_every_design_by_its_own_rules(tree: Folder) -> None:
    """Findings stand by design, in the order of the file."""
    assert [code for _, code in check(tree, select=None)].count("OWN304") == 1
    found = check(tree, select=["OWN301"])

    assert {path for path, _ in found} == {"acme/design.yaml", "teams/zeta/design.yaml"}
    paths = [path for path, _ in found]
    assert paths == sorted(paths)


def test_a_design_is_checked_by_its_name_and_by_its_folder_alike(tree: Folder) -> None:
    assert check(tree, "zeta") == check(tree, "teams/zeta")
    assert {path for path, _ in check(tree, "acme")} == {"acme/design.yaml"}
    with pytest.raises(UsageError, match="zeta is the name of a design and the others are files"):
        check(tree, "zeta", "acme/design.yaml")


def test_formats_keep_designs_apart(tree: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """SARIF has a run for each, JSON a name, the format for people a heading."""
    monkeypatch.chdir(tree.path)

    def done(*args: str) -> Run:
        return run(monkeypatch, "check", "--select", "OWN301", *args)

    runs = json.loads(done("--format", "sarif").out)["runs"]
    assert [each["automationDetails"]["id"] for each in runs] == [
        "csdesign/check/acme/",
        "csdesign/check/zeta/",
    ]
    assert all(each["results"] for each in runs)
    names = [found["design"] for found in json.loads(done("--format", "json").out)["findings"]]
    assert names == sorted(names)
    assert set(names) == {"acme", "zeta"}
    full = done().out
    assert full.startswith("acme\n")
    assert full.count("\nzeta\n") == 1


def test_the_nearest_settings_serve_a_design_and_go_before_those_of_the_tree(tree: Folder) -> None:
    """Command line, nearest file, [[design]], root."""
    tree.write("teams/zeta/csdesign.toml", 'ignore = ["OWN301"]\n')

    assert {code for path, code in check(tree, select=None) if "zeta" in path}.isdisjoint(
        {"OWN301"}
    )
    assert "OWN304" in {code for _, code in check(tree, "zeta", select=None)}
    assert {code for _, code in check(tree, "zeta", select=["OWN301"], ignore=["COV"])} == {
        "OWN301"
    }


def test_each_design_has_its_baseline(tree: Folder) -> None:
    """It lies where the settings say; one for all is refused."""
    tree.write(
        "csdesign.toml",
        TREE.replace('files = ["acme"]', 'files = ["acme"]\nbaseline = "acme/known.json"'),
    )
    check(tree, "acme", write_baseline="acme/known.json")

    assert {path for path, _ in check(tree)} == {"teams/zeta/design.yaml"}
    with pytest.raises(UsageError, match="--write-baseline is for one design"):
        check(tree, write_baseline="all.json")


def test_the_worst_design_decides_the_exit_code(
    tree: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree.path)
    assert run(monkeypatch, "check", "--select", "OWN304").code == 1
    tree.write("acme/csdesign.toml", 'fail-on = "never"\n')
    assert run(monkeypatch, "check", "--select", "OWN304").code == 0


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ('[[design]]\nname = "a"\nfiles = ["acme"]\n' * 2, "two designs are named 'a'"),
        (TREE.replace('"teams/zeta"', '"acme/design.yaml"'), "the designs acme and zeta share"),
        ('[[design]]\nname = "a"\n', "the design 'a' has no files"),
        ('[[design]]\nfiles = ["acme"]\n', "csdesign.toml:1: a design has no name"),
        ('[[design]]\nname = "-x"\nfiles = ["acme"]\n', "csdesign.toml:2: the name of a design is"),
        (TREE.replace("ignore", "inore"), "csdesign.toml:8: unknown setting 'inore'"),
        (TREE + '[design.severity]\nOWN304 = "bad"\n', "csdesign.toml:10: the severity of OWN304"),
        ('[[design]]\nname = "a"\nfiles = ["../x"]\n', "give a path next to this file or below"),
        ('[[design]]\nname = "a"\nfiles = ["x"]\nfomat = "json"\n', "unknown setting 'fomat'"),
        ('[[design]]\nname = "a"\nfiles = ["none"]\n', "cannot read none: no such file"),
        ("design = 3\n", "designs are tables"),
        ('exclude = ["/etc"]\n', "give a path next to this file or below"),
        ("", "name the design to check: csdesign check FILE"),
    ],
)
def test_wrong_settings_are_one_clear_answer(
    settings: str, words: str, tree: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, one line, nothing written."""
    monkeypatch.chdir(tree.path)
    tree.write("csdesign.toml", settings)
    before = sorted(tree.path.rglob("*"))

    done = run(monkeypatch, "check", "--output", "json=out.json")

    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert done.err.count("\n") == 1
    assert sorted(tree.path.rglob("*")) == before


def test_a_design_in_the_folder_of_another_is_excluded_there(tree: Folder) -> None:
    """What one design leaves out, another may have."""
    both = '[[design]]\nname = "{}"\nfiles = ["{}"]\n'
    outer, inner = both.format("all", "."), both.format("zeta", "teams")
    tree.write("csdesign.toml", outer + inner)
    with pytest.raises(UsageError, match="the designs all and zeta share teams"):
        check(tree)
    tree.write("csdesign.toml", f'{outer}exclude = ["teams"]\n{inner}')
    assert {path for path, _ in check(tree)} == {"acme/design.yaml", "teams/zeta/design.yaml"}


def test_a_settings_file_that_is_a_folder_is_refused(tree: Folder) -> None:
    (tree.path / "csdesign.toml").unlink()
    (tree.path / "csdesign.toml").mkdir()

    with pytest.raises(SettingsError, match="it is a directory; name a regular file"):
        check(tree, "acme")


def test_excluded_files_are_not_read(tree: Folder) -> None:
    """A name anywhere below, or a path; a file that is named is read anyway."""
    tree.write("acme/node_modules/x.yaml", "nonsense: 1\nsegments: 5\n")
    tree.write("acme/drafts/y.yaml", "segments: 7\n")
    assert any(code.startswith("SCH") for code in codes(tree.check("acme", isolated=True)))
    tree.write("csdesign.toml", f'exclude = ["node_modules", "acme/drafts"]\n{TREE}')

    assert {path for path, _ in check(tree, "acme")} == {"acme/design.yaml"}
    tree.write("csdesign.toml", f'exclude = ["*"]\n{TREE}')
    with pytest.raises(UnreadableError, match="settings exclude all of them"):
        check(tree, "acme")


def test_yaml_of_other_tools_is_skipped_and_named(
    tree: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no top key is near one of a design, and the file was found, not named."""
    monkeypatch.chdir(tree.path)
    tree.write("acme/mkdocs.yml", "site_name: x\nnav:\n  - index.md\n")
    passed = run(monkeypatch, "check", "acme", "--select", "OWN301")
    plan = run(monkeypatch, "plan", "acme")
    assert "skipped acme/mkdocs.yml: none of its top-level keys belongs to a design" in passed.err
    assert (plan.code, "skipped acme/mkdocs.yml" in plan.err) == (0, True)
    assert "SCH101" not in passed.out

    tree.write("acme/mkdocs.yml", "site_name: x\nrolse:\n  - {id: am, title: AM}\n")
    near = run(monkeypatch, "check", "acme")
    assert "did you mean 'roles'" in near.out
    named = run(monkeypatch, "check", "acme/design.yaml", "acme/mkdocs.yml")
    assert "SCH101" in named.out


def test_a_linked_folder_is_refused_in_words(tree: Folder) -> None:
    """A design that silently lacks a folder would be planned with proposed owners."""
    tree.write("shared/roles.yaml", "roles: []\n")
    (tree.path / "acme/roles").symlink_to(tree.path / "shared")

    with pytest.raises(UnreadableError, match="acme/roles is a link to a folder"):
        check(tree, "acme")


def test_settings_stop_at_the_top_of_the_repository(
    tree: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies above belongs to somebody else; outside a repository it is named."""
    tree.write("csdesign.toml", 'fail-on = "never"\n')
    monkeypatch.chdir(tree.path / "acme")
    above = run(monkeypatch, "check", "design.yaml", "--select", "OWN304")
    assert above.code == 0
    assert "makes this check less strict: fail-on; --isolated ignores settings files" in above.err

    tree.git("init", "-q", "acme")
    inside = run(monkeypatch, "check", "design.yaml", "--select", "OWN304")
    assert (inside.code, inside.err) == (1, "")


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ('fail-on = "never"', "fail-on"),
        ('ignore = ["OWN"]', "ignore"),
        ('select = ["YML"]', "select"),
        ('exclude = ["drafts"]', "exclude"),
        ('[severity]\nOWN304 = "note"', "severity"),
    ],
)
def test_milder_settings_next_to_a_design_are_named(
    words: str, keys: str, tree: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pull request could bring them along with what they hide."""
    monkeypatch.chdir(tree.path)
    tree.write("acme/csdesign.toml", f"{words}\n")
    for files in ((), ("acme",), ("acme/design.yaml",)):
        done = run(monkeypatch, "check", *files)
        assert f"acme/csdesign.toml makes this check less strict: {keys};" in done.err
    done = run(monkeypatch, "check", "acme", "--config", "csdesign.toml", "--select", "OWN304")
    assert (done.code, done.err) == (1, "")


def test_plan_and_diff_and_report_take_a_design_by_name(
    tree: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree.path)

    assert run(monkeypatch, "plan", "zeta").out == run(
        monkeypatch, "plan", "teams/zeta"
    ).out.replace("teams/zeta", "zeta")
    assert "ent" in run(monkeypatch, "diff", "acme", "zeta").out
    assert run(monkeypatch, "report", "zeta", "-o", "zeta.html").code == 0


def test_since_compares_every_design_with_what_it_was(tree: Folder) -> None:
    tree.git("init", "-q")
    tree.write("acme/mkdocs.yml", "site_name: x\n")
    tree.commit()
    assert check(tree, since="HEAD") == []

    tree.change("supports: [upsell]", "supports: [upsell, serve]", "acme/design.yaml")
    assert check(tree, since="HEAD") == [("acme/design.yaml", "OWN304")]


@pytest.mark.parametrize(
    ("before", "now", "named"),
    [
        ("", 'ignore = ["OWN3"]', "csdesign.toml is less strict for acme than at HEAD: ignore"),
        ("", 'select = ["OWN"]', "csdesign.toml is less strict for acme than at HEAD: select"),
        ("", 'exclude = ["x"]', "csdesign.toml is less strict for acme than at HEAD: exclude"),
        (
            "",
            'severity = {OWN304 = "note"}',
            "csdesign.toml is less strict for acme than at HEAD: severity",
        ),
        ("accounts = true", "", "csdesign.toml is less strict for acme than at HEAD: accounts"),
        ('ignore = ["OWN3"]', 'ignore = ["OWN304"]', ""),
        ('exclude = ["x"]', "", ""),
    ],
)
def test_a_design_of_the_tree_that_became_milder_since_the_revision_is_named(
    before: str, now: str, named: str, tree: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its table counts as much as what stands at the top of the settings file."""
    monkeypatch.chdir(tree.path)
    tree.write("csdesign.toml", TREE.replace('["acme"]', f'["acme"]\n{before}'))
    tree.git("init", "-q")
    tree.commit()
    tree.write("csdesign.toml", TREE.replace('["acme"]', f'["acme"]\n{now}'))

    told = run(monkeypatch, "check", "--since", "HEAD", "--no-accounts").err
    if "accounts" in named:
        assert "less strict" not in told  # the option decides
        told = run(monkeypatch, "check", "--since", "HEAD").err

    assert (f"csdesign: {named}\n" in told) if named else ("less strict" not in told)


def test_a_key_at_the_top_is_named_once_for_all_designs(
    tree: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree.path)
    tree.git("init", "-q")
    tree.commit()
    tree.write("csdesign.toml", 'fail-on = "never"\n' + TREE)

    told = run(monkeypatch, "check", "--since", "HEAD").err

    assert told == "csdesign: csdesign.toml is less strict than at HEAD: fail-on\n"


@pytest.mark.parametrize("files", [(), ("acme",)])
def test_a_design_that_is_no_longer_checked_is_named(
    files: tuple[str, ...], tree: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is gone is not hidden, and who asks for one design asks for no other."""
    monkeypatch.chdir(tree.path)
    tree.write("acme-roles/design.yaml", "roles: []\n")
    whole = TREE.replace('["acme"]', '["acme", "acme-roles"]')
    tree.write("csdesign.toml", whole)
    tree.git("init", "-q")
    tree.commit()
    assert "no longer" not in run(monkeypatch, "check", *files, "--since", "HEAD").err

    tree.write("csdesign.toml", TREE.partition("\n\n")[0])

    told = run(monkeypatch, "check", *files, "--since", "HEAD").err
    gone = "acme-roles" if files else "acme-roles and teams/zeta"
    words = f"csdesign.toml no longer names {gone}, checked at HEAD"
    assert words in told


def test_settings_next_to_a_design_are_compared_with_what_they_were(
    tree: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stricter file next to a design that is deleted brings the settings of the tree back."""
    monkeypatch.chdir(tree.path)
    tree.write("teams/zeta/csdesign.toml", "ignore = []\n")
    tree.git("init", "-q")
    tree.commit()
    (tree.path / "teams/zeta/csdesign.toml").unlink()

    told = run(monkeypatch, "check", "--since", "HEAD").err

    assert "teams/zeta/csdesign.toml is less strict for zeta than at HEAD: ignore\n" in told


def test_a_design_that_moved_is_compared_with_what_it_was_where_it_lay(
    tree: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the files that its table named at the revision."""
    monkeypatch.chdir(tree.path)
    tree.git("init", "-q")
    tree.commit()
    tree.git("mv", "teams/zeta", "zeta team")
    tree.write("csdesign.toml", TREE.replace("teams/zeta", "zeta team"))

    done = run(monkeypatch, "check", "--since", "HEAD")

    assert (done.code, done.err) == (0, "")
