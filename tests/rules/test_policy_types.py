"""The types of policies: what each sign takes, what it gives, and how many steps it can take."""

from __future__ import annotations

from itertools import product

import pytest

from csdesign.rules.policies.check import check_policy
from csdesign.rules.policies.kinds import (
    ANY,
    BOOL,
    INT,
    NUMBER,
    TEXT,
    Kind,
    list_of,
    record,
    words,
)
from csdesign.rules.policies.parse import parse_policy
from csdesign.rules.policies.problems import PolicyError

CONTEXT = {
    "b": BOOL,
    "i": INT,
    "n": NUMBER,
    "t": TEXT,
    "w": words("low", "high"),
    "l": list_of(INT, 3),
    "m": list_of(TEXT, 2),
    "r": record({"x": NUMBER}),
    "any": ANY,
}
NAMES = "binwtlmr"
TEXTS = "tw"
LISTS = "lm"
NUMBERS = "in"

TAKEN = {
    **{sign: set(product("b", "b")) for sign in ("&&", "||")},
    **{
        sign: {(a, b) for a, b in product(NAMES, NAMES) if a == b}
        | set(product(NUMBERS, NUMBERS))
        | set(product(TEXTS, TEXTS))
        | set(product(LISTS, LISTS))
        for sign in ("==", "!=")
    },
    **{
        sign: set(product(NUMBERS, NUMBERS)) | set(product(TEXTS, TEXTS))
        for sign in ("<", "<=", ">", ">=")
    },
    "in": set(product(NAMES, LISTS)),
    "+": {("i", "i"), ("n", "n"), *product(TEXTS, TEXTS), *product(LISTS, LISTS)},
    **{sign: {("i", "i"), ("n", "n")} for sign in ("-", "*", "/")},
    "%": {("i", "i")},
}
"""The pairs of operands that each sign takes; every other pair is a mistake."""


def mistakes(text: str) -> tuple[str, ...]:
    """Return the mistakes of an expression, but for an answer that is not true or false."""
    found = check_policy(parse_policy(text), CONTEXT).troubles
    return tuple(t.message for t in found if "asks for true or false; this is" not in t.message)


@pytest.mark.parametrize("sign", TAKEN)
def test_each_sign_takes_its_pairs_and_no_other(sign: str) -> None:
    """All pairs of types are tried."""
    taken = {(a, b) for a, b in product(NAMES, NAMES) if not mistakes(f"{a} {sign} {b}")}

    assert taken == TAKEN[sign]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i + i", INT),
        ("i - i", INT),
        ("n * n", NUMBER),
        ("-n", NUMBER),
        ("-i", INT),
        ("!b", BOOL),
        ("t + w", TEXT),
        ("i < n", BOOL),
        ("i in l", BOOL),
        ("r.x", NUMBER),
        ("l[0]", INT),
        ("(l + l)[0]", INT),
        ("(l + m)[0]", ANY),
        ("b ? i : i", INT),
        ("b ? i : t", ANY),
        ("l.map(x, double(x))[0]", NUMBER),
        ("l.filter(x, x > 1)[0]", INT),
        ("l.exists(x, x > 1)", BOOL),
        ("[i, i][0]", INT),
        ("[i, t][0]", ANY),
        ("size(l)", INT),
        ("t.size()", INT),
        ("double(i)", NUMBER),
        ("string(n)", TEXT),
        ("t.startsWith('a')", BOOL),
        ("any + i", ANY),
        ("any < i", BOOL),
    ],
)
def test_what_an_expression_gives(text: str, kind: Kind) -> None:
    """Seen from outside: the type takes part where it fits, and is named where it does not."""
    (trouble,) = [*check_policy(parse_policy(f"size({text})"), CONTEXT).troubles][:1] or [None]
    said = trouble.message if trouble is not None else ""
    fits = {TEXT.name: "asks for true or false", ANY.name: "asks for true or false"}

    assert fits.get(kind.name, f"; this is {kind.name}") in said


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("true", 1),
        ("b", 1),
        ("!b", 2),
        ("b && b", 3),
        ("i + i == i", 5),
        ("r.x > 1.0", 4),
        ("l[0] > 1", 5),
        ("l == l", 1 + 1 + 1 + 3),
        ("m == l", 1 + 1 + 1 + 3),
        ("i in l", 1 + 1 + 1 + 3),
        ("i in [1, 2]", 1 + (1 + 2) + 1 + 2),
        ("b ? i == i : true", 1 + 3 + 1),
        ("b ? true : i == i", 1 + 3 + 1),
        ("size(l) > 1", 2 + 1 + 1),
        ("t.startsWith('a')", 1 + 1 + 1),
        ("l.all(x, x > 1)", 1 + 1 + 3 * (3 + 1)),
        ("m.exists(x, x == t)", 1 + 1 + 2 * (3 + 1)),
        ("l.filter(x, x > 1).all(x, x > 1)", 1 + 1 + 3 * 4 + 1 + 3 * 4),
        ("l.map(x, x + 1).all(x, x > 1)", 1 + 1 + 3 * 4 + 1 + 3 * 4),
        ("(l + l).all(x, x > 1)", (1 + 1 + 1 + 3) + 1 + 6 * 4),
        ("l.all(x, l.all(y, y > x))", 1 + 1 + 3 * (1 + 1 + 3 * 4 + 1)),
    ],
)
def test_steps_are_counted_beforehand(text: str, steps: int) -> None:
    """A step for each node; a comparison looks at each item, a loop runs its body for each."""
    checked = check_policy(parse_policy(text), CONTEXT)

    assert not checked.troubles
    assert checked.steps == steps


@pytest.mark.parametrize("text", ["i in any", "any in l", "any.x > 1", "any[0] && b", "any == t"])
def test_what_is_not_known_is_not_judged(text: str) -> None:
    """A type that nobody knows may be any."""
    assert not mistakes(text)


def test_brackets_side_by_side_are_not_deep() -> None:
    """Depth counts brackets inside others, not brackets one after the other."""
    assert not mistakes(" && ".join(["(b)"] * 60))
    assert not mistakes("b ? " * 19 + "b" + " : b" * 19)
    beside = "(b) && (b ? b : b) && " * 5
    assert not mistakes(beside + "(" * 39 + "b" + ")" * 39)
    for before in ("", beside):
        with pytest.raises(PolicyError, match="nested more than 40 deep"):
            parse_policy(before + "(" * 40 + "b" + ")" * 40)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("w == 'lw'", "did you mean 'low'?"),
        ("'lw' == w", "did you mean 'low'?"),
        ("w in ['low', 'hgh']", "did you mean 'high'?"),
        ("w == 'xxxxxx'", "it is low or high"),
        ("i + 1.0 > 1.0", "write double(...) around"),
        ("1 + n > 1.0", "write 1.0 instead of 1"),
        ("n + 1 > 1.0", "write 1.0 instead of 1"),
        ("r.y > 1.0", "there is no field 'y'"),
        ("l[t] > 1", "this is a text"),
        ("i[0] > 1", "a whole number has no items"),
        ("i ? b : b", "before `?`"),
        ("l.all(x, x + 1)", "all asks for true or false; its body is a whole number"),
        ("size(i, i) > 1", "size takes one value, not 2"),
        ("has(r) && b", "has asks for a field"),
        ("int(t) == 1", "int takes a number; this is a text"),
        ("t.size(1) == 1", "size takes nothing"),
        ("i.size() == 1", "this is a whole number"),
        ("i.contains('a')", "contains needs a text; this is a whole number"),
        ("t.contains(i)", "contains takes one text"),
        ("t.contains()", "contains takes one text"),
        ("x.y > 1", "there is no 'x' here"),
    ],
)
def test_a_mistake_says_what_would_be_right(text: str, words: str) -> None:
    """One mistake each; what depends on it is not judged."""
    (said,) = mistakes(text)

    assert words in said


def test_a_loop_hides_a_name_only_inside() -> None:
    """The variable of a loop is a name of its own, and the outer one is back behind it."""
    assert not mistakes("l.all(t, t > 1) && t == 'a'")
    (said,) = mistakes("l.all(x, x > 1) && x > 1")
    assert "there is no 'x' here" in said
