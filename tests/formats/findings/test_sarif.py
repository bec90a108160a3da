"""SARIF, against the official schema and Microsoft's validator with GitHub's rules."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from csdesign.finding import Related, Span
from csdesign.formats.findings.sarif import MOST_RESULTS, write
from formats.findings.samples import CLEAN, EVERYTHING, ORPHAN, SPREAD, WHOLE, report_of
from tools import node_package, program, require_tool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.views.findings.report import FindingsReport

MULTITOOL = "@microsoft/sarif-multitool"


def run_of(report: FindingsReport) -> Any:
    return json.loads(write(report))["runs"][0]


def multitool() -> Path:
    """Return the validator itself: its wrapper runs a shell, which would split the arguments."""
    package = node_package(MULTITOOL)
    found = subprocess.run(
        [program("node"), "-p", f"require({json.dumps(str(package))})"],
        capture_output=True,
        text=True,
        check=True,
    )
    executable = Path(found.stdout.strip())
    if not executable.is_file():
        require_tool(f"{MULTITOOL} has no program for this platform")
    # Newer npm does not run the package's install script, which would do this.
    executable.chmod(executable.stat().st_mode | 0o100)
    return executable


def validated(folder: Path, text: str) -> list[tuple[str, str]]:
    """Return (rule, message id) of everything the validator says; it always exits 0."""
    source, verdict = folder / "findings.sarif", folder / "verdict.sarif"
    source.write_text(text, encoding="utf-8")
    rules = ["--rule-kind", "Sarif;Ghas", "-o", str(verdict), "--log", "ForceOverwrite"]
    subprocess.run([multitool(), "validate", source, *rules], capture_output=True, check=False)
    run = json.loads(verdict.read_text(encoding="utf-8-sig"))["runs"][0]
    assert run["invocations"][0]["executionSuccessful"]
    return [(result["ruleId"], result["message"]["id"]) for result in run["results"]]


@pytest.mark.parametrize("report", [EVERYTHING, CLEAN], ids=["everything", "clean"])
def test_microsofts_validator_and_githubs_rules_accept_it(
    report: FindingsReport, tmp_path: Path
) -> None:
    """All it misses is an address of the tool's home page, which there is none of yet."""
    assert validated(tmp_path, write(report)) == [("SARIF2005", "Warning_ProvideToolnformationUri")]


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ("help", ("GH2012", "Error_MissingHelp")),
        ("locations", ("GH1017", "Error_MissingLocationsArray")),
    ],
)
def test_the_validator_finds_what_is_missing(
    part: str, complaint: tuple[str, str], tmp_path: Path
) -> None:
    """The check can fail."""
    document = json.loads(write(EVERYTHING))
    driver = document["runs"][0]["tool"]["driver"]
    for holder in (*driver["rules"], *document["runs"][0]["results"]):
        holder.pop(part, None)
    assert complaint in validated(tmp_path, json.dumps(document))


def official_schema() -> Any:
    package = node_package(MULTITOOL)
    found = sorted(package.parent.glob("sarif-multitool-*/sarif-2.1.0.json"))
    if not found:
        require_tool(f"{MULTITOOL} comes without sarif-2.1.0.json")
    return json.loads(found[0].read_text(encoding="utf-8-sig"))


@pytest.mark.parametrize("report", [EVERYTHING, CLEAN], ids=["everything", "clean"])
def test_official_schema_accepts_it(report: FindingsReport) -> None:
    validator = Draft7Validator(official_schema())
    assert [error.message for error in validator.iter_errors(json.loads(write(report)))] == []


def test_official_schema_refuses_a_level_of_ours() -> None:
    """The check can fail: SARIF knows no level `info`."""
    text = write(EVERYTHING).replace('"level": "note"', '"level": "info"')
    assert list(Draft7Validator(official_schema()).iter_errors(json.loads(text)))


def regions(run: Any) -> Iterator[tuple[Any, str]]:
    for result in run["results"]:
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            physical = location["physicalLocation"]
            yield physical["region"], physical["artifactLocation"]["uri"]


def test_every_result_has_what_github_requires() -> None:
    run = run_of(EVERYTHING)
    for result in run["results"]:
        assert len(result["locations"]) == 1
        assert result["message"]["text"]
        assert result["partialFingerprints"]["primaryLocationLineHash"]
    for region, uri in regions(run):
        assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
        assert not uri.startswith(("/", "file:"))


def test_rules_that_found_something_are_described_though_they_are_not_listed() -> None:
    run = run_of(replace(report_of(SPREAD), rules=()))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["OWN301"]


def test_rule_that_is_listed_is_described_as_listed() -> None:
    """Settings may have changed its severity."""
    changed = ORPHAN._replace(severity=WHOLE.severity)
    run = run_of(replace(report_of(SPREAD), rules=(changed,)))
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "error"}
    assert run["results"][0]["level"] == "warning"


def test_descriptions_are_not_longer_than_github_takes() -> None:
    wordy = ORPHAN._replace(summary="s" * 1_001, help="h" * 1_001)
    for rule in run_of(replace(report_of(), rules=(wordy,)))["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"] == "s" * 999 + "…"
        assert rule["fullDescription"]["text"] == "h" * 999 + "…"
        assert rule["help"]["text"] == "h" * 1_001
    exact = ORPHAN._replace(summary="s" * 1_000)
    (rule,) = run_of(replace(report_of(), rules=(exact,)))["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "s" * 1_000


def test_rule_without_words_is_described_by_its_name() -> None:
    (rule,) = run_of(replace(report_of(), rules=(ORPHAN._replace(summary="", help=""),)))["tool"][
        "driver"
    ]["rules"]
    described = [rule["shortDescription"], rule["fullDescription"]]
    assert described == [{"text": "orphan-motion"}] * 2
    assert rule["help"] == {"text": "orphan-motion", "markdown": "orphan-motion"}


def test_results_above_githubs_limit_are_counted() -> None:
    findings = [replace(SPREAD, object=f"segments[s{n:05}]") for n in range(MOST_RESULTS + 2)]
    run = run_of(report_of(*findings))
    assert len(run["results"]) == 5_000
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice == {
        "level": "warning",
        "message": {"text": "2 more findings left out: GitHub shows 5,000 results"},
    }


def test_brackets_are_escaped_only_where_they_would_make_a_link() -> None:
    def text(message: str) -> str:
        return str(
            run_of(report_of(replace(SPREAD, message=message)))["results"][0]["message"]["text"]
        )

    assert text("segments[smb] (4) and a\\b") == "segments[smb] (4) and a\\b".replace(
        "segments[smb] (4)", "segments\\[smb\\] (4)"
    ).replace("a\\b", "a\\\\b")
    assert text("segments[smb] and a\\b") == "segments[smb] and a\\b"
    assert text("[x](javascript:y)") == "\\[x\\](javascript:y)"


def test_a_number_in_braces_is_not_an_argument_of_the_message() -> None:
    """SARIF 3.11.5: `{0}` is a placeholder, `{{0}}` is the text."""

    def text(message: str) -> str:
        return str(
            run_of(report_of(replace(SPREAD, message=message)))["results"][0]["message"]["text"]
        )

    assert text("{0} of {12}") == "{{0}} of {{12}}"
    assert text("{{0}}") == "{{{{0}}}}"
    assert text("{id: am}") == "{id: am}"


def test_paths_are_relative_references_that_name_no_scheme_and_no_host() -> None:
    paths = ["javascript:x", "//host/x", "a b#c?.yaml", "é\udcff.yaml", "<stdin>"]
    findings = [replace(SPREAD, span=Span(path, 1, 1, 1, 2), object=path) for path in paths]
    uris = {uri for _, uri in regions(run_of(report_of(*findings)))}
    assert uris == {
        "javascript%3Ax", "/host/x", "a%20b%23c%3F.yaml", "%C3%A9%ED%B3%BF.yaml", "%3Cstdin%3E",
    }  # fmt: skip


def test_related_places_are_numbered_from_one() -> None:
    span = Span("org/design.yaml", 3, 9, 3, 16)
    related = (Related("no place", None), Related("one", span), Related("two", span))
    (result,) = run_of(report_of(replace(SPREAD, related=related)))["results"]
    numbered = [(place["id"], place["message"]["text"]) for place in result["relatedLocations"]]
    assert numbered == [(1, "one"), (2, "two")]


def test_category_and_root_are_those_of_the_run() -> None:
    report = replace(report_of(SPREAD), category="emea", root="/repo", folder="/repo/teams")
    run = run_of(report)
    assert run["automationDetails"] == {"id": "csdesign/emea/"}
    assert [uri for _, uri in regions(run)] == ["teams/org/design.yaml"]
