"""Rules of engagement as sets of pieces: one bit mask of rules for each piece of each input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csdesign.rules.engagement_search.conditions import read_range
from csdesign.rules.engagement_search.domains import Domain, number_domain, word_domain
from csdesign.wording import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design
    from csdesign.rules.engagement_search.conditions import Range

__all__ = ["MOST_RULES", "Compiled", "CompiledRule", "Unreadable", "compile_rules", "input_name"]

_SEGMENT: Final = "segment"
MOST_RULES: Final = 1_000
"""The most rules that are searched: nobody reads more rules of engagement than this."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule: its conditions by input, and who acts. Without conditions it is the default."""

    number: int
    name: str
    words: Mapping[str, frozenset[str]]
    ranges: Mapping[str, tuple[Range, ...]]
    lead: str
    inform: tuple[str, ...]
    path: YamlPath

    @property
    def is_default(self) -> bool:
        """Return whether the rule holds wherever no other one does."""
        return not self.words and not self.ranges

    @property
    def inputs(self) -> frozenset[str]:
        """Return the inputs on which the rule depends."""
        return frozenset(self.words) | frozenset(self.ranges)

    def accepts(self, name: str, value: str | float) -> bool:
        """Return whether the rule allows this value of an input."""
        if name in self.words:
            return value in self.words[name]
        if name in self.ranges:
            return isinstance(value, float) and any(value in item for item in self.ranges[name])
        return True


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A condition that cannot be read: its place, and why."""

    path: YamlPath
    message: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """All rules with the inputs they use. Defaults are kept apart."""

    rules: tuple[CompiledRule, ...]
    defaults: tuple[CompiledRule, ...]
    domains: tuple[Domain, ...]
    masks: tuple[tuple[int, ...], ...]
    """For each input and piece, the rules that accept it, as bits by position in `rules`."""
    problems: tuple[Unreadable, ...]

    @property
    def everything(self) -> int:
        """Return the mask of all rules."""
        return (1 << len(self.rules)) - 1

    def overlapping(self, number: int) -> int:
        """Return the mask of the rules that hold in a common case with one rule, itself too.

        Rules are boxes: two of them meet where they meet in every input.
        """
        mask = self.everything
        for pieces in self.masks:
            here = 0
            for accepting in pieces:
                if accepting >> number & 1:
                    here |= accepting
            mask &= here
        return mask


def input_name(name: str) -> str:
    """Return an input's name as it is compared: hyphens and underscores are the same."""
    return name.strip().replace("-", "_").casefold()


def compile_rules(design: Design) -> Compiled:
    """Return the rules of engagement of a design, ready to be searched and asked."""
    problems: list[Unreadable] = []
    numeric = _numeric_inputs(design)
    written = len(design.document.engagement_rules or ())
    if written > MOST_RULES:
        path: YamlPath = ("engagement_rules", MOST_RULES)
        problems.append(
            Unreadable(path, f"there are {written:,}; at most {MOST_RULES:,} are searched")
        )
    rules = [_rule(design, number, numeric, problems) for number in range(min(written, MOST_RULES))]
    named = tuple(rule for rule in rules if not rule.is_default)
    domains = tuple(_domains(design, named, numeric))
    masks = tuple(
        tuple(
            sum(1 << i for i, rule in enumerate(named) if rule.accepts(domain.name, piece.value))
            for piece in domain.pieces
        )
        for domain in domains
    )
    defaults = tuple(rule for rule in rules if rule.is_default)
    return Compiled(named, defaults, domains, masks, tuple(problems))


def _numeric_inputs(design: Design) -> frozenset[str]:
    """Return the inputs that some rule compares with a number."""
    return frozenset(
        input_name(name)
        for rule in design.document.engagement_rules or ()
        for name, values in rule.when.items()
        if input_name(name) != _SEGMENT and any(read_range(value) for value in values)
    )


def _rule(
    design: Design, number: int, numeric: frozenset[str], problems: list[Unreadable]
) -> CompiledRule:
    written = (design.document.engagement_rules or ())[number]
    words: dict[str, frozenset[str]] = {}
    ranges: dict[str, tuple[Range, ...]] = {}
    for key, values in written.when.items():
        path: YamlPath = ("engagement_rules", number, "when", key)
        name = input_name(key)
        if name in words or name in ranges:
            problems.append(Unreadable(path, f"{key} is given twice in different spellings"))
        elif not values:
            problems.append(Unreadable(path, f"{key} has no value, so the rule never holds"))
        elif name in numeric:
            ranges[name] = tuple(_read(values, key, path, problems))
        else:
            folded = frozenset(value.strip().casefold() for value in values)
            if name == _SEGMENT:
                _check_segments(design, folded, path, problems)
            words[name] = folded
    return CompiledRule(
        number=number,
        name=written.id or f"rule {number + 1}",
        words=words,
        ranges=ranges,
        lead=written.then.lead,
        inform=written.then.inform,
        path=("engagement_rules", number),
    )


def _read(
    values: tuple[str, ...], key: str, path: YamlPath, problems: list[Unreadable]
) -> list[Range]:
    found = []
    for value in values:
        item = read_range(value)
        if item is None:
            problems.append(
                Unreadable(
                    path,
                    f"{key} is compared with numbers elsewhere, and {value!r} is not a "
                    "number; write '>= 30', '< 30' or '30..90'",
                )
            )
        elif item.low > item.high:
            problems.append(
                Unreadable(
                    path, f"{key}: no number lies in {value!r}; the lower limit stands first"
                )
            )
        else:
            found.append(item)
    return found


def _check_segments(
    design: Design, names: frozenset[str], path: YamlPath, problems: list[Unreadable]
) -> None:
    for name in sorted(names - design.segment_by_id.keys()):
        hint = did_you_mean(name, design.segment_by_id)
        problems.append(Unreadable(path, f"there is no segment {name!r}{hint}"))


def _domains(
    design: Design, rules: tuple[CompiledRule, ...], numeric: frozenset[str]
) -> list[Domain]:
    """Return the inputs in the order in which rules name them."""
    names = dict.fromkeys(
        input_name(name) for rule in design.document.engagement_rules or () for name in rule.when
    )
    found = []
    for name in names:
        if name in numeric:
            ranges = [item for rule in rules for item in rule.ranges.get(name, ())]
            found.append(number_domain(name, ranges))
        elif name == _SEGMENT:
            found.append(word_domain(name, design.segment_by_id, closed=True))
        else:
            words = [word for rule in rules for word in sorted(rule.words.get(name, ()))]
            found.append(word_domain(name, words, closed=False))
    return found
