"""The design says where its customers are: nobody needs flags, and nothing is opened unasked."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from cli.running import csdesign
from tools import program

if TYPE_CHECKING:
    from pathlib import Path

DESIGN = """\
company: {currency: EUR}
accounts:
  path: data/customers.csv
  columns: {employees: Staff}
  formats: {employees: de}
segments:
  - {id: large, where: employees >= 800, accounts: 3}
  - {id: rest, otherwise: true, accounts: 4}
"""
ROWS = "Account ID;Staff;ARR\nA;1.200;10\nB;70;20\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a design and its table in a folder of their own."""
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    (folder / "org" / "data").mkdir(parents=True)
    (folder / "org" / "design.yaml").write_text(DESIGN, encoding="utf-8")
    (folder / "org" / "data" / "customers.csv").write_text(ROWS, encoding="utf-8")
    return folder


def counted(folder: Path, *options: str) -> list[int]:
    run = csdesign("plan", "org/design.yaml", "-f", "json", *options, cwd=folder)
    assert run.code == 0, run.err
    return [segment["accounts"]["count"] for segment in json.loads(run.out)["segments"]]


def test_the_table_is_found_next_to_the_design_and_read_as_it_says(repository: Path) -> None:
    assert counted(repository) == [1, 1]


def test_options_go_before_the_design_and_its_counts_can_be_kept(repository: Path) -> None:
    (repository / "other.csv").write_text("id,Staff\n1,5\n2,6\n3,1.000\n", encoding="utf-8")
    assert counted(repository, "--accounts", "other.csv") == [1, 2]
    assert counted(repository, "--no-accounts") == [3, 4]


@pytest.mark.parametrize("path", ["../../outside.csv", "/etc/passwd", "data/link.csv"])
def test_a_path_outside_the_repository_is_refused(repository: Path, path: str) -> None:
    outside = repository.parent / "outside.csv"
    outside.write_text(ROWS, encoding="utf-8")
    (repository / "org" / "data" / "link.csv").symlink_to(outside)
    design = repository / "org" / "design.yaml"
    design.write_text(DESIGN.replace("data/customers.csv", path), encoding="utf-8")

    run = csdesign("plan", "org/design.yaml", cwd=repository)

    assert run.code == 2
    assert "is outside" in run.err
    assert len(run.err.splitlines()) == 1


def test_a_design_never_names_a_host(repository: Path) -> None:
    design = repository / "org" / "design.yaml"
    design.write_text(
        DESIGN.replace("data/customers.csv", "postgresql://db.example/x?table=a"), encoding="utf-8"
    )

    run = csdesign("plan", "org/design.yaml", cwd=repository)

    assert run.code == 2
    assert "env:ACCOUNTS_URL" in run.err


def test_a_variable_names_the_table(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    design = repository / "org" / "design.yaml"
    design.write_text(DESIGN.replace("data/customers.csv", "env:OUR_TABLE"), encoding="utf-8")
    assert "OUR_TABLE is not set" in csdesign("plan", "org/design.yaml", cwd=repository).err

    packed = repository / "elsewhere.csv.gz"
    packed.write_bytes(gzip.compress(ROWS.encode()))
    monkeypatch.setenv("OUR_TABLE", str(packed))
    assert counted(repository) == [1, 1]


def test_a_table_that_is_not_there_ends_with_one_line(repository: Path) -> None:
    (repository / "org" / "data" / "customers.csv").unlink()

    run = csdesign("plan", "org/design.yaml", cwd=repository)

    assert (run.code, len(run.err.splitlines())) == (2, 1)
    assert "no such file" in run.err


def codes(folder: Path, *options: str) -> list[str]:
    run = csdesign("check", "org/design.yaml", "-f", "json", *options, cwd=folder)
    assert run.code in (0, 1), run.err
    return [finding["code"] for finding in json.loads(run.out)["findings"]]


@pytest.mark.parametrize(
    "order", [("--accounts",), ("--accounts", "--quiet"), ("-q", "--accounts")]
)
def test_check_counts_the_table_where_it_is_asked_to(
    repository: Path, order: tuple[str, ...]
) -> None:
    """Declared against counted is a finding; without the option nothing is opened."""
    assert "ACC025" in codes(repository, *order)
    assert "ACC025" not in codes(repository)
    assert "ACC025" not in codes(repository, "--accounts", "--ignore", "ACC025")


def test_an_option_before_the_design_does_not_take_it_for_a_table(repository: Path) -> None:
    run = csdesign("check", "--accounts", "org/design.yaml", "-f", "json", cwd=repository)

    assert "ACC025" in run.out


def test_settings_ask_for_the_table_of_every_check(repository: Path) -> None:
    (repository / "csdesign.toml").write_text("accounts = true\n", encoding="utf-8")

    assert "ACC025" in codes(repository)
    assert "ACC025" not in codes(repository, "--no-accounts")


def test_repeats_and_movers_are_findings_of_a_check(repository: Path) -> None:
    data = repository / "org" / "data"
    (data / "customers.csv").write_text(ROWS + "B;70;20\n", encoding="utf-8")
    (data / "before.csv").write_text(ROWS.replace("70", "900"), encoding="utf-8")
    design = repository / "org" / "design.yaml"
    design.write_text(
        DESIGN.replace("  columns:", "  before: data/before.csv\n  columns:"), encoding="utf-8"
    )

    found = codes(repository, "--accounts")

    assert found[0] == "ACC012"
    assert "ACC026" in found


def test_a_rule_that_does_not_fit_the_table_is_a_finding_of_the_check(repository: Path) -> None:
    design = repository / "org" / "design.yaml"
    design.write_text(DESIGN.replace("employees >= 800", "tier = 'x'"), encoding="utf-8")

    assert "ACC003" in codes(repository, "--accounts")


def test_diff_counts_one_table_by_both_designs(repository: Path) -> None:
    changed = DESIGN.replace("employees >= 800", "employees >= 60")
    (repository / "org" / "new.yaml").write_text(changed, encoding="utf-8")
    names = ("diff", "org/design.yaml", "org/new.yaml")

    run = csdesign(*names, "--accounts", "-f", "json", cwd=repository)

    assert run.code == 0, run.err
    assert json.loads(run.out) != json.loads(
        csdesign(*names, "--no-accounts", "-f", "json", cwd=repository).out
    )


def test_a_report_shows_what_was_counted_and_where_segments_begin(repository: Path) -> None:
    run = csdesign("report", "org/design.yaml", "-o", "r.md", "--accounts", cwd=repository)
    page = (repository / "r.md").read_text(encoding="utf-8")

    assert run.code in (0, 1), run.err
    assert "| large | 1 | 3 |" in page
    assert "<- large: 800" in page
    assert (
        csdesign("report", "org/design.yaml", "-o", "r.html", "--accounts", cwd=repository).code < 2
    )


def test_check_opens_nothing_unasked(repository: Path) -> None:
    (repository / "org" / "data" / "customers.csv").unlink()

    assert csdesign("check", "org/design.yaml", cwd=repository).code != 2


@pytest.mark.parametrize(("allowed", "severity"), [("0.5", "warning"), ("0.1", "error")])
def test_the_design_says_how_many_rows_may_be_unusable(
    repository: Path, allowed: str, severity: str
) -> None:
    """One row of three cannot be read: a third."""
    (repository / "org" / "data" / "customers.csv").write_text(
        "Account ID;Staff;ARR\nA;1.200;10\nB;many;20\nC;5;30\n", encoding="utf-8"
    )
    text = DESIGN.replace("accounts:\n", f"accounts:\n  max_rejected: {allowed}\n")
    (repository / "org" / "design.yaml").write_text(text, encoding="utf-8")

    run = csdesign("check", "org/design.yaml", "--accounts", "-f", "concise", cwd=repository)

    assert f"csdesign: {severity}: 1 row of 3 of org/data/customers.csv cannot be used" in run.out


@pytest.mark.parametrize(
    ("base", "rates", "arr"), [("EUR", "{USD: 2}", 220), ("", "{USD: 3}", 320)]
)
def test_amounts_are_brought_to_the_base_by_the_rates(
    repository: Path, base: str, rates: str, arr: float
) -> None:
    """Without a base it is the company's currency: 20 EUR and 100 USD."""
    (repository / "org" / "data" / "customers.csv").write_text(
        "Account ID;Staff;ARR;Currency\nA;1.200;20;EUR\nB;900;100;USD\n", encoding="utf-8"
    )
    stated = f"base: {base}, " if base else ""
    currency = f"accounts:\n  currency: {{{stated}rates: {rates}}}\n"
    text = DESIGN.replace("accounts:\n", currency)
    (repository / "org" / "design.yaml").write_text(text, encoding="utf-8")

    run = csdesign("plan", "org/design.yaml", "-f", "json", cwd=repository)

    assert json.loads(run.out)["segments"][0]["accounts"]["arr"] == arr


STAFFED = """
roles: [{id: csm, title: Customer success manager, owns: [adopt]}]
"""
TALK = "interactions: [{id: call, channel: human-1to1, per_year: 12, effort_hours: 20, role: csm}]"


@pytest.fixture
def staffed(repository: Path) -> Path:
    """Return a repository whose design needs other people for 1 and 1 customers than for 3 and 4.

    Its version before the last commit sorts the same customers at another threshold.
    """
    design = repository / "org" / "design.yaml"
    text = DESIGN.replace("accounts: 3", f"accounts: 3, {TALK}") + STAFFED
    design.write_text(text.replace(">= 800", ">= 50"), encoding="utf-8")
    (repository / ".git").rmdir()
    me = ("-c", "user.name=me", "-c", "user.email=me@example.org")
    for command in (("init", "-q"), ("add", "."), (*me, "commit", "-qm", "first")):
        subprocess.run([program("git"), *command], cwd=repository, check=True)
    design.write_text(text, encoding="utf-8")
    return repository


def test_every_command_that_plans_counts_the_table_that_the_design_names(staffed: Path) -> None:
    """240 hours of the one large customer; 720 for the three that are declared."""
    for options, customers, hours in ((), 1, 240), (("--no-accounts",), 3, 720):
        plan = csdesign("plan", "org/design.yaml", "-f", "json", *options, cwd=staffed)
        document = json.loads(plan.out)
        assert document["segments"][0]["accounts"]["count"] == customers
        assert document["totals"]["hours"] == hours

        explained = csdesign("explain", "fte:large", "org/design.yaml", *options, cwd=staffed)
        assert f"{hours} h a year" in explained.out

        page = csdesign(
            "report", "org/design.yaml", "-o", "r.json", "--force", *options, cwd=staffed
        )
        assert page.code == 0, page.err
        written = json.loads((staffed / "r.json").read_text(encoding="utf-8"))
        assert written["totals"]["hours"] == hours

        fit = csdesign("fit", "org/design.yaml", "--people", "1", *options, cwd=staffed)
        assert "100% of the promised time" in fit.out, fit.out


def test_a_number_that_is_set_goes_before_a_counted_one(staffed: Path) -> None:
    """50 large customers for a moment: 12,000 hours; the others stay counted."""
    what_if = ("--set", "segments.large.accounts=50")
    plan = csdesign("plan", "org/design.yaml", "-f", "json", *what_if, cwd=staffed)
    document = json.loads(plan.out)
    assert [segment["accounts"]["count"] for segment in document["segments"]] == [50, 1]
    assert document["totals"]["hours"] == 12_000

    explained = csdesign("explain", "fte:large", "org/design.yaml", *what_if, cwd=staffed)
    assert "12,000 h a year" in explained.out
    by_place = ("--set", "segments.0.accounts=50")
    again = csdesign("plan", "org/design.yaml", "-f", "json", *by_place, cwd=staffed)
    assert json.loads(again.out)["totals"]["hours"] == 12_000


def test_two_versions_of_a_design_are_compared_with_the_same_customers(staffed: Path) -> None:
    """At the old threshold both customers are large, at the new one only the first is."""
    now, then = "org/design.yaml", "HEAD:org/design.yaml"
    forth = csdesign("diff", then, now, cwd=staffed)
    assert "large: customers 2 -> 1" in forth.out, forth.err
    assert "large: customers 1 -> 2" in csdesign("diff", now, then, cwd=staffed).out
    assert "customers" not in csdesign("diff", then, now, "--no-accounts", cwd=staffed).out

    report = csdesign("report", now, "--against", "HEAD", "-o", "r.md", cwd=staffed)
    assert report.code == 0, report.err
    text = (staffed / "r.md").read_text(encoding="utf-8")
    assert "large: customers 2 → 1" in text


def test_an_earlier_design_without_conditions_keeps_its_declared_numbers(staffed: Path) -> None:
    (staffed / "old.yaml").write_text(
        f"segments: [{{id: large, accounts: 3, {TALK}}}]{STAFFED}", encoding="utf-8"
    )
    found = csdesign("diff", "old.yaml", "org/design.yaml", cwd=staffed)
    assert "large: customers 3 -> 1" in found.out, found.err


def test_a_scenario_is_laid_over_the_counted_customers(staffed: Path) -> None:
    """Three more for each large customer: nothing else changes in the report."""
    design = staffed / "org" / "design.yaml"
    scenario = "scenarios: [{id: growth, segments: [{id: large, accounts: +300%}]}]"
    design.write_text(f"{design.read_text(encoding='utf-8')}{scenario}\n", encoding="utf-8")
    found = csdesign("diff", "org/design.yaml", "--scenario", "growth", "-f", "json", cwd=staffed)
    inputs = [c for c in json.loads(found.out)["changes"] if c["aspect"] == "input"]
    assert [(c["subject"], c["before"], c["after"]) for c in inputs] == [("large", 1, 4)]

    chosen = ("--scenario", "growth")
    plan = csdesign("plan", "org/design.yaml", "-f", "json", *chosen, cwd=staffed)
    report = csdesign("report", "org/design.yaml", "-o", "r.json", *chosen, cwd=staffed)
    assert report.code == 0, report.err
    assert json.loads((staffed / "r.json").read_text(encoding="utf-8")) == json.loads(plan.out)


@pytest.mark.parametrize(
    "command",
    [
        ("plan", "org/design.yaml"),
        ("report", "org/design.yaml", "-o", "r.md"),
        ("fit", "org/design.yaml", "--people", "1"),
        ("books", "org/design.yaml"),
        ("explain", "fte:large", "org/design.yaml"),
        ("diff", "org/design.yaml", "org/design.yaml"),
    ],
    ids=lambda command: command[0],
)
def test_too_few_rows_are_said_before_any_figure(staffed: Path, command: tuple[str, ...]) -> None:
    """Two of four rows cannot be sorted: every command that counts says so first."""
    design = staffed / "org" / "design.yaml"
    post = "positions: [{id: ann, roles: csm}]\n"
    design.write_text(design.read_text(encoding="utf-8") + post, encoding="utf-8")
    table = staffed / "org" / "data" / "customers.csv"
    table.write_text(f"{ROWS}C;many;30\nD;few;40\n", encoding="utf-8")
    run = csdesign(*command, cwd=staffed)
    first = run.err.splitlines()[0]
    assert first == "csdesign: counted from 2 of 4 rows; the others could not be used"
    told = run.out
    if command[0] == "report":
        told = (staffed / "r.md").read_text(encoding="utf-8")
    if command[0] not in ("explain", "diff"):
        place = told.index("2 of 4 rows: the others could not be used")
        below_the_title = told[:place].partition("\n")[2]
        assert not re.search(r"\b\d+ (?:h|hours|people|person|customers)\b", below_the_title)
