"""Errors of the schema become findings about things with names, each at its own place."""
# ruff: noqa: E501 -- a message stands on one line, as it is printed

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from csdesign.model.base import DesignModel, Shorthand
from csdesign.source.load import read_files
from csdesign.source.schema.expected import described, right
from csdesign.source.schema.schema_problems import SCHEMA, rule_of
from csdesign.source.schema.validate import validate
from csdesign.source.yaml.sourcefile import SourceFile
from csdesign.source.yaml.tree import Refused


class Own(Shorthand):
    bare: ClassVar[str] = "motion"
    motion: Literal["adopt", "renew"]
    segments: tuple[str, ...] = ()


class Split(DesignModel):
    effort: float = Field(gt=0, le=10, multiple_of=0.5)
    people: Annotated[tuple[str, ...], Field(min_length=1, max_length=2)] = ("a",)


class Pair(DesignModel):
    low: int = 0
    high: int = 0

    @model_validator(mode="after")
    def _ordered(self) -> Pair:
        if self.low > self.high:
            raise PydanticCustomError(
                "order", "give a low end below the high one", {"at": ("low",), "found": self.low}
            )
        return self


class Plain(BaseModel):
    model_config = ConfigDict(extra="forbid")
    x: int


class Thing(DesignModel):
    id: str
    owns: tuple[Own, ...] = ()
    share: str | list[str] | Split | None = None
    rank: int | None = None
    pair: Pair = Pair()
    by_name: dict[Literal["a", "b"], int] = Field(default={})
    needed: Annotated[str, Field(description="What it is for. And more.")] = ""
    renamed: str = Field(default="", alias="with")
    plain: Plain | None = None


class Model(DesignModel):
    csdesign: Literal["1"] = "1"
    things: tuple[Thing, ...] = ()
    must: Annotated[str, Field(description="The one key that is needed.")] = ""


def lines(body: str, **options: bool) -> list[str]:
    """Return the findings for a thing with these lines, as `line:column message <object>`."""
    text = "things:\n  - id: t1\n" + "".join(f"    {line}\n" for line in body.splitlines())
    file = SourceFile("d.yaml", text.encode(), **options)
    read = read_files([file])
    assert read.tree is not None
    model, findings, *_ = validate(Model, read.tree, read.source_map)
    assert (model is None) == bool(findings)
    return [
        f"{finding.span.line}:{finding.span.column} {finding.message} <{finding.object}>"
        for finding in findings
        if finding.span
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "ownz: [adopt]",
            "3:5 thing 't1': unknown key 'ownz'; did you mean 'owns'? <things[t1].ownz>",
        ),
        (
            "withh: x",
            "3:5 thing 't1': unknown key 'withh'; did you mean 'with'? <things[t1].withh>",
        ),
        (
            "owns: [adopt, renw]",
            "3:19 thing 't1': owns, item 2 is 'renw'; give adopt or renew; did you mean 'renew'? <things[t1].owns>",
        ),
        (
            "owns: [{motion: 4}]",
            "3:21 thing 't1': owns, item 1, motion is 4; give adopt or renew <things[t1].owns>",
        ),
        (
            "owns: [{segments: [a]}]",
            "3:13 thing 't1': owns, item 1, motion is missing; add it: write adopt or renew <things[t1].owns>",
        ),
        (
            "share: {effort: 11}",
            "3:21 thing 't1': share.effort is 11; give a number up to 10 <things[t1].share.effort>",
        ),
        (
            "share: {effort: 0}",
            "3:21 thing 't1': share.effort is 0; give a number above 0 <things[t1].share.effort>",
        ),
        (
            "share: {effort: 0.7}",
            "3:21 thing 't1': share.effort is 0.7; give a multiple of 0.5 <things[t1].share.effort>",
        ),
        (
            "share: {effort: 1, people: []}",
            "3:24 thing 't1': share.people is a list; give at least 1 entry <things[t1].share.people>",
        ),
        (
            "share: {efort: 1}",
            "3:13 thing 't1': unknown key 'efort' in share; did you mean 'effort'? <things[t1].share.efort>",
        ),
        (
            "share: [[a]]",
            "3:13 thing 't1': share, item 1 is a list; give text <things[t1].share>",
        ),
        (
            "rank: x",
            "3:11 thing 't1': rank is 'x'; give a whole number, such as 4 <things[t1].rank>",
        ),
        (
            "rank: [1]",
            "3:5 thing 't1': rank is a list; give a whole number, such as 4 <things[t1].rank>",
        ),
        (
            "pair: {low: 3, high: 2}",
            "3:17 thing 't1': pair.low is 3; give a low end below the high one <things[t1].pair.low>",
        ),
        (
            "by_name: {a: 1, c: 2}",
            "3:21 thing 't1': by_name has the key 'c'; give a or b <things[t1].by_name.c>",
        ),
        (
            "by_name: {a: x}",
            "3:18 thing 't1': by_name.a is 'x'; give a whole number, such as 4 <things[t1].by_name.a>",
        ),
        (
            "plain: {y: 1}",
            "3:5 thing 't1': plain.x is missing; add it <things[t1].plain.x>",
        ),
    ],
)
def test_the_message_names_thing_field_found_value_and_what_would_be_right(
    body: str, expected: str
) -> None:
    assert lines(body)[0] == expected


def test_a_value_that_fits_no_branch_of_a_union_gets_every_form_that_would_do() -> None:
    file = SourceFile("d.yaml", b"v: [1]\n")
    read = read_files([file])

    class Union(DesignModel):
        v: str | int | dict[str, str]

    assert read.tree is not None
    (finding,) = validate(Union, read.tree, read.source_map)[1]
    assert finding.message == "v is a list; give text, a number or a mapping"


def test_a_key_with_a_mistake_and_the_missing_key_it_meant_are_one_finding() -> None:
    assert lines("share: {efort: 1, people: [a]}") == [
        "3:13 thing 't1': unknown key 'efort' in share; did you mean 'effort'? <things[t1].share.efort>"
    ]


def test_the_found_value_is_cut_and_made_visible() -> None:
    (line,) = lines('rank: "' + "\\t" * 5_000 + '"')
    assert "\\t\\t" in line
    assert len(line) < 200


def test_nothing_of_a_file_behind_a_link_is_repeated() -> None:
    shown = lines("rank: secret\nsecret: 1\nby_name: {secret: 1}", linked=True)
    assert len(shown) == 3
    assert not [line for line in shown if "secret" in line or "t1" in line]


def test_fifty_findings_are_shown_and_the_rest_is_counted() -> None:
    shown = lines("\n".join(f"k{number}: 1" for number in range(80)))
    assert len(shown) == 51
    assert "and 30 more problems" in shown[-1]


def test_a_file_of_a_hundred_thousand_errors_is_judged_by_its_beginning() -> None:
    text = b"things: [" + b"x," * 100_000 + b"]\n"
    read = read_files([SourceFile("d.yaml", text)])
    assert read.tree is not None
    findings = validate(Model, read.tree, read.source_map)[1]
    first, rest = findings
    assert first.message.startswith("things, item 1 is 'x'; give a mapping")
    assert len(first.related) == 499
    assert rest.message.startswith("and 99,500 more problems")


def test_findings_of_one_file_are_in_the_order_of_its_lines() -> None:
    assert [line.split()[0] for line in lines("zzz: 1\nrank: x\nyyy: 1")] == ["3:5", "4:11", "5:5"]


def test_a_design_without_errors_is_the_model() -> None:
    read = read_files([SourceFile("d.yaml", b"things: [{id: a, owns: [adopt]}]\n")])
    assert read.tree is not None
    model, findings, *_ = validate(Model, read.tree, read.source_map)
    assert findings == []
    assert model == Model(things=(Thing(id="a", owns=(Own(motion="adopt"),)),))


def test_what_the_reader_refused_is_not_reported_again() -> None:
    read = read_files([SourceFile("d.yaml", b"things: [{id: *a, rank: *b}]\n")])
    assert [finding.code for finding in read.findings] == ["YML009", "YML009"]
    assert read.tree is not None
    model, findings, *_ = validate(Model, read.tree, read.source_map)
    assert (model, findings) == (None, [])


def test_every_rule_of_the_schema_has_a_code_of_its_own_and_help() -> None:
    assert len({rule.code for rule in SCHEMA}) == len({rule.name for rule in SCHEMA}) == len(SCHEMA)
    assert all(rule.code.startswith("SCH1") and rule.help and rule.summary for rule in SCHEMA)


@pytest.mark.parametrize(
    ("kind", "options", "name"),
    [
        ("date_parsing", False, "malformed"),
        ("list_type", False, "wrong-type"),
        ("int_parsing", False, "out-of-range"),
        ("my_missing_key", False, "missing-key"),
        ("unknown_motion", True, "unknown-word"),
        ("own_check", False, "inconsistent"),
    ],
)
def test_every_error_type_has_a_rule(kind: str, options: bool, name: str) -> None:
    assert rule_of(kind, options=options).name == name


def test_a_missing_key_says_what_it_means() -> None:
    class Described(DesignModel):
        reason: Annotated[str, Field(description="Why it is so. And more.")]

    read = read_files([SourceFile("d.yaml", b"resaon2x: 1\n")])
    assert read.tree is not None
    messages: list[Any] = [f.message for f in validate(Described, read.tree, read.source_map)[1]]
    assert "reason is missing; add it (why it is so)" in messages


def test_a_large_file_is_judged_by_its_beginning_and_says_so() -> None:
    text = b"things:\n" + b"".join(b"- {id: t%d, rank: x, note: 1}\n" % n for n in range(120_000))
    file = SourceFile("d.yaml", text, size=len(text))
    read = read_files([file])
    assert read.tree is not None
    findings = validate(Model, read.tree, read.source_map)[1]
    assert len(findings) == 51
    assert findings[-1].message.startswith("and at least ")


def test_a_large_file_without_errors_is_the_model() -> None:
    text = b"things:\n" + b"".join(b"- {id: t%d, rank: 1, with: xyz}\n" % n for n in range(100_000))
    file = SourceFile("d.yaml", text, size=len(text))
    read = read_files([file])
    assert read.tree is not None
    model, findings, *_ = validate(Model, read.tree, read.source_map)
    assert findings == []
    assert model is not None
    assert len(model.things) == 100_000


@pytest.mark.parametrize(
    ("value", "hidden", "shown"),
    [
        (Refused(), False, "an alias"),
        ("x", True, "text"),
        (4, True, "a value"),
        (4, False, "4"),
        (True, False, "True"),
        (10**400, False, "a huge number"),
        (float("nan"), False, "a huge number"),
        ((), False, "a list"),
        (object(), False, "a value of another kind"),
    ],
)
def test_any_value_has_a_short_description(value: object, hidden: bool, shown: str) -> None:
    """Values of other kinds come from Python: a design may be given as a dict."""
    assert described(value, hidden=hidden) == shown


def test_a_closed_list_of_many_words_is_cut() -> None:
    words = right("enum", {"expected": ", ".join(f"'w{number}'" for number in range(40))})
    assert words.endswith("w23 or another word that `csdesign schema` lists")
