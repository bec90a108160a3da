"""A role card: the job description of a role, in the language of its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from csdesign import reference
from csdesign.model.role import Role as WrittenRole
from csdesign.views.cards.headings import words_of
from csdesign.views.section import LONGEST, Document, Lines, Section
from csdesign.wording import capitalised, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Role
    from csdesign.planning.results import Plan
    from csdesign.reference import Language
    from csdesign.views.cards.headings import Words

__all__ = ["card_of"]


def card_of(plan: Plan, role: Role, language: Language = "en") -> Document:
    """Return the card of a role of a plan's design; sentences stay in their author's language."""
    made = _Maker(plan, role, words_of(language), language)
    also = ", ".join(visible(alias, LONGEST) for alias in role.aliases)
    company = plan.design.document.company.name
    return Document(
        title=visible(role.title, LONGEST),
        lead=(f"{made.words.also_called}: {also}",) if also else (),
        sections=tuple(made.sections()),
        whole=True,
        footer=visible(company, LONGEST) if company else "",
        language=language,
    )


class _Maker:
    """Fills the sections of one card."""

    def __init__(self, plan: Plan, role: Role, words: Words, language: Language) -> None:
        self.plan, self.design, self.role = plan, plan.design, role
        self.words, self.language = words, language

    def sections(self) -> Iterator[Section]:
        """Yield every section, even empty ones: a card also shows what nobody has written down."""
        role = self.role
        purpose = None if role.purpose is None else [_sentence(role.purpose)]
        yield self._section("purpose", purpose, "prose")
        yield self._section("serves", list(self._served()))
        yield self._section("owns", self._owned())
        yield self._section("supports", self._supported())
        yield self._section("responsibilities", self._duties())
        yield from self._if_stated("promises", self._promises())
        yield self._section("measures", self._measures())
        yield self._section("rights", self._rights())
        yield self._section("passes_on", self._passes_on())
        yield self._section("receives", list(self._receives()) or None)
        yield from self._if_stated("helps", self._helps())
        yield from self._if_stated("reached_by", self._reached_by())
        yield self._section("talent", self._talent())
        yield self._section(
            "requirements",
            None if role.requirements is None else [line for line, _ in role.requirements],
        )

    def _section(
        self, name: str, lines: list[str] | None, kind: Literal["list", "prose"] = "list"
    ) -> Section:
        """Return a section; `name` is the field of `Words` with its heading."""
        if lines is None:
            part = Lines((self.words.unsaid,), kind="unsaid")
        else:
            shown = tuple(visible(line, LONGEST) for line in lines)
            part = Lines(shown or (self.words.none,), kind=kind)
        return Section(name, getattr(self.words, name), (part,))

    def _if_stated(self, name: str, lines: Iterator[str]) -> Iterator[Section]:
        """Yield a section only if the design says something."""
        found = list(dict.fromkeys(lines))
        if found:
            yield self._section(name, found)

    def _promises(self) -> Iterator[str]:
        """Yield each interaction that the role delivers, with its agenda."""
        document = self.design.document
        written = [i for segment in document.segments for i in segment.interactions]
        written += [i for experience in document.experiences for i in experience.interactions]
        agendas = {interaction.id: interaction.agenda for interaction in written}
        for segment in self.design.segments:
            for interaction in segment.interactions:
                if self.role.id in interaction.roles:
                    topics = ", ".join(agendas.get(interaction.id, ()))
                    about = self.words.agenda.format(topics=topics) if topics else ""
                    yield _noted(interaction.name, about)

    def _helps(self) -> Iterator[str]:
        for help_ in self.role.assists:
            title = self._title(help_.to)
            yield f"{title}: {help_.trigger}" if help_.trigger else title

    def _reached_by(self) -> Iterator[str]:
        written = self.role.written
        if isinstance(written, WrittenRole):
            if written.tier:
                yield written.tier
            yield from written.channels

    def _served(self) -> Iterator[str]:
        for id_ in self.role.segments:
            found = self.plan.segment_by_id.get(id_)
            if found is None:
                continue
            notes = []
            if found.segment.accounts is not None:
                notes.append(f"{found.segment.accounts:,.0f} {self.words.customers}")
            if found.coverage.level is not None:
                notes.append(self.words.levels[found.coverage.level])
            book = next((row.book for row in found.staffing if row.role == self.role.id), None)
            if book:
                notes.append(self.words.book.format(count=f"{book:,}"))
            yield f"{found.segment.name} ({'; '.join(notes)})" if notes else found.segment.name

    def _cells(self, *levels: str) -> dict[str, list[str]]:
        """Return the segments of each motion in which the role has one of the levels."""
        found: dict[str, list[str]] = {}
        for cell in self.design.cells:
            if cell.role == self.role.id and cell.level in levels:
                note = ""
                if cell.level == "co-own" and cell.partner is not None:
                    note = f" {self.words.together} {self._title(cell.partner)}"
                if cell.when:
                    note += f" ({self.words.when} {cell.when})"
                motion = self.words.motions[cell.motion] + note
                found.setdefault(motion, []).append(cell.segment)
        return found

    def _owned(self) -> list[str] | None:
        found = self._cells("own", "co-own")
        role = self.role
        if not found and role.owns is None and role.co_owns is None:
            return None
        return [self._in_segments(motion, segments) for motion, segments in found.items()]

    def _supported(self) -> list[str] | None:
        found = self._cells("support")
        if not found and self.role.supports is None:
            return None
        return [self._in_segments(motion, segments) for motion, segments in found.items()]

    def _in_segments(self, motion: str, segments: list[str]) -> str:
        if set(segments) >= set(self.role.segments):
            return motion
        names = (self.design.segment_by_id[id_].name for id_ in segments)
        return f"{motion}: {', '.join(names)}"

    def _title(self, role_id: str) -> str:
        role = self.design.role_by_id.get(role_id)
        if role is not None:
            return role.title
        known = reference.roles().get(role_id)
        return known.title(self.language) if known is not None else role_id

    def _duties(self) -> list[str] | None:
        if self.role.duties is None:
            return None
        words = self.words
        return [
            _noted(
                duty.text or self._of_code(duty.code or ""),
                words.leading if duty.primary else "",
                words.with_customer if duty.with_customer else "",
            )
            for duty in self.role.duties
        ]

    def _of_code(self, code: str) -> str:
        known = reference.vocabulary().get(code)
        if known is not None:
            return known.text(self.language)
        own = self.design.document.vocabulary.get(code)
        return own.does if own is not None and own.does else code

    def _measures(self) -> list[str] | None:
        if self.role.kpis is None:
            return None
        lines = []
        for kpi, _ in self.role.kpis:
            known = reference.kpis().get(kpi.id)
            name = kpi.text or kpi.id
            if known is not None:
                name = known.title_ru if self.language == "ru" else known.title_en
            if kpi.weight is not None:
                name += f" ({self.words.of_pay.format(weight=f'{kpi.weight:g}')})"
            lines.append(name)
        return lines

    def _rights(self) -> list[str] | None:
        if self.role.decision_rights is None:
            return None
        lines = []
        for right in self.role.decision_rights:
            known = reference.rights().get(right)
            text = right
            if known is not None:
                text = known.text_ru if self.language == "ru" else known.text_en
            lines.append(capitalised(text))
        return lines

    def _passes_on(self) -> list[str] | None:
        if self.role.hands_off is None:
            return None
        lines = []
        for hand, _ in self.role.hands_off:
            line = self._title(hand.to)
            if hand.trigger:
                line += f": {hand.trigger}"
            days = f"{hand.max_days:g}" if hand.max_days is not None else ""
            lines.append(
                _noted(
                    line,
                    self.words.within_days.format(days=days) if days else "",
                    self.words.passing.format(things=", ".join(hand.package))
                    if hand.package
                    else "",
                    self.words.accepted_by.format(sign=hand.accepted_by)
                    if hand.accepted_by
                    else "",
                )
            )
        return lines

    def _receives(self) -> Iterator[str]:
        for other in self.design.roles or ():
            for hand, _ in other.hands_off or ():
                if hand.to == self.role.id:
                    yield f"{other.title}: {hand.trigger}" if hand.trigger else other.title

    def _talent(self) -> list[str] | None:
        talent = self.role.talent
        if talent is None:
            return None
        lines = [self.words.skills[skill] for skill in talent.skills or ()]
        if talent.expertise is not None:
            lines.append(self.words.expertise[int(talent.expertise)])
        return lines


def _noted(line: str, *notes: str) -> str:
    """Return a line with its notes in brackets; empty ones are left out."""
    said = "; ".join(note for note in notes if note)
    return f"{line} ({said})" if said else line


def _sentence(text: str) -> str:
    return capitalised(text) if text.endswith((".", "!", "?")) else f"{capitalised(text)}."
