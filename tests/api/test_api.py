"""The library as a program meets it: severities, frames, pickles, mappings, short texts."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import csdesign
from cli.command import ROOT, environment
from csdesign import Findings, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

PLANWORKS = str(ROOT / "examples/planworks.yaml")
TABLE = str(ROOT / "examples/planworks-customers.csv")
DESIGNS = sorted(
    str(path) for path in (*(ROOT / "examples").glob("*.yaml"), *ROOT.glob("src/**/*.yaml"))
)
SILENCED = """\
segments:
  - id: smb
    accounts: 100
    interactions:
      - {id: call, channel: human-1to1, every: month, minutes: 30, effort_hours: 1, role: csm}
roles:
  - id: csm
    title: CSM
    owns: [land, onboard, adopt, renew]
    supports: [upsell]  # csdesign: ignore[OWN304] -- agreed
"""


@pytest.fixture(scope="module")
def design() -> csdesign.Design:
    return csdesign.load(PLANWORKS)


@pytest.fixture(scope="module")
def plan(design: csdesign.Design) -> csdesign.Plan:
    return csdesign.plan(design)


def test_a_severity_is_its_word_and_has_an_order() -> None:
    """The obvious test of a gate is true: error > warning > note."""
    assert Severity.ERROR == "error"
    assert str(Severity.WARNING) == "warning"
    assert Severity.ERROR > Severity.WARNING > Severity.NOTE
    assert Severity.NOTE <= "note" < Severity.ERROR
    assert max(Severity) is Severity.ERROR
    assert sorted(Severity) == [Severity.NOTE, Severity.WARNING, Severity.ERROR]


@given(st.lists(st.sampled_from(list(Severity)), min_size=1))
def test_the_worst_is_the_greatest(found: list[Severity]) -> None:
    ranks = ["note", "warning", "error"]
    assert ranks.index(max(found)) == max(ranks.index(each) for each in found)


def test_the_obvious_gate_is_red_where_check_is_red() -> None:
    findings = csdesign.check(PLANWORKS)

    assert [f for f in findings if f.severity == "error"] == list(findings.errors)
    assert findings.worst is Severity.ERROR
    assert len(findings.errors) + len(findings.warnings) + len(findings.notes) == len(findings)


def test_suppressed_findings_are_in_the_frame_with_their_reason(tmp_path: Path) -> None:
    """They count in no number of live findings."""
    path = tmp_path / "design.yaml"
    path.write_text(SILENCED, encoding="utf-8")
    findings = csdesign.check(path, select=["OWN304"])
    frame = findings.to_frame()

    assert (len(findings), findings.suppressed, findings.worst) == (1, 1, None)
    assert not findings.errors
    assert list(frame["suppressed"]) == ["agreed"]
    assert frame["why"][0]
    assert frame["fix"][0]
    assert {"evidence", "end_line", "end_column"} <= set(frame.columns)
    assert (frame["severity"] == "error").all()


def test_everything_goes_to_another_process_and_comes_back_the_same(
    design: csdesign.Design, plan: csdesign.Plan
) -> None:
    """Process pools, joblib, dask and caches pickle."""
    results = [
        design,
        plan,
        csdesign.audit(design),
        csdesign.check(PLANWORKS),
        csdesign.diff(design, design),
        csdesign.measure(design, TABLE),
        csdesign.propose_books(design, TABLE, role="csm"),
    ]
    for result in results:
        back = pickle.loads(pickle.dumps(result))
        assert back == result, type(result)
    error = pickle.loads(pickle.dumps(csdesign.DesignError("no", tuple(csdesign.check(PLANWORKS)))))
    assert len(error.findings) == len(csdesign.check(PLANWORKS))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        there = pool.submit(csdesign.plan, design).result()
    assert there.heads == plan.heads
    assert there.findings == plan.findings


def test_findings_are_equal_where_their_findings_are() -> None:
    assert csdesign.check(PLANWORKS) == csdesign.check(PLANWORKS)
    assert csdesign.check(PLANWORKS) != Findings(())
    assert len({csdesign.check(PLANWORKS), csdesign.check(PLANWORKS)}) == 1


@pytest.mark.parametrize("path", DESIGNS, ids=lambda path: Path(path).stem)
def test_a_design_comes_back_from_its_mapping_and_its_yaml(path: str, tmp_path: Path) -> None:
    """`load(design.to_dict())` is the design; so is the file that `to_yaml` makes."""
    design = csdesign.load(path)
    written = tmp_path / "again.yaml"
    written.write_text(design.to_yaml(), encoding="utf-8")

    assert csdesign.load(design.to_dict()) == design
    assert csdesign.load(written) == design


def test_what_ifs_are_in_the_mapping() -> None:
    design = csdesign.load(PLANWORKS, overrides=["segments.smb.accounts=5000"])

    assert csdesign.load(design.to_dict()) == design
    assert design.to_dict()["segments"][2]["accounts"] == 5000


def test_a_mapping_is_a_design_like_any_other() -> None:
    """Its problems have the place they would have as YAML; what YAML cannot hold is refused."""
    with pytest.raises(csdesign.DesignError) as caught:
        csdesign.load({"segments": [{"id": "smb", "acounts": 5}]})
    assert "<mapping>:3:" in str(caught.value)
    assert "did you mean 'accounts'?" in str(caught.value)
    with pytest.raises(csdesign.UsageError, match="holds a value that YAML cannot hold"):
        csdesign.load({"segments": [{"id": object()}]})


def test_a_design_error_says_what_is_wrong(tmp_path: Path) -> None:
    """The first ten findings are in its text, in pytest, a log or a notebook."""
    path = tmp_path / "bad.yaml"
    path.write_text("".join(f"key{number}: 1\n" for number in range(12)), encoding="utf-8")
    with pytest.raises(csdesign.DesignError) as caught:
        csdesign.load(path)

    lines = str(caught.value).splitlines()
    assert lines[0].startswith("the design does not load: ")
    assert f"{path}:1:1: error: " in lines[1]
    assert len(lines) == 12
    assert lines[-1] == f"  and {len(caught.value.findings) - 10} more"


def test_a_notebook_shows_little_and_nothing_active(
    design: csdesign.Design, plan: csdesign.Plan
) -> None:
    """A repr is a line; HTML is a table in which titles are text."""
    measured = csdesign.measure(design, TABLE)
    results = [
        design,
        plan,
        csdesign.audit(design),
        csdesign.check(PLANWORKS),
        csdesign.diff(design, design),
        measured,
        csdesign.propose_books(design, TABLE, role="csm"),
        csdesign.explain(plan, "fte:ent"),
    ]
    for result in results:
        assert len(repr(result)) < 200, type(result)
        assert "\n" not in repr(result)
        assert result._repr_html_().startswith("<table>")
    hostile = csdesign.load({"segments": [{"id": "a", "name": "<script>alert(1)</script>"}]})
    assert "<script" not in hostile._repr_html_()
    assert "&lt;script" in hostile._repr_html_()


def test_books_reports_and_explanations_have_functions(
    design: csdesign.Design, plan: csdesign.Plan
) -> None:
    books = csdesign.propose_books(design, TABLE, role="csm")
    assert {found.person for found in books.assignments}
    assert csdesign.report(design).startswith(b"<!DOCTYPE html>")
    assert csdesign.report(design, "md", against=design)[:1] == b"#"
    assert str(csdesign.explain(plan, "fte:ent")).count("\n") > 5
    with pytest.raises(csdesign.UsageError, match="there is no segment 'x'"):
        csdesign.explain(plan, "fte:x")
    with pytest.raises(csdesign.UsageError, match="there is no subject 'ftee'"):
        csdesign.explain(plan, "ftee:ent")
    with pytest.raises(csdesign.UsageError, match="folder of files"):
        csdesign.report(design, "csv")


def test_a_users_script_runs_and_is_checked_as_strictly_as_the_package() -> None:
    """Mypy reads it with the package: `files` in pyproject.toml, with `strict`."""
    script = ROOT / "tests/api/script.py"
    run = subprocess.run(
        [sys.executable, str(script)],
        cwd=ROOT,
        env=environment(PYTHONPATH=str(ROOT / "src")),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert run.returncode == 0, run.stderr
    assert "SCH101" in run.stdout
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert settings["strict"] is True
    assert "tests/api/script.py" in settings["files"]


def test_every_public_name_is_documented_on_the_page() -> None:
    """What the page does not name is not promised to stay."""
    page = (ROOT / "src/csdesign/pages/python.md").read_text(encoding="utf-8")

    for name in csdesign.__all__:
        assert f"`{name}`" in page or f"csdesign.{name}" in page, name
        assert getattr(csdesign, name) is not None


@pytest.mark.parametrize(
    "call",
    [
        csdesign.plan,
        csdesign.audit,
        csdesign.measure,
        csdesign.propose_books,
        csdesign.report,
        csdesign.fit,
        lambda path: csdesign.diff(csdesign.load(PLANWORKS), path),
        lambda path: csdesign.audit(csdesign.load(PLANWORKS), path),
        lambda path: csdesign.report(csdesign.load(PLANWORKS), against=path),
    ],
)
@pytest.mark.parametrize("given", [PLANWORKS, Path(PLANWORKS)], ids=["text", "path"])
def test_a_path_in_the_place_of_a_design_is_refused_with_what_to_write(
    call: Callable[[object], object], given: object
) -> None:
    with pytest.raises(
        TypeError, match=r"takes a design, not a path; write csdesign\.\w+\(csdesign\.load\("
    ):
        call(given)


def test_a_design_in_the_place_of_a_path_or_a_plan_is_refused_in_words() -> None:
    design = csdesign.load(PLANWORKS)

    with pytest.raises(TypeError, match="expected one path or several, not a Design"):
        csdesign.check(design)
    with pytest.raises(TypeError, match="explain takes a plan, not a Design; write"):
        csdesign.explain(design, "total")


def test_books_take_a_measurement_or_a_table_and_an_hr_list(tmp_path: Path) -> None:
    """The same books from both; people without positions come from a list, without names."""
    design = csdesign.load(PLANWORKS)
    measured = csdesign.measure(design, TABLE, as_of="2026-11-26")
    books = csdesign.propose_books(design, measured, role="csm")
    assert books == csdesign.propose_books(design, TABLE, role="csm", as_of="2026-11-26")

    written = {key: value for key, value in design.to_dict().items() if key != "positions"}
    bare = csdesign.load(written)
    people = tmp_path / "staff.csv"
    people.write_text("Worker,Title,FTE\nIda,Customer Success Manager,1\nOla,csm,80%\n")
    found = csdesign.propose_books(bare, measured, people)
    assert [round(book.capacity / books.books[0].capacity, 2) for book in found.books] == [1, 0.8]
    assert not any("Ida" in book.person for book in found.books)

    with pytest.raises(csdesign.UsageError, match="has positions already"):
        csdesign.propose_books(design, measured, people)


def test_customers_go_to_people_in_post_on_the_day_of_the_books() -> None:
    """Who left in October and who starts in March is not among the people of December."""
    written = csdesign.load(PLANWORKS).to_dict()
    of_role = {"roles": ["csm"], "region": "emea"}
    written["positions"] = [
        {"id": "here", **of_role},
        {"id": "left", **of_role, "leaves": "2026-10-31"},
        {"id": "soon", **of_role, "starts": "2027-03-01"},
    ]
    design = csdesign.load(written)
    takers = {}
    for day in ("2026-10-31", "2026-12-01", "2027-03-01"):
        books = csdesign.propose_books(design, TABLE, role="csm", as_of=day)
        takers[day] = {book.person for book in books.books}
    assert takers == {
        "2026-10-31": {"here", "left"},
        "2026-12-01": {"here"},
        "2027-03-01": {"here", "soon"},
    }
