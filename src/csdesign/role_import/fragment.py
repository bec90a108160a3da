"""Imported roles as YAML: a fragment of a design, with every doubt in a comment next to its line.

Values are double-quoted scalars with JSON's escapes, which YAML 1.2 reads as JSON does, so no text
can be anything but text. Comments hold text through `visible`, which leaves no line break in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.escaping.yaml import comment, quoted
from csdesign.role_import.positions import position_lines, posts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csdesign.role_import.imported import ImportedRole, StaffRow, Statement

__all__ = ["write_yaml"]

_LONGEST_KEY: Final = 64
"""Characters of a measure's id in the design language."""
_LONGEST_LINE: Final = 400
"""Characters of a text in one comment."""


def write_yaml(
    roles: Iterable[ImportedRole],
    source_name: str,
    staff: Sequence[StaffRow] = (),
    *,
    names: bool = False,
) -> str:
    """Return a `roles:` list with the source line of every sentence and what to check.

    The posts of an HR list become `positions:`, with people's names only where `names` asks.

    Codes are proposed in comments and applied nowhere. Sentences that found no place and sections
    left out are comments too. `source_name` says in the first line where the roles are from.
    """
    lines = [
        f"# Imported from {comment(source_name)} by csdesign import.",
        "# Look at every line marked `# check:`; proposed codes are not applied.",
    ]
    given = list(roles)
    body = [line for role in given for line in _role(role)]
    lines += ["roles:", *body] if body else ["roles: []"]
    lines += _ownership(given)
    ids = {role.title: role.id for role in given}
    lines += position_lines(posts_of(staff, ids, apart=names), names=names)
    return "\n".join(lines) + "\n"


def _ownership(roles: Iterable[ImportedRole]) -> Iterator[str]:
    """Yield owners and supporters of each motion as comments; the segments are not known."""
    owners: dict[str, str] = {}
    helpers: dict[str, list[str]] = {}
    for role in roles:
        owners.update((motion, role.id) for motion in role.owns)
        for motion in role.supports:
            helpers.setdefault(motion, []).append(role.id)
    motions = dict.fromkeys([*owners, *helpers])
    if not motions:
        return
    yield "# check: the matrix as a grid; put it under the segments for which it holds"
    yield "# ownership:"
    yield "#   SEGMENT:"
    for motion in motions:
        own = [f"own: {owners[motion]}"] if motion in owners else []
        support = [f"support: [{', '.join(helpers[motion])}]"] if motion in helpers else []
        yield f"#     {motion}: {{{', '.join([*own, *support])}}}"


def _role(role: ImportedRole) -> Iterator[str]:
    yield f"  # from {comment(role.source)}, {role.unit} {role.line}"
    yield f"  - id: {quoted(role.id)}"
    yield from (f"    # check: {comment(check)}" for check in role.checks)
    if role.written:
        yield f"    # title as written: {comment(role.written)}"
    yield f"    title: {quoted(role.title)}"
    if role.department:
        yield f"    # department: {comment(role.department)}"
    if role.manager:
        yield f"    # reports to: {comment(role.manager)}"
    if role.extends:
        yield "    # check: adds to that role, as the text says"
        yield f"    extends: {quoted(role.extends)}"
    if role.owns or role.supports:
        yield "    # check: as the matrix has it; accountable owns, doing or consulted supports"
    for key, motions in (("owns", role.owns), ("supports", role.supports)):
        if motions:
            yield f"    {key}: [{', '.join(motions)}]"
    if role.purpose is not None:
        yield from _remarks(role.purpose, role.unit, "    ")
        yield f"    purpose: {quoted(role.purpose.text)}"
    yield from _texts("responsibilities", role.responsibilities, role.unit)
    yield from _texts("requirements", role.requirements, role.unit)
    yield from _texts("decision_rights", role.rights, role.unit)
    yield from _measures(role)
    for statement in role.boundaries:
        yield from _whole(f"    # boundary, {role.unit} {statement.line}: ", statement.text)
    for statement in role.unplaced:
        yield from _whole(f"    # not placed, {role.unit} {statement.line}: ", statement.text)
    for section in role.left_out:
        yield f"    # left out, from {role.unit} {section.line}: {comment(section.heading)}"
        for statement in section.texts:
            yield from _whole(f"    #   {role.unit} {statement.line}: ", statement.text)
    if role.headings:
        read = "; ".join(f"{each.line} {comment(each.text)}" for each in role.headings)
        yield f"    # headings, by {role.unit}: {read}"


def _whole(start: str, text: str) -> Iterator[str]:
    """Yield a text as comments that leave out nothing of it."""
    while text:
        end = len(text) if len(text) <= _LONGEST_LINE else text.rfind(" ", 1, _LONGEST_LINE)
        piece = text[: end if end > 0 else _LONGEST_LINE]
        text = text[len(piece) :].lstrip()
        yield f"{start}{comment(piece, 10 * _LONGEST_LINE)}"
        start = "    #     "


def _texts(key: str, statements: Iterable[Statement], unit: str) -> Iterator[str]:
    for number, statement in enumerate(statements):
        if number == 0:
            yield f"    {key}:"
        yield from _remarks(statement, unit, "      ")
        yield f"      - {quoted(statement.text)}"


def _measures(role: ImportedRole) -> Iterator[str]:
    """Yield measures as `kpis`: short ones by their id, sentences as their text."""
    for number, statement in enumerate(role.measures):
        if number == 0:
            yield "    kpis:"
        yield from _remarks(statement, role.unit, "      ")
        key = "id" if len(statement.text) <= _LONGEST_KEY else "text"
        yield f"      - {key}: {quoted(statement.text)}"


def _remarks(statement: Statement, unit: str, indent: str) -> Iterator[str]:
    yield f"{indent}# {unit} {statement.line}"
    if statement.suggestions:
        codes = ", ".join(f"{comment(s.code, 64)} {s.score:.2f}" for s in statement.suggestions)
        yield f"{indent}# proposed: {codes}"
    if statement.check:
        yield f"{indent}# check: {comment(statement.check)}"
