"""Known findings: the baseline's file and the revision of `--since`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.checking import DESIGN, Folder, codes
from cli.running import csdesign
from csdesign.errors import OutputError, RevisionError, SettingsError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

SUPPORTS = "supports: [upsell]"
MORE = "supports: [upsell, serve]"
MOVED = "# a new first line\n" + DESIGN


def test_a_baseline_suppresses_what_it_knows_and_nothing_new(folder: Folder) -> None:
    """Lines may move; a second finding of the same rule on another object is new."""
    written = folder.check(write_baseline="known.json")
    assert written.code == 0
    assert "finding" in written.messages

    folder.write("design.yaml", MOVED)
    assert folder.check(baseline="known.json").text.startswith("No problems found (")
    folder.change(SUPPORTS, MORE)
    outcome = folder.check(baseline="known.json")

    assert codes(outcome) == ["OWN304"]
    assert outcome.code == 1


def test_a_baseline_of_the_settings_needs_no_option(folder: Folder) -> None:
    """It lies next to the settings file."""
    folder.check(write_baseline="known.json")
    folder.write("csdesign.toml", 'baseline = "known.json"\n')

    assert codes(folder.check()) == []
    assert codes(folder.check(isolated=True)) != []


def test_what_is_fixed_is_reported_and_pruned(folder: Folder) -> None:
    """Without --prune the file stays as it is."""
    folder.check(write_baseline="known.json", select=["OWN304"])
    folder.change(SUPPORTS, "co_owns: []")
    before = (folder.path / "known.json").read_text(encoding="utf-8")

    told = folder.check(baseline="known.json", select=["OWN304"])
    kept = (folder.path / "known.json").read_text(encoding="utf-8")
    pruned = folder.check(baseline="known.json", select=["OWN304"], prune=True)
    after = json.loads((folder.path / "known.json").read_text(encoding="utf-8"))

    assert "1 finding of the baseline is fixed; --prune" in told.messages
    assert kept == before
    assert "no longer in known.json" in pruned.messages
    assert after["entries"] == []


def test_rules_that_did_not_run_are_not_pruned(folder: Folder) -> None:
    """A run of one family must not empty the baseline of the others."""
    folder.check(write_baseline="known.json")
    before = (folder.path / "known.json").read_text(encoding="utf-8")

    folder.check(baseline="known.json", select=["REN"], prune=True)

    assert (folder.path / "known.json").read_text(encoding="utf-8") == before


def test_a_broken_design_writes_no_baseline(folder: Folder) -> None:
    """An empty one would call every finding new once the design loads again."""
    folder.check(write_baseline="known.json")
    before = (folder.path / "known.json").read_text(encoding="utf-8")
    folder.change("accounts: 100", "acounts: 100")

    outcome = folder.check(write_baseline="known.json")

    assert outcome.code == 2
    assert "no baseline was written: the design does not load" in outcome.messages
    assert "SCH101" in outcome.messages
    assert (folder.path / "known.json").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "there is no baseline known.json; make it with --write-baseline"),
        ("{", "is not JSON"),
        ('{"kind": "other"}', "is not a baseline"),
    ],
    ids=["missing", "broken", "other"],
)
def test_an_unreadable_baseline_stops_the_run(
    folder: Folder, text: str | None, message: str
) -> None:
    """A reason not to go on: without its baseline a run would fail for what is known."""
    if text is not None:
        folder.write("known.json", text)

    with pytest.raises(SettingsError, match=message):
        folder.check(baseline="known.json")


def test_options_of_the_baseline_cannot_be_combined(folder: Folder) -> None:
    """To write down what is found and to silence it by another file are two things."""
    for option in ({"baseline": "a"}, {"prune": True}, {"since": "HEAD"}):
        with pytest.raises(UsageError, match="cannot be combined"):
            folder.check(write_baseline="known.json", **option)
    with pytest.raises(UsageError, match="--prune has no baseline"):
        folder.check(prune=True)
    with pytest.raises(OutputError, match="are one file"):
        folder.check(write_baseline="known.json", output=["json=./known.json"])
    with pytest.raises(OutputError, match=r"is the input design.yaml"):
        folder.check(write_baseline="design.yaml")


@pytest.fixture
def repository(folder: Folder) -> Folder:
    """Return the folder as a repository with the design committed."""
    folder.git("init", "-q")
    folder.commit()
    return folder


def test_since_shows_only_what_the_revision_did_not_have(repository: Folder) -> None:
    """By rule and object: moved lines are not new, one more object is."""
    repository.write("design.yaml", MOVED)
    same = repository.check(since="HEAD")
    repository.change(SUPPORTS, MORE)
    more = repository.check(since="HEAD")

    assert same.text == "No problems found.\n"
    assert same.code == 0
    assert codes(more) == ["OWN304"]
    assert "requests for help" in more.text
    assert more.code == 1


def test_since_reads_the_design_from_a_subdirectory(
    repository: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths are those of the working directory."""
    repository.write("deep/design.yaml", DESIGN)
    repository.commit()
    monkeypatch.chdir(repository.path / "deep")

    assert codes(repository.check(since="HEAD")) == []
    assert codes(repository.check("../design.yaml", since="HEAD")) == []


def test_a_file_the_revision_did_not_have_is_all_new(repository: Folder) -> None:
    """And the run says so."""
    repository.write("new.yaml", DESIGN)

    outcome = repository.check("new.yaml", since="HEAD", select=["OWN304"])

    assert codes(outcome) == ["OWN304"]
    assert "HEAD has none of these files" in outcome.messages


def test_a_revision_that_did_not_load_hides_nothing(repository: Folder) -> None:
    """Everything counts as new, and errors of reading are never old."""
    good = (repository.path / "design.yaml").read_text(encoding="utf-8")
    repository.change("accounts: 100", "acounts: 100")
    repository.commit()

    broken = repository.check(since="HEAD")
    repository.write("design.yaml", good)
    mended = repository.check(since="HEAD", select=["OWN304"])

    assert codes(broken) == ["SCH101"]
    assert codes(mended) == ["OWN304"]
    assert "did not load at HEAD" in mended.messages


def test_a_removed_suppression_gives_a_new_finding(repository: Folder) -> None:
    """What the revision had excused, it did not report."""
    repository.change(SUPPORTS, f"{SUPPORTS}  # csdesign: ignore[OWN304] -- agreed")
    repository.commit()
    repository.write("design.yaml", DESIGN)

    assert codes(repository.check(since="HEAD", select=["OWN304"])) == ["OWN304"]


def test_since_and_a_baseline_together_know_what_either_knows(repository: Folder) -> None:
    """One finding is in both, one in the revision alone, one in neither."""
    repository.check(write_baseline="known.json", select=["OWN304"])
    repository.change(SUPPORTS, MORE)
    repository.commit()
    repository.change(MORE, "supports: [upsell, serve, cross-sell]")

    outcome = repository.check(since="HEAD", baseline="known.json", select=["OWN304"])

    assert codes(outcome) == ["OWN304"]
    assert "new products" in outcome.text


@pytest.mark.parametrize("revision", ["nope", "--output=stolen", "", "HEAD\nmain"])
def test_a_name_that_is_not_a_revision_stops_the_run(repository: Folder, revision: str) -> None:
    """Git never sees what looks like an option."""
    with pytest.raises(RevisionError):
        repository.check(since=revision)
    assert not (repository.path / "stolen").exists()


def test_since_without_a_repository_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    """Through the real command line."""
    (tmp_path / "design.yaml").write_text(DESIGN, encoding="utf-8")

    run = csdesign("check", "design.yaml", "--since", "main", cwd=tmp_path)

    assert run.code == 2
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert "not in a git repository" in run.err


BUSY = DESIGN.replace("accounts: 100", "accounts: 90") + "positions: [{id: ann, roles: [csm]}]\n"
"""One person who is 96% booked: a warning (CAP801)."""


@pytest.mark.parametrize("how", ["since", "baseline"])
def test_a_problem_that_gets_worse_does_not_pass_the_gate(repository: Folder, how: str) -> None:
    """Booked 96%, then 599%: the same rule on the same object is new, and says how it grew."""
    repository.write("design.yaml", BUSY)
    repository.commit()
    repository.check(write_baseline="known.json", select=["CAP801"])
    known = {"since": "HEAD"} if how == "since" else {"baseline": "known.json"}
    assert codes(repository.check(select=["CAP801"], **known)) == []

    repository.change("accounts: 90", "accounts: 93")
    a_little = repository.check(select=["CAP801"], **known)
    repository.change("accounts: 93", "accounts: 560")
    worse = repository.check(select=["CAP801"], **known)

    assert (codes(a_little), a_little.code) == ([], 0)
    assert (codes(worse), worse.code) == (["CAP801"], 1)
    assert "(worse: warning -> error, 96% -> 599%)" in worse.text
    sarif = json.loads(repository.check(select=["CAP801"], format_="sarif", **known).text)
    assert "96% -> 599%" in sarif["runs"][0]["results"][-1]["properties"]["worse"]
    (issue,) = json.loads(repository.check(select=["CAP801"], format_="gitlab", **known).text)
    (before,) = json.loads(repository.check(select=["CAP801"], format_="gitlab").text)
    assert issue["fingerprint"] != before["fingerprint"]
    (found,) = (
        json.loads(repository.check(select=["CAP801"], format_="json", **known).text)["findings"]
        if how == "since"
        else [{"measure": 5.99, "worse": "96% -> 599%"}]
    )
    assert found["measure"] == pytest.approx(5.99, abs=0.01)


def test_a_baseline_of_an_earlier_version_still_matches(folder: Folder) -> None:
    """Its entries have a rule, an object and a count."""
    folder.check(write_baseline="known.json")
    document = json.loads((folder.path / "known.json").read_text(encoding="utf-8"))
    for entry in document["entries"]:
        del entry["severity"]
        entry.pop("value", None)
    folder.write("known.json", json.dumps(document))

    assert codes(folder.check(baseline="known.json")) == []


@pytest.mark.parametrize(
    ("before", "now", "named"),
    [
        (None, 'ignore = ["CAP"]\n', "ignore"),
        ('ignore = ["POL"]\n', 'ignore = ["POL"]\n', ""),
        ('ignore = ["POL"]\n', 'ignore = ["POL", "CAP"]\nfail-on = "never"\n', "fail-on, ignore"),
        (None, '[severity]\nCAP801 = "note"\n', "severity"),
        (None, 'fail-on = "warning"\n', ""),
        ('ignore = ["POL", "CAP"]\n', 'ignore = ["POL"]\n', ""),
        ('ignore = ["OWN3"]\n', 'ignore = ["OWN304"]\n', ""),
        ('select = ["POL"]\n', 'select = ["POL", "CAP"]\n', ""),
        ('select = ["POL", "CAP"]\n', 'select = ["POL"]\n', "select"),
        ('exclude = ["a", "b"]\n', 'exclude = ["a"]\n', ""),
        ('fail-on = "warning"\n', "", "fail-on"),
    ],
)
def test_settings_that_became_milder_since_the_revision_are_named(
    repository: Folder, before: str | None, now: str, named: str
) -> None:
    """A gate is not passed in silence by switching it off in the same change."""
    if before is not None:
        repository.write("csdesign.toml", before)
        repository.commit()
    repository.write("csdesign.toml", now)

    told = repository.check(since="HEAD").messages

    assert ("less strict" in told) is bool(named)
    assert not named or f"csdesign.toml is less strict than at HEAD: {named}\n" in told


@pytest.mark.parametrize("options", [{}, {"config": "csdesign.toml"}])
def test_settings_that_were_taken_away_or_named_are_compared_too(
    repository: Folder, options: dict[str, str]
) -> None:
    """A strict file that is deleted, and a file that an option names."""
    repository.write("csdesign.toml", 'fail-on = "warning"\n')
    repository.commit()
    if options:
        repository.write("csdesign.toml", 'fail-on = "never"\n')
    else:
        (repository.path / "csdesign.toml").unlink()

    told = repository.check(since="HEAD", **options).messages

    assert "csdesign.toml is less strict than at HEAD: fail-on\n" in told
    assert "less strict" not in repository.check(since="HEAD", isolated=True).messages


@pytest.mark.parametrize("given", ["option", "settings"])
def test_a_baseline_that_was_extended_in_the_same_change_is_named(
    repository: Folder, given: str
) -> None:
    """What it knows without hiding anything new is not worth a word."""
    if given == "settings":
        repository.write("csdesign.toml", 'baseline = "known.json"\n')
    known = {"baseline": "known.json"} if given == "option" else {}
    repository.check(write_baseline="known.json", select=["OWN304"])
    repository.commit()
    repository.check(write_baseline="known.json")
    same = repository.check(since="HEAD", **known)
    repository.change(SUPPORTS, MORE)
    repository.check(write_baseline="known.json", select=["OWN304"])

    extended = repository.check(since="HEAD", select=["OWN304"], **known)

    assert "hides" not in same.messages
    assert codes(extended) == []
    assert (
        "known.json hides 1 finding that it did not know at HEAD: OWN304 segments[smb].serve[csm]"
        in extended.messages
    )


def test_a_comment_that_suppresses_what_is_new_or_worse_is_named(repository: Folder) -> None:
    """The problem and the comment may come with one change; an old exception needs no word."""
    repository.write("design.yaml", BUSY)
    repository.commit()
    posts = "positions: [{id: ann, roles: [csm]}]"
    repository.change(posts, f"{posts}  # csdesign: ignore[CAP801] -- a hire is on her way")

    suppressed = repository.check(since="HEAD", select=["CAP801"])
    repository.change("accounts: 90", "accounts: 560")
    worse = repository.check(since="HEAD", select=["CAP801"])
    repository.commit()
    later = repository.check(since="HEAD", select=["CAP801"])

    assert [codes(each) for each in (suppressed, worse, later)] == [[], [], []]
    assert "comments" not in suppressed.messages
    assert (
        "comments suppress 1 finding that is new or worse since HEAD: "
        "CAP801 positions[ann] (warning -> error, 96% -> 599%)\n" in worse.messages
    )
    assert "comments" not in later.messages


def test_a_first_baseline_that_hides_what_is_new_is_named(repository: Folder) -> None:
    """It comes with the change that needs it."""
    repository.change(SUPPORTS, MORE)
    repository.check(write_baseline="known.json", select=["OWN304"])

    told = repository.check(since="HEAD", baseline="known.json", select=["OWN304"]).messages

    assert "known.json hides 1 finding" in told


def test_a_baseline_outside_the_repository_is_not_part_of_the_change(
    repository: Folder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    known = str(tmp_path_factory.mktemp("elsewhere") / "known.json")
    repository.change(SUPPORTS, MORE)
    repository.check(write_baseline=known, select=["OWN304"])

    done = repository.check(since="HEAD", baseline=known, select=["OWN304"])

    assert (codes(done), done.messages) == ([], "")
