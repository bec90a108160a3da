"""Every key of the language, designs that differ in it alone, and what commands make of them."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from csdesign import api
from csdesign.contracts.findings import finding_fields
from csdesign.contracts.plan import plan_document
from csdesign.errors import CsdesignError
from csdesign.formats import Layout, markdown
from csdesign.model.document import Document
from csdesign.source.designs import load_sources
from csdesign.source.schema.fields import models_at, models_below
from csdesign.source.yaml.sourcefile import SourceFile
from csdesign.views.cards.card import card_of
from csdesign.views.explain.coverage import explain_segment
from csdesign.views.explain.people import explain_role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from csdesign.model.design import Design

__all__ = ["Seen", "all_keys", "changed", "differs", "keys_in", "loaded", "values_at"]

Path = tuple[str | int, ...]


def all_keys() -> set[str]:
    """Return each leaf key of each model as `Model.key`: what holds models is known by theirs."""
    return {
        f"{model.__name__}.{field.alias or name}"
        for model in models_below(Document)
        for name, field in model.model_fields.items()
        if not _holds_models(field.annotation)
    }


def _holds_models(annotation: Any) -> bool:
    """Return whether a field's value is made of mappings, and of no bare text in their place."""
    if isinstance(annotation, type):
        return issubclass(annotation, BaseModel)
    return any(_holds_models(argument) for argument in get_args(annotation))


def keys_in(tree: Any, path: Path = ()) -> Iterator[tuple[str, Path]]:
    """Yield each key that stands in a design, with the path to it."""
    node = tree
    for step in path:
        node = node[step]
    if isinstance(node, dict):
        for key in node:
            for model in models_at(Document, path):
                names = {field.alias or name for name, field in model.model_fields.items()}
                if key in names:
                    yield f"{model.__name__}.{key}", (*path, key)
            yield from keys_in(tree, (*path, key))
    elif isinstance(node, list):
        for number in range(len(node)):
            yield from keys_in(tree, (*path, number))


def loaded(tree: Any) -> Design | None:
    """Return the design of a tree without places, or None if it does not load."""
    data = json.dumps(tree, ensure_ascii=False).encode()
    try:
        design = load_sources([SourceFile("d.yaml", data, 0, len(data), linked=False)]).design
    except CsdesignError:
        return None
    return None if design is None else replace(design, locate=None)


def _findings(design: Design, _: Any = None) -> Any:
    found = [finding_fields(finding) for finding in api.plan(design).findings]
    dropped = ("line", "column", "end_line", "end_column", "related")
    return [{k: v for k, v in each.items() if k not in dropped} for each in found]


def _plan(design: Design, _: Any = None) -> Any:
    document = plan_document(api.plan(design), "1")
    # What is assumed is listed whether or not it decides anything.
    return {k: v for k, v in document.items() if k not in {"findings", *_REGISTER}}


_REGISTER = ("assumptions", "sensitivity")


def _derivations(design: Design, _: Any = None) -> Any:
    plan = api.plan(design)
    totals = {role.role: role for role in plan.roles}
    return [
        *(explain_segment(plan, segment).document for segment in plan.segments),
        *(explain_role(plan, totals.get(r.id), r.id).document for r in design.roles or ()),
    ]


def _cards(design: Design, _: Any = None) -> Any:
    plan = api.plan(design)
    return [markdown.write(card_of(plan, role), Layout()) for role in design.roles or ()]


def _page(design: Design, _: Any = None) -> Any:
    from csdesign.formats.html.build import page
    from csdesign.views.content import ReportContent

    return page(ReportContent(api.plan(design), version="1", source="d.yaml"))


def _audit(design: Design, _: Any = None) -> Any:
    from csdesign.contracts import audit

    return audit.audit_values(api.audit(design), "1")


def _engagement(design: Design, _: Any = None) -> Any:
    from csdesign.views.explain.engagement import explain_engagement

    if design.document.engagement_rules is None:
        return None
    asked = {"signal": "price-question", "segment": design.segments[0].id}
    try:
        return explain_engagement(design, asked).document
    except CsdesignError as error:
        return str(error)


def _futures(design: Design, _: Any = None) -> Any:
    from csdesign.contracts.futures import futures_document

    return futures_document(api.plan(design, draws=200).futures)


def _fit(design: Design, _: Any = None) -> Any:
    from csdesign.contracts.fit import fit_values
    from csdesign.fitting.choices import choices_of
    from csdesign.fitting.fit import fit_design
    from csdesign.fitting.fitted import Limit

    plan = api.plan(design)
    found = fit_design(design, Limit(people=max(plan.headcount.need - 1, 0)))
    chosen = {k: v for k, v in fit_values(found, "1").items() if k != "proof"}
    return chosen, [(choice.name, choice.options) for choice in choices_of(found.before)]


def _scenarios(design: Design, tree: Any) -> Any:
    from csdesign.source.designs import load_scenario

    data = json.dumps(tree, ensure_ascii=False).encode()
    whole = load_sources([SourceFile("d.yaml", data, 0, len(data), linked=False)])
    merged = ((item, load_scenario(whole, item.id).design) for item in design.document.scenarios)
    return [
        (
            item.id,
            item.name,
            None if found is None else (_findings(found), _plan(found), _cards(found)),
        )
        for item, found in merged
    ]


VIEWS: tuple[Callable[[Design, Any], Any], ...] = (
    _findings,
    _plan,
    _cards,
    _derivations,
    _audit,
    _engagement,
    _page,
    _futures,
    _fit,
    _scenarios,
)
QUICK = 7
"""Views that need no draws, no search and no scenario."""
"""What commands say of a design, the quickest first; places in the file left out."""


class Seen:
    """A design and what each view said of it, asked once."""

    def __init__(self, tree: Any) -> None:
        self.tree, self.design = tree, loaded(tree)
        self.said: dict[int, Any] = {}

    def of(self, number: int) -> Any:
        """Return the text of a view of the design."""
        if number not in self.said and self.design is not None:
            self.said[number] = VIEWS[number](self.design, self.tree)
        return self.said[number]


def differs(one: Seen, tree: Any, views: Iterable[int] = range(len(VIEWS))) -> bool:
    """Return whether some command says something else of a tree that loads."""
    other = loaded(tree)
    return other is not None and any(
        one.of(number) != VIEWS[number](other, tree) for number in views
    )


def changed(tree: Any, path: Path, value: Any) -> Any:
    """Return a tree that differs from one in the value at a path alone; None takes it away."""
    *above, key = path
    other = deepcopy(tree)
    node = other
    for step in above:
        node = node.setdefault(step, {}) if isinstance(node, dict) else node[step]
    if value is None:
        node.pop(key, None)
    else:
        node[key] = value
    return other


def values_at(tree: Any, path: Path) -> Iterator[Any]:
    """Yield values that might stand at a path in place of what does; None takes it away."""
    node = tree
    for step in path:
        if isinstance(node, dict):
            node = node.get(step)
        elif node is not None:
            node = node[step]
    yield from (word for word in _words(path) if word != node)
    if isinstance(node, bool):
        yield not node
    elif isinstance(node, (int, float)):
        yield from (node * 2, node / 2, node + 1, 0, 1, node * 10, node - 1, node / 20)
    elif isinstance(node, str):
        yield from (name for name in _ids(tree) if name != node)
        yield from ("zebra", "Zebra words", "2024-01-01", "2027-05-01", "2027-03", "heads <= 300")
    elif isinstance(node, list):
        yield from (node[:-1], node[::-1], [])
    elif node is None:
        yield from (0, 1, 2, 0.5, 0.01, 0.99, 100, 40, 3, 5, 12, True, False)
    yield None


def _ids(tree: Any) -> list[str]:
    """Return ids of the design that a name may be exchanged for."""
    parts = [part for key in ("roles", "segments", "positions") for part in tree.get(key, ())]
    return [part["id"] for part in parts if isinstance(part, dict) and "id" in part]


def _words(path: Path) -> Iterator[str]:
    keys = [step for step in path if isinstance(step, str)]
    for model in models_at(Document, path[:-1]):
        for name, field in model.model_fields.items():
            if keys[-1] in (name, field.alias):
                yield from _literals(field.annotation)


def _literals(annotation: Any) -> Iterator[str]:
    from typing import Literal

    if get_origin(annotation) is Literal:
        yield from (word for word in get_args(annotation) if isinstance(word, str))
        return
    for argument in get_args(annotation):
        yield from _literals(argument)
