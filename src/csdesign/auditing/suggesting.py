"""Codes that the free sentences of a design may mean, with the deciding words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.auditing.refs import ref
from csdesign.auditing.results import Quote
from csdesign.roles.text.vocabulary import suggest_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.auditing.results import RoleRef
    from csdesign.model.design import Design
    from csdesign.roles.text.vocabulary import Suggestion

__all__ = ["SentenceCodes", "code_suggestions"]


@dataclass(frozen=True, slots=True)
class SentenceCodes:
    """A duty without a code, and the codes it may mean, the likeliest first; perhaps none."""

    role: RoleRef
    sentence: Quote
    codes: tuple[Suggestion, ...]


def code_suggestions(design: Design) -> Iterator[SentenceCodes]:
    """Yield every duty to which its author gave no code, in the order of the design."""
    for role in design.roles or ():
        for duty in role.duties or ():
            if duty.code is None and duty.text:
                span = design.locate(duty.path, False) if design.locate is not None else None
                yield SentenceCodes(
                    ref(design, role),
                    Quote(duty.text, None, span),
                    tuple(suggest_codes(duty.text)),
                )
