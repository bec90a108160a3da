"""The reference problems that only the whole design can show (codes SCH2xx)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.finding import Hit, RuleInfo, Severity, YamlPath
from csdesign.wording import closest, did_you_mean, part_words, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "CONTRADICTION",
    "DUPLICATE_ID",
    "EXTENDS_CYCLE",
    "REFERENCE_RULES",
    "UNKNOWN_CODE",
    "UNKNOWN_REFERENCE",
    "Problem",
    "Problems",
]

UNKNOWN_REFERENCE: Final = RuleInfo(
    "SCH201",
    "unknown-reference",
    Severity.ERROR,
    "A name refers to nothing in the design.",
    "The design names a segment, milestone, role, position or kind that it does not have. Nothing "
    "is guessed: correct the name, or add the part that it names.",
)
DUPLICATE_ID: Final = RuleInfo(
    "SCH202",
    "duplicate-id",
    Severity.ERROR,
    "Two parts of one list have the same id.",
    "The parts of a design refer to each other by id, so an id may occur once in a list, also when "
    "several files are read as one design.",
)
EXTENDS_CYCLE: Final = RuleInfo(
    "SCH203",
    "extends-cycle",
    Severity.ERROR,
    "A role or a scenario inherits from itself, directly or by way of others.",
    "`extends` goes from a special role to a more general one, or from one scenario to the one it "
    "builds on, and has to end somewhere.",
)
UNKNOWN_CODE: Final = RuleInfo(
    "SCH204",
    "unknown-code",
    Severity.ERROR,
    "A responsibility code is misspelt.",
    "The code is close to one of the vocabulary, but not the same. Correct it, or give your own "
    "code a motion under `vocabulary`.",
)
CONTRADICTION: Final = RuleInfo(
    "SCH205",
    "contradiction",
    Severity.ERROR,
    "Two statements contradict each other, or a required one is missing.",
    "csdesign would have to choose one of them, and nobody would see which. For example, an\n"
    "interaction has one count (per_year, every, cadence or times) that agrees with `when`, an\n"
    "owner is declared in one place, and a pair that both members declare has one lead.",
)
REFERENCE_RULES: Final = (
    UNKNOWN_REFERENCE,
    DUPLICATE_ID,
    EXTENDS_CYCLE,
    UNKNOWN_CODE,
    CONTRADICTION,
)

Problem = tuple[RuleInfo, Hit]


class Problems:
    """Collects what is wrong while a design is spelled out."""

    def __init__(self, lost: frozenset[str] = frozenset()) -> None:
        self.found: list[Problem] = []
        self.lost = lost

    def add(
        self,
        rule: RuleInfo,
        path: YamlPath,
        part: str,
        message: str,
        *,
        object_: str = "",
        related: tuple[tuple[YamlPath, str], ...] = (),
        key: bool = False,
        instead: str | None = None,
    ) -> None:
        """Note a problem of a part, such as `roles[csm]`, at a path.

        `object_` is the part unless stated; `instead` is the correct value at the path,
        where it is obvious.
        """
        said = f"{part_words(part)}: {message}"
        hit = Hit(path, said, object_ or part, related=related, key=key, instead=instead)
        self.found.append((rule, hit))

    def unknown(
        self, path: YamlPath, thing: str, name: str, known: Iterable[str], where: str
    ) -> None:
        """Note a name of a `thing` that is not among the `known` ones."""
        if name in self.lost:
            return
        names = list(known)
        hint = did_you_mean(name, names)
        if not hint:
            listed = ", ".join(names[:8])
            hint = f"; known: {listed}" if names else f"; the design has no {thing}s"
        self.add(
            UNKNOWN_REFERENCE,
            path,
            where,
            f"there is no {thing} {visible(name)!r}{hint}",
            instead=closest(name, names),
        )

    def duplicates(self, list_name: str, path: YamlPath, names: Sequence[str | None]) -> None:
        """Note every id that occurs twice in the list at a path; None is not an id."""
        first: dict[str | None, int] = {}
        for i, name in enumerate(names):
            at = first.setdefault(name, i)
            if at != i and name is not None:
                self.add(
                    DUPLICATE_ID,
                    (*path, i, "id"),
                    list_name,
                    f"the id {name!r} is used twice; give each its own id",
                    object_=f"{list_name}[{name}]",
                    related=(((*path, at, "id"), "first used here"),),
                )
