"""One exploration: the numbers of the files, the changed numbers, and the plans of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from csdesign import api
from csdesign.editing.additions import addition
from csdesign.editing.edits import Edit
from csdesign.editing.fixing import with_edits
from csdesign.errors import DesignError, UsageError
from csdesign.explore.knobs import Knob, knobs, shown, turned
from csdesign.files.writing import Outputs
from csdesign.source.designs import Loaded, design_files, load_sources
from csdesign.source.files import Excluded, nothing, read_sources
from csdesign.source.schema.meanings import meant_id
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.accounts.measure.results import Measured
    from csdesign.planning.results import Plan
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["Session"]

_COUNTED: Final = ("accounts", "new_accounts")
"""Numbers of a segment that a table counts."""


@dataclass
class Session:
    """A design whose numbers can be changed; nothing is written until the user asks for it."""

    files: tuple[SourceFile, ...]
    loaded: Loaded
    knobs: list[Knob]
    before: Plan
    """The plan of the design in its files."""
    plan: Plan
    """The plan with the changed numbers."""
    values: dict[int, float] = field(default_factory=dict)
    """The changed numbers, by the path of their knob."""
    problem: str = ""
    """The reason why the latest numbers cannot be planned; `plan` is then the last possible one."""
    measured: Measured | None = None
    """The customers of the design's table, in place of the declared numbers."""

    @classmethod
    def of(cls, paths: Sequence[str], excluded: Excluded = nothing) -> Session:
        """Read a design; of its folders, files that are `excluded` are left out.

        Raises:
            DesignError: it does not load.
            UnreadableError: a path cannot be opened.
            UsageError: it has no number to change.
        """
        files = tuple(design_files(paths, excluded=excluded)[0])
        loaded = load_sources(files)
        plan = api.plan(api.design_of(loaded))
        found = knobs(loaded.source_map.tree) if loaded.source_map.tree else []
        if not found:
            raise UsageError("the design has no number to change; say how many customers there are")
        return cls(files, loaded, found, plan, plan)

    def count(self, measured: Measured) -> None:
        """Plan from counted customers; their numbers are those of the table and do not change."""
        self.measured = measured
        self.knobs = [
            knob
            for knob in self.knobs
            if knob.key not in _COUNTED or measured.segment(knob.part[0]) is None
        ]
        if not self.knobs:
            raise UsageError("the design has no number to change except those of its table")
        self.before = self.plan = api.plan(api.design_of(self.loaded), measured=measured)

    def value(self, number: int) -> float:
        """Return the current value of a knob."""
        return self.values.get(number, self.knobs[number].value)

    def turn(self, number: int, steps: int) -> None:
        """Change a knob by some steps, and plan again."""
        self.set(number, turned(self.knobs[number], self.value(number), steps))

    def set(self, number: int, value: float) -> None:
        """Give a knob a value, and plan again; its value in the file counts as not changed."""
        if value == self.knobs[number].value:
            self.values.pop(number, None)
        else:
            self.values[number] = value
        self._replan()

    def reset(self) -> None:
        """Go back to the numbers of the files."""
        self.values.clear()
        self._replan()

    def write(self) -> list[str]:
        """Write the changed numbers into the files, nothing else; return the paths of the files.

        Raises:
            OutputError: a file cannot be written; then none of them is.
            UsageError: a file has changed since it was read, or lies behind a link.
        """
        return self._save(self._edits())

    def save_scenario(self, name: str) -> list[str]:
        """Add the changed numbers to the design as a scenario; return the paths of changed files.

        Raises:
            OutputError: the file cannot be written.
            UsageError: nothing was changed, the id is taken or is not an id, or a file has changed
                since.
        """
        if not self.values:
            raise UsageError("no number has been changed yet")
        if (
            not name or meant_id(name) != name
        ):  # whatever the file holds must be one scenario of that id
            instead = f"; write {meant_id(name)}" if meant_id(name) else ""
            raise UsageError(f"'{visible(name, 40)}' is not an id: use a-z, 0-9 and -{instead}")
        tree = self.loaded.source_map.tree
        known = tree.get("scenarios") if tree is not None else None
        if any(isinstance(each, dict) and each.get("id") == name for each in known or ()):
            raise UsageError(f"the scenario '{name}' exists already; choose another id")
        file = self.files[-1]
        if known:
            held = self.loaded.source_map.in_file(("scenarios", 0))
            file = held[0] if held else file
        text = f"{{id: {name}, {', '.join(self._overlay())}}}"
        edit = addition(file, ("scenarios",), text if known else f"\n  - {text}")
        if edit is None:
            raise UsageError(f"no scenario can be added to {file.path}")
        return self._save([edit])

    def _overlay(self) -> list[str]:
        """Return the changed numbers as sections of a scenario, in YAML on one line."""
        sections: dict[str, dict[str, dict[str | None, list[str]]]] = {}
        for number, value in self.values.items():
            knob = self.knobs[number]
            part, interaction = knob.part
            keys = sections.setdefault(knob.section, {}).setdefault(part, {})
            keys.setdefault(interaction, []).append(f"{knob.key}: {shown(value)}")
        lines = []
        for section, parts in sections.items():
            items = []
            for part, keys in parts.items():
                own = [f"id: {part}", *keys.get(None, [])]
                inner = [f"{{id: {i}, {', '.join(k)}}}" for i, k in keys.items() if i is not None]
                if inner:
                    own.append(f"interactions: [{', '.join(inner)}]")
                items.append(f"{{{', '.join(own)}}}")
            lines.append(f"{section}: [{', '.join(items)}]")
        return lines

    def _edits(self) -> list[Edit]:
        source_map = self.loaded.source_map
        return [
            Edit(source_map.span(self.knobs[number].path), shown(value))
            for number, value in self.values.items()
        ]

    def _replan(self) -> None:
        changed = load_sources(with_edits(self.files, self._edits()))
        try:
            self.plan = api.plan(api.design_of(changed), measured=self.measured)
            self.problem = ""
        except DesignError:
            self.problem = changed.findings[0].message

    def _save(self, edits: list[Edit]) -> list[str]:
        now = {file.path: file for file in read_sources([file.path for file in self.files])}
        touched = {edit.span.path for edit in edits}
        for file in self.files:
            if file.path not in touched:
                continue
            if file.linked:
                raise UsageError(f"{file.path} lies behind a link; name the file itself")
            if now[file.path].data != file.data:
                raise UsageError(f"{file.path} has changed since it was read; start again")
        after = with_edits(self.files, edits)
        if load_sources(after).design is None:
            raise UsageError("the design would not load with this change; nothing was written")
        outputs = Outputs()
        for old, new in zip(self.files, after, strict=True):
            if new.data != old.data:
                outputs.claim(new.path).data = new.data
        outputs.write()
        fresh = Session.of([file.path for file in self.files])
        if self.measured is not None:
            fresh.count(self.measured)
        self.files, self.loaded, self.knobs = fresh.files, fresh.loaded, fresh.knobs
        self.before, self.plan, self.values = fresh.before, fresh.plan, {}
        return sorted(touched)
