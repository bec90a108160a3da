"""One entry of each reference table, as frozen values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.reference.terms import Language, Level, Motion, Stage

__all__ = [
    "Evidence",
    "HandOff",
    "Kpi",
    "KpiFit",
    "ReferenceRole",
    "Responsibility",
    "Right",
    "TitleWord",
]


class Responsibility(NamedTuple):
    """A duty of the vocabulary, with sentences that say it."""

    code: str
    motion: Motion | None
    """The motion it belongs to; None for enabling work."""
    required: bool
    """Whether somebody must hold it where its motion applies."""
    text_en: str
    text_ru: str
    also_en: tuple[str, ...]
    """Other ways to say it, for matching free text."""
    also_ru: tuple[str, ...]
    required_with: str | None = None
    """A code that makes this one required as soon as somebody holds it."""
    met_by: tuple[str, ...] = ()
    """Codes that satisfy the requirement in its place."""

    def text(self, language: Language = "en") -> str:
        """Return the sentence in `language`."""
        return self.text_ru if language == "ru" else self.text_en

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return every sentence that says it, in both languages."""
        return (self.text_en, *self.also_en, self.text_ru, *self.also_ru)


class Right(NamedTuple):
    """A decision right, and what kind of decision it is."""

    id: str
    kind: Literal["price", "price-at-list", "sign", "company", "other"]
    """`price` negotiates, `price-at-list` only quotes, `company` binds more than one account."""
    motion: Motion | None
    text_en: str
    text_ru: str


class KpiFit(NamedTuple):
    """One way to earn a measure: the least level in a motion, perhaps under conditions."""

    motion: Motion
    level: Level
    """`own` is met by `co-own` too; `support` by any level but none."""
    coverage: str | None = None
    """The only coverage (queue, programme) for which it holds; None for any."""
    together_with: tuple[Motion, ...] = ()
    """At least one of these must be owned as well; empty asks for none."""


class Kpi(NamedTuple):
    """A measure: what it is, who may be paid on it, and how easily it is gamed."""

    id: str
    family: str
    title_en: str
    title_ru: str
    definition: str
    """Per period, over the customers at its start."""
    direction: Literal["+", "-"]
    """Whether more or less is better."""
    fits: tuple[KpiFit, ...]
    fair: tuple[Motion, ...]
    """Owners of these motions influence it enough to share or track it."""
    fair_kinds: tuple[str, ...]
    """Reference roles that may be paid on it whatever they own."""
    risk: int
    """Gaming risk, 0 (none) to 3."""
    enabling: bool
    """Whether it measures enabling work, which owns no motion."""
    score: bool
    """Whether it is a customer-experience score."""
    activity: bool
    """Whether it only counts what was done."""


class HandOff(NamedTuple):
    """To whom a role passes what; several receivers are alternatives."""

    to: tuple[str, ...]
    what: str
    kind: Literal["transfer", "request"]
    """`transfer` moves the primary contact, `request` asks for an action and returns."""


class ReferenceRole(NamedTuple):
    """A role as the sources describe it."""

    id: str
    family: str
    """Roles of one family are kinds of each other."""
    title_en: str
    title_ru: str
    aliases_en: tuple[str, ...]
    aliases_ru: tuple[str, ...]
    purpose_en: str
    purpose_ru: str
    responsibilities: tuple[str, ...]
    motions: Mapping[Motion, Level]
    """Motions with a level above none."""
    kpis: tuple[str, ...]
    decision_rights: tuple[str, ...]
    stages: tuple[Stage, ...]
    hands_off: tuple[HandOff, ...]
    skills: tuple[str, ...]
    coverage: Literal["named", "queue", "programme"]
    first_met: int | None
    """Order in which a customer meets the seven classic roles, from 0; None for the others."""

    def title(self, language: Language = "en") -> str:
        """Return the title in `language`."""
        return self.title_ru if language == "ru" else self.title_en

    @property
    def titles(self) -> tuple[str, ...]:
        """Return every title and alias, English first."""
        return (self.title_en, *self.aliases_en, self.title_ru, *self.aliases_ru)

    def owns(self, motion: Motion) -> bool:
        """Return whether the role owns or co-owns `motion`."""
        return self.motions.get(motion, "none") in {"own", "co-own"}


class Evidence(NamedTuple):
    """One thing that backs a word of a title; what is not used is empty or 0."""

    kind: Literal[
        "owns", "holds", "expertise-delivered", "direct-reports", "company-right",
        "high-touch", "expertise",
    ]  # fmt: skip
    """
    `owns`: owns or co-owns one of `motions`; `holds`: at least `at_least` of `codes`;
    `expertise-delivered`: an interaction it delivers needs that expertise; `direct-reports`:
    that many; `company-right`: a right that binds more than one account; `high-touch`: serves
    such a segment; `expertise`: its talent has it.
    """
    motions: tuple[Motion, ...] = ()
    codes: tuple[str, ...] = ()
    at_least: int = 0


class TitleWord(NamedTuple):
    """Words of a title that promise something, and what keeps the promise (any one of it)."""

    id: str
    words_en: tuple[str, ...]
    words_ru: tuple[str, ...]
    """Word forms as found in titles, lower case."""
    evidence: tuple[Evidence, ...]
