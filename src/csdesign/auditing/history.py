"""The history of roles in git: renames, rewritings, splits and merges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from csdesign.auditing.quoting import judged_pair, same_title
from csdesign.auditing.refs import ref, texts_of
from csdesign.auditing.results import Event, Unjudged
from csdesign.errors import RevisionError
from csdesign.source.designs import load_sources
from csdesign.source.git.load import revision_files
from csdesign.source.git.revision import history
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csdesign.model.design import Design
    from csdesign.roles.text.role import RoleText
    from csdesign.roles.verdict.succession import Succession
    from csdesign.source.git.revision import Revision

__all__ = ["History", "State", "events", "read_history"]


@dataclass(frozen=True, slots=True)
class State:
    """The design of one commit; without one, the design that no commit holds yet."""

    revision: Revision | None
    design: Design
    texts: tuple[RoleText, ...]

    @property
    def name(self) -> str:
        """Return the short hash, or a word for what is not committed."""
        return self.revision.sha[:10] if self.revision else "not committed"


@dataclass(frozen=True, slots=True)
class History:
    """The designs of a history in which a role is other than before, oldest first."""

    states: tuple[State, ...]
    skipped: tuple[Unjudged, ...]
    """Commits that hold no design, or one that does not load."""
    revisions: int
    """Commits that were read, with a change of roles or without."""

    def until(self, design: Design) -> History:
        """Return the history with the design at hand as its last state."""
        last = State(None, design, tuple(texts_of(design)))
        return replace(self, states=(*self.states, last))


def read_history(
    paths: Sequence[str], progress: Callable[[str, int, int], None] | None = None
) -> History:
    """Return the designs of the commits that changed one of the paths.

    Commits in which none of the paths exists, or whose design does not load, are skipped and
    named; the roles before and after them are then compared with each other. `progress` is
    called with the phase ("history"), the number of commits read and their total.

    Raises:
        RevisionError: there is no git, no repository or no commit, or nothing changed the paths.
    """
    revisions = history(paths)
    if not revisions:
        names = ", ".join(visible(path) for path in paths)
        raise RevisionError(f"no commit holds {names}; commit the design, or name its older path")
    states: list[State] = []
    skipped: list[Unjudged] = []
    for number, revision in enumerate(revisions):
        if progress is not None:
            progress("history", number, len(revisions))
        found = _state(revision, paths)
        if isinstance(found, Unjudged):
            skipped.append(found)
        # Thousands of commits may change other parts of the design: those are not kept.
        elif not states or found.texts != states[-1].texts:
            states.append(found)
    return History(tuple(states), tuple(skipped), len(revisions) - len(skipped))


def _state(revision: Revision, paths: Sequence[str]) -> State | Unjudged:
    files = []
    reason = "the design is not there"
    for path in paths:
        try:
            files += revision_files(revision.sha[:10], [path])[0]
        except RevisionError as error:
            # One of several names of a renamed file is missing in most commits.
            reason = str(error)
    name = f"{revision.sha[:10]} ({revision.date})"
    if not files:
        return Unjudged(name, reason)
    loaded = load_sources(files)
    if loaded.design is None:
        count = len(loaded.findings)
        return Unjudged(name, f"does not load: {number_of(count, 'problem')}")
    return State(revision, loaded.design, tuple(texts_of(loaded.design)))


def events(states: Sequence[State]) -> Iterator[Event]:
    """Yield the events of roles between each two consecutive designs."""
    from csdesign.roles.verdict.succession import find_successions

    for earlier, later in pairwise(states):
        if earlier.texts == later.texts:
            continue
        for item in find_successions(earlier.texts, later.texts):
            event = _event(item, earlier, later)
            if event is not None:
                yield event


def _event(item: Succession, earlier: State, later: State) -> Event | None:
    old, new = earlier.design.roles or (), later.design.roles or ()
    before = tuple(ref(earlier.design, old[i], earlier.name) for i in item.before)
    after = tuple(ref(later.design, new[j], later.name) for j in item.after)
    if item.kind in {"split", "merged"}:
        return Event("split" if item.kind == "split" else "merged", before, after, later.revision)
    if item.comparison is None:
        return None
    pair = judged_pair(
        "history",
        (before[0], after[0]),
        item.comparison,
        earlier.design.locate,
        later.design.locate,
    )
    if not same_title(before[0].title, after[0].title):
        return Event("renamed", before, after, later.revision, pair)
    return Event("rewritten", before, after, later.revision, pair) if pair.rewritten else None
