"""Ids: every field that takes one is known, and a renamed design plans as before."""

from __future__ import annotations

import json
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel, StringConstraints
from reading import index, indexed, loaded

from csdesign.editing.edits import edited
from csdesign.editing.index import Named
from csdesign.editing.language import DEFINITIONS, USES
from csdesign.editing.renaming import rename
from csdesign.errors import UsageError
from csdesign.model.document import Document
from designs import EXAMPLES, plan_of

NO_REFERENCES = {
    "roles.*.kind",  # a reference role of the catalogue
    "roles.*.formerly.kind",
    "roles.*.formerly.role",  # a role of an older design
    "roles.*.formerly.extends",
}
"""Fields that take the form of an id and refer to nothing of the design."""

TWO = """
segments:
  - id: corp
    milestones: [{id: live, stage: onboard}]
    interactions:
      - {id: kick, milestone: live, channel: human-1to1, times: 1, effort_hours: {csm: 2, am: 1}}
      - {id: call, stage: adopt, channel: human-1to1, per_year: 4, role: {any: [csm, am]}}
  - id: smb
    milestones: [{id: live, stage: onboard}]
    interactions: [{id: mail, milestone: live, channel: digital, times: 1}]
roles:
  - {id: csm, owns: [{motion: adopt, segments: [corp]}], hands_off: [{to: am, trigger: deal}]}
  - {id: am, extends: csm, co_owns: [{motion: renew, with: csm, lead: csm}]}
positions: [{id: one, roles: [csm, 'am'], segments: corp}]
pods: [{id: p, segment: corp, members: [csm, {role: am, position: one}], lead: csm}]
engagement: {adopt: {champion: {csm: lead, am: {level: contribute, segments: [corp]}}}}
ownership: {corp: {upsell: am, serve: {own: csm, support: [am]}}}
"""


def test_every_field_that_takes_an_id_is_known() -> None:
    known = {p.removesuffix(".@") for ps in (*DEFINITIONS.values(), *USES.values()) for p in ps}
    fields = set(_id_fields(Document, "", ()))

    assert len(fields) > 30
    assert sorted(fields - known - NO_REFERENCES) == []


def _id_fields(model: type[BaseModel], at: str, above: tuple[type, ...]) -> list[str]:
    found = []
    for name, field in model.model_fields.items():
        path = f"{at}{field.alias or name}"
        if path.startswith("scenarios."):
            continue
        annotated = Annotated[field.annotation, *field.metadata] if field.metadata else None
        found += _ids_in(annotated or field.annotation, path, (*above, model))
    return found


def _ids_in(annotation: Any, path: str, above: tuple[type, ...]) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [] if annotation in above else _id_fields(annotation, f"{path}.", above)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        constraints = [a for a in arguments[1:] if isinstance(a, StringConstraints)]
        if any("a-z0-9" in str(each.pattern) for each in constraints):
            return [path]
        return _ids_in(arguments[0], path, above)
    if origin is dict:
        keys = [path] if _ids_in(arguments[0], path, above) else []
        return keys + _ids_in(arguments[1], f"{path}.*", above)
    if origin in {tuple, list} and any(
        isinstance(a, type) and issubclass(a, BaseModel) for a in arguments
    ):
        return [each for a in arguments for each in _ids_in(a, f"{path}.*", above)]
    return [each for a in arguments for each in _ids_in(a, path, above)]


@pytest.mark.parametrize(
    ("named", "count"),
    [
        (Named("role", "csm"), 11),
        (Named("role", "am"), 9),
        (Named("segment", "corp"), 6),
        (Named("milestone", "live", "segments[corp]"), 2),
        (Named("milestone", "live", "segments[smb]"), 2),
        (Named("position", "one"), 2),
    ],
)
def test_every_use_of_an_id_is_found(named: Named, count: int) -> None:
    assert len(index(TWO).occurrences(named)) == count


def test_the_id_under_a_place_is_found() -> None:
    found = index(TWO)
    line = TWO.splitlines().index("positions: [{id: one, roles: [csm, 'am'], segments: corp}]") + 1

    at = found.at("0.yaml", line, 36)

    assert at is not None
    assert at.named == Named("role", "am")
    assert found.at("0.yaml", line, 3) is None


def test_a_rename_keeps_quotes_and_other_scopes() -> None:
    read = loaded(TWO)
    found = indexed(read.source_map)

    edits = rename(found, read.source_map, Named("role", "am"), "seller")
    after = edited(read.files[0], edits)

    assert "roles: [csm, 'seller']" in after
    assert "am" not in after.replace("name", "").split("'seller'")[1].replace("camp", "").split()


def test_an_id_that_is_taken_or_malformed_is_refused() -> None:
    read = loaded(TWO)
    found = indexed(read.source_map)

    with pytest.raises(UsageError, match="the role 'am' exists already"):
        rename(found, read.source_map, Named("role", "csm"), "am")
    for name in ("Ключ", "null"):
        with pytest.raises(UsageError, match="is not an id"):
            rename(found, read.source_map, Named("role", "csm"), name)


@pytest.mark.parametrize("name", ["planworks", "cloudcore", "overlay-team"])
def test_a_renamed_design_loads_and_plans_the_same(name: str) -> None:
    """Renaming ids changes nothing but names."""
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    read = loaded(text)
    found = indexed(read.source_map)
    total = plan_of(text).fte
    for named in found.all_named():
        if named.kind in {"code", "policy"}:
            continue
        after = edited(read.files[0], rename(found, read.source_map, named, f"z-{named.name}"))
        again = loaded(after)
        assert again.design is not None, (named, [f.message for f in again.findings])
        assert json.dumps(plan_of(after).fte) == json.dumps(total), named
