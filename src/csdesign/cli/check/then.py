"""The gate as it was at the revision of `--since`: settings, designs of the tree, baselines.

A change that makes the gate less strict could hide what it makes worse, so the run names it.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from csdesign.config import Settings
from csdesign.config.designs import under_settings
from csdesign.config.find import possible_files
from csdesign.config.read import parse_settings
from csdesign.errors import CsdesignError, RevisionError
from csdesign.finding import Severity
from csdesign.formats.findings import FORMATS
from csdesign.rules.baseline_file import parse_baseline
from csdesign.rules.control import choose_rules
from csdesign.rules.threshold import parse_fail_on
from csdesign.source.git.revision import bytes_then
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.cli.check.options import Flags
    from csdesign.config.designs import Chosen
    from csdesign.rules.known import Entry

__all__ = ["Then", "gate_then"]


class Then(NamedTuple):
    """Sentences on settings that became less strict; each design, its baseline then."""

    milder: tuple[str, ...]
    designs: tuple[Chosen, ...]
    baselines: tuple[Counter[Entry] | None, ...]


def gate_then(flags: Flags, root: Settings, chosen: Sequence[Chosen]) -> Then:
    """Return the differences between the gate of the chosen designs and that of the revision.

    `root` are the settings of the working directory. Files outside the repository are not part of
    the change and count as they are.
    """
    revision = flags.since or ""
    find = cache(partial(_settings_then, revision))
    if flags.isolated:
        tree = Settings()
    elif flags.config is not None:
        tree = _parsed_then(revision, [flags.config]) or Settings(path=flags.config)
    else:
        tree = find(".") or Settings()
    beside = flags.config is None and not flags.isolated
    before = [under_settings(each, tree, find, beside=beside) for each in chosen]
    milder = (
        ()
        if flags.isolated
        else (
            *_less_strict(flags, (root, tree), list(zip(chosen, before, strict=True))),
            *_unread(flags, tree, chosen, before),
        )
    )
    baselines = [
        _baseline_then(revision, flags.baseline or each.settings.baseline) for each in before
    ]
    return Then(tuple(milder), tuple(before), tuple(baselines))


def _less_strict(
    flags: Flags, trees: tuple[Settings, Settings], pairs: Sequence[tuple[Chosen, Chosen]]
) -> Iterator[str]:
    """Yield the settings files that became less strict, with the keys and the designs."""
    found: defaultdict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for now, before in pairs:
        keys = ", ".join(_milder(flags, now.settings, before.settings))
        changed = tuple(
            one.path or other.path
            for one, other in (trees, (now.nearest or Settings(), before.nearest or Settings()))
            if one != other
        )
        if keys and changed:
            found[changed, keys].append(now.name)
    for (files, keys), names in found.items():
        verb = "is" if len(files) == 1 else "are"
        whose = "" if len(names) == len(pairs) else f" for {listed(names, 'and')}"
        then = f"than at {visible(flags.since or '', 80)}: {keys}"
        yield f"{listed(files, 'and')} {verb} less strict{whose} {then}"


def _milder(flags: Flags, now: Settings, before: Settings) -> Iterator[str]:
    """Yield the keys by which a run may pass that would have failed before."""
    if flags.fail is None and not flags.exit_zero:
        mild, strict = (parse_fail_on(each.fail_on or "error") for each in (now, before))
        if strict is not None and (mild is None or mild > strict):
            yield "fail-on"
    chosen = choose_rules(flags.select or (), flags.ignore or (), now)
    try:
        was = choose_rules(flags.select or (), flags.ignore or (), before)
    except CsdesignError:  # the rules may be those of another version
        was = choose_rules(flags.select or (), flags.ignore or ())
    if was.codes - chosen.codes:
        yield from (key for key in ("ignore", "select") if _differs(key, now, before))
    if set(now.exclude) - set(before.exclude):
        yield "exclude"
    # A finding may be more severe than its rule, so any severity below error may be milder.
    if any(
        chosen.severities.get(rule.code, rule.severity)
        < was.severities.get(
            rule.code, Severity.ERROR if rule.code in chosen.severities else rule.severity
        )
        for rule in chosen.rules
    ):
        yield "severity"
    if before.accounts and not now.accounts and flags.accounts is None and not flags.no_accounts:
        yield "accounts"


def _differs(key: str, now: Settings, before: Settings) -> bool:
    return bool(getattr(now, key) != getattr(before, key))


def _unread(
    flags: Flags, tree: Settings, chosen: Sequence[Chosen], before: Sequence[Chosen]
) -> Iterator[str]:
    """Yield a sentence on existing files that belonged to a design and no longer do."""
    if flags.files:
        names = {each.name for each in chosen if each.name}
        then = [file for each in before if each.name in names for file in each.files]
    else:
        then = [file for design in tree.designs for file in design.files]
    now = [os.path.realpath(file) for each in chosen for file in each.files]
    gone = [
        visible(os.path.normpath(file))
        for file in dict.fromkeys(then)
        if os.path.lexists(file) and not any(_is_in(os.path.realpath(file), each) for each in now)
    ]
    if gone:
        words = f"{listed(gone, 'and')}, checked at {visible(flags.since or '', 80)}"
        yield f"{tree.path} no longer names {words}"


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _settings_then(revision: str, start: str) -> Settings | None:
    """Return the nearest settings at or above a folder; None without any."""
    return _parsed_then(revision, list(possible_files(start)))


def _parsed_then(revision: str, paths: Sequence[str]) -> Settings | None:
    """Return the settings in the first file of the revision that has any."""
    try:
        there = bytes_then(revision, paths)
    except RevisionError:  # reading the design reports it if it matters
        return None
    for path in paths:
        try:
            settings = parse_settings(there[path], path, FORMATS) if path in there else None
        except CsdesignError:  # a run at the revision would have failed
            return None
        if settings is not None:
            return settings
    return None


def _baseline_then(revision: str, path: str | None) -> Counter[Entry] | None:
    """Return the entries of a baseline then; None if it does not lie in the repository."""
    if path is None:
        return Counter()
    try:
        there = bytes_then(revision, [path])
        return parse_baseline(there[path], visible(path)) if path in there else Counter()
    except RevisionError:
        return None
    except CsdesignError:  # a run at the revision would have failed
        return Counter()
