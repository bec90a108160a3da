"""From paths to a design: read, merge, set what-ifs, validate, spell out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from csdesign.errors import UsageError
from csdesign.finding import Finding, Related
from csdesign.model.document import Document
from csdesign.model.resolve import resolve
from csdesign.source.files import nothing, read_sources
from csdesign.source.findings import one_row
from csdesign.source.foreign import own_files
from csdesign.source.includes import OnDisk, with_includes
from csdesign.source.load import read_files
from csdesign.source.overrides import apply_overrides
from csdesign.source.schema.validate import validate
from csdesign.wording import did_you_mean, part_words, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csdesign.finding import Hit, RuleInfo, Span, YamlPath
    from csdesign.model.design import Design
    from csdesign.source.files import Excluded
    from csdesign.source.includes import Place
    from csdesign.source.reach import Reach
    from csdesign.source.yaml.sourcefile import SourceFile
    from csdesign.source.yaml.sourcemap import SourceMap
    from csdesign.source.yaml.tree import Map

__all__ = [
    "Loaded",
    "design_files",
    "load_design",
    "load_scenario",
    "load_sources",
    "scenario_ids",
    "with_counts",
    "without_scenarios",
]


class Loaded(NamedTuple):
    """A design, or its problems: `design` is None if `findings` has any."""

    design: Design | None
    findings: tuple[Finding, ...]
    source_map: SourceMap
    files: tuple[SourceFile, ...]
    skipped: tuple[str, ...] = ()
    """Files in the folders that belong to other tools."""


def load_design(
    paths: Sequence[str],
    stdin: BinaryIO | None = None,
    overrides: Sequence[str] = (),
    excluded: Excluded | None = None,
) -> Loaded:
    """Return the design that paths name: files, directories, `-`; `overrides` are what-ifs.

    Of a directory, files that are `excluded` and those of other tools are left out.

    Raises:
        UnreadableError: a path cannot be opened or is not a regular file.
        UsageError: an override does not name a part of the design.
    """
    files, skipped = design_files(paths, stdin, excluded or nothing)
    return load_sources(files, overrides)._replace(skipped=skipped)


def design_files(
    paths: Sequence[str],
    stdin: BinaryIO | None = None,
    excluded: Excluded = nothing,
    place: Place | None = None,
) -> tuple[list[SourceFile], tuple[str, ...]]:
    """Return the files of a design with those they include, and those left to other tools.

    Raises:
        UnreadableError: a path cannot be opened or is not a regular file.
    """
    files, skipped = own_files(read_sources(paths, stdin, excluded))
    return with_includes(files, place or OnDisk()), skipped


def load_sources(files: Sequence[SourceFile], overrides: Sequence[str] = ()) -> Loaded:
    """Return the design that files read before form, from disk or from git.

    Raises:
        UsageError: an override does not name a part of the design.
    """
    read = read_files(files)
    source_map = read.source_map
    if read.tree is None or any(file.refused for file in files):
        # What else is missing may be in the file that could not be read.
        return Loaded(None, tuple(_sorted(read.findings)), source_map, read.files)
    what_ifs = apply_overrides(read.tree, overrides)
    formed = _formed(read.tree, source_map, read.findings, read.files)
    if not what_ifs:
        return formed
    if formed.design is None:
        _blame(files, overrides)
        return formed
    return formed._replace(design=replace(formed.design, what_ifs=what_ifs))


def _blame(files: Sequence[SourceFile], overrides: Sequence[str]) -> None:
    """Raise for the first override that makes a loadable design fail.

    Raises:
        UsageError: the override, and not the file, is at fault.
    """
    if load_sources(files).design is None:
        return
    for count, override in enumerate(overrides, 1):
        read = read_files(files)
        if read.tree is None:
            return
        apply_overrides(read.tree, overrides[:count])
        formed = _formed(read.tree, read.source_map, read.findings, read.files)
        if formed.design is None:
            first = formed.findings[0].message
            raise UsageError(f"--set {visible(override)}: {first}")


def scenario_ids(loaded: Loaded) -> tuple[str, ...]:
    """Return the ids of the scenarios of a design that was loaded, in the order of the file."""
    design = loaded.design
    return () if design is None else tuple(item.id for item in design.document.scenarios)


def with_counts(loaded: Loaded, numbers: Mapping[str, Mapping[str, float]]) -> Loaded:
    """Return a design with counted numbers in its segments, for scenarios to be laid over.

    `numbers` are by segment and key: accounts, new_accounts, arr_per_account.
    """
    from csdesign.source.overlay import with_numbers

    tree = loaded.source_map.tree
    if tree is None:
        return loaded
    return loaded._replace(source_map=loaded.source_map.over(with_numbers(tree, numbers)))


def without_scenarios(loaded: Loaded) -> Loaded:
    """Return a design without its scenarios, to be compared with one that has none either.

    Its numbers are those of its tree, which `with_counts` may have changed.
    """
    tree = loaded.source_map.tree
    if loaded.design is None or tree is None:
        return loaded
    design = _formed(tree, loaded.source_map, (), loaded.files).design
    if design is None:
        return loaded
    document = design.document.model_copy(update={"scenarios": ()})
    return loaded._replace(design=replace(design, document=document))


def load_scenario(loaded: Loaded, scenario: str) -> Loaded:
    """Return a design with one of its scenarios over it; findings are at its lines.

    Raises:
        UsageError: the design has no scenario of that id.
    """
    from csdesign.source.overlay import laid_over
    from csdesign.source.reach import reach_of

    known = scenario_ids(loaded)
    tree = loaded.source_map.tree
    if scenario not in known or tree is None:
        hint = did_you_mean(scenario, known)
        if not hint:
            hint = f"; it has {', '.join(known)}" if known else "; write some under scenarios:"
        raise UsageError(
            f"--scenario {visible(scenario, 64)}: the design has no such scenario{hint}"
        )
    written = {item["id"]: item for item in tree["scenarios"]}
    chain = [scenario]
    while (base := written[chain[-1]].get("extends")) is not None:
        chain.append(str(base))
    source_map = loaded.source_map
    findings: list[Finding] = []
    for name in reversed(chain):
        tree, found = laid_over(tree, written[name], source_map)
        findings += found
        source_map = source_map.over(tree)
    formed = _formed(tree, source_map, findings, loaded.files)
    place = loaded.source_map.span(("scenarios", known.index(scenario)))
    reach = reach_of((written[name] for name in chain), loaded.source_map)
    told = _of_scenario(formed.findings, scenario, place, reach)
    return formed._replace(findings=tuple(_sorted(told)))


def _of_scenario(
    findings: Iterable[Finding], scenario: str, place: Span, reach: Reach
) -> list[Finding]:
    """Return the problems of a merged design as problems of its scenario.

    Problems that the design itself does not have are placed at their cause: at the id that the
    scenario removes, once for all places that need it, else at the scenario.
    """
    lead = f"scenario '{visible(scenario, 64)}': "
    found: list[Finding] = []
    broken: dict[Span, list[Finding]] = {}
    # Of several parts with one mistake each is looked at: some may stand in the scenario.
    for finding in [each for row in findings for each in row.members or (row,)]:
        words = finding.message.removeprefix(lead)
        related = (*finding.related, Related("the scenario", place))
        told = replace(finding, message=lead + words, related=related, scenario=scenario)
        if finding.span is None or reach.holds(finding.span):
            found.append(told)
            continue
        removal = next((s for name, s in reach.removed.items() if f"'{name}'" in words), place)
        broken.setdefault(removal, []).append(told)
    for removal, (first, *more) in broken.items():
        words = f"; {len(more)} more need it" if more else ""
        places = tuple(Related("needs it", finding.span) for finding in (first, *more))
        found.append(replace(first, message=first.message + words, span=removal, related=places))
    return found


def _formed(
    tree: Map,
    source_map: SourceMap,
    before: Sequence[Finding],
    files: tuple[SourceFile, ...],
) -> Loaded:
    """Return the design that a tree describes, or its problems."""
    document, found, meant, places = validate(Document, tree, source_map)
    findings = [*before, *found]
    if document is None or findings:
        from csdesign.source.schema.salvage import reference_problems

        findings += _by_cause(_finding(*problem, places) for problem in reference_problems(meant))
        return Loaded(None, tuple(_sorted(findings)), source_map, files)
    design, problems = resolve(document)
    if problems:
        findings = _by_cause(_finding(rule, hit, source_map) for rule, hit in problems)
        return Loaded(None, tuple(_sorted(findings)), source_map, files)

    return Loaded(replace(design, locate=_Places(source_map)), (), source_map, files)


class _Places:
    """Turns paths into places; unlike a closure it goes along when a design is pickled."""

    def __init__(self, source_map: SourceMap) -> None:
        self._source_map = source_map

    def __call__(self, path: YamlPath, key: bool) -> Span | None:
        return self._source_map.span(path, key=key)

    def document(self) -> dict[str, Any]:
        """Return the written document as plain values."""
        from csdesign.source.yaml.plain import plain_values

        values: dict[str, Any] = plain_values(self._source_map.tree or {})
        return values


def _finding(rule: RuleInfo, hit: Hit, source_map: SourceMap) -> Finding:
    return Finding(
        rule=rule,
        severity=rule.severity,
        message=hit.message,
        span=source_map.span(hit.path, key=hit.key),
        object=hit.object,
        why=rule.why,
        related=tuple(Related(message, source_map.span(path)) for path, message in hit.related),
        instead=hit.instead,
    )


def _by_cause(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding for equal problems of several parts."""
    rows: dict[object, list[tuple[Finding, str]]] = {}
    for number, finding in enumerate(_sorted(findings)):
        part = part_words(finding.object)
        words = finding.message.removeprefix(f"{part}: ")
        alone = finding.related or words == finding.message
        cause = number if alone else (finding.code, words)
        rows.setdefault(cause, []).append((finding, part))
    return [one_row(first, others) for (first, _), *others in rows.values()]


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    def place(finding: Finding) -> tuple[str, int, int, str]:
        span = finding.span
        return (span.path, span.line, span.column, finding.code) if span else ("", 0, 0, "")

    return sorted(findings, key=place)
