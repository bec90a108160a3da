"""Tokens to a tree: recursive descent with its depth and size limited before it recurses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from csdesign.accounts.ids import forms_of_id
from csdesign.accounts.where.tokens import Token, TokenKind, read_tokens
from csdesign.accounts.where.tree import (
    All,
    AnyOf,
    AsOf,
    Between,
    Boolean,
    Column,
    Compare,
    Condition,
    Date,
    Extent,
    Flag,
    Literal,
    Missing,
    Not,
    Number,
    OneOf,
    Operand,
    Operator,
    Scaled,
    Shifted,
    Text,
    Where,
    WhereError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MAX_DEPTH", "MAX_NODES", "parse_where"]

MAX_DEPTH: Final = 20
"""Deepest nesting of parentheses and `not`."""
MAX_NODES: Final = 200
"""Most nodes in one tree."""

_MAX_DIGITS: Final = 15
"""A double holds every number of 15 digits, so all engines agree on such literals."""
_MAX_DAYS: Final = 36_600
_MAX_MONTHS: Final = 1_200
_KEYWORDS: Final = frozenset(
    ("and", "or", "not", "in", "between", "is", "missing", "true", "false", "as_of", "null")
)
_OPERATORS: Final = {operator.value: operator for operator in Operator}
_OTHER_LANGUAGES: Final = frozenset(
    ("like", "ilike", "contains", "includes", "matches", "startswith", "starts", "endswith", "xor")
)
_ID: Final = "id"
_UNITS: Final = {
    "day": (1, 0), "days": (1, 0), "week": (7, 0), "weeks": (7, 0),
    "month": (0, 1), "months": (0, 1), "year": (0, 12), "years": (0, 12),
}  # fmt: skip
"""Days and months of each."""


def parse_where(text: str) -> Where:
    """Return the tree of a `where` expression.

    Raises:
        WhereError: it is too long, too deep, too large, or not of the grammar.
    """
    parser = _Parser(read_tokens(text))
    condition = parser.condition()
    parser.expect_end()
    return Where(text, condition, tuple(parser.columns.values()))


class _Parser:
    """One pass over the tokens; every method leaves the next unread token in place."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0
        self._nodes = 0
        self.columns: dict[str, Column] = {}

    # -- conditions

    def condition(self) -> Condition:
        """Read predicates joined by `and` alone or by `or` alone."""
        first = self._predicate()
        joint = self._next.text if self._is_word("and", "or") else ""
        if not joint:
            return first
        parts = [first]
        while self._take_word(joint):
            parts.append(self._predicate())
        if self._is_word("and", "or"):
            raise WhereError(
                "`and` and `or` are mixed here; put parentheses around the part that belongs "
                "together, as in (a and b) or c",
                self._next.at,
            )
        at = self._count(first.at.to(parts[-1].at))
        return All(tuple(parts), at) if joint == "and" else AnyOf(tuple(parts), at)

    def expect_end(self) -> None:
        """Refuse anything after the expression."""
        token = self._next
        if token.kind is TokenKind.END:
            return
        if token.text == ")":
            raise WhereError("this ) has no opening parenthesis", token.at)
        raise WhereError(
            f"{_shown(token)} cannot follow here; join conditions with and / or", token.at
        )

    def _predicate(self) -> Condition:
        token = self._next
        if self._take_word("not"):
            with_inner = self._deeper(token, self._predicate)
            return Not(with_inner, self._count(token.at.to(with_inner.at)))
        if self._take_sign("("):
            inner = self._deeper(token, self.condition)
            if not self._take_sign(")"):
                raise WhereError("the ( that starts here is never closed", token.at)
            return inner
        return self._comparison()

    def _deeper(self, opener: Token, read: Callable[[], Condition]) -> Condition:
        """Run `read` one level down, unless that is too deep."""
        if self._depth >= MAX_DEPTH:
            raise WhereError(f"nested deeper than {MAX_DEPTH} levels", opener.at)
        self._depth += 1
        condition = read()
        self._depth -= 1
        return condition

    def _comparison(self) -> Condition:
        left = self._operand()
        if self._take_word("is"):
            return self._missing(left)
        token = self._next
        if self._take_word("not"):
            if not self._is_word("in", "between"):
                raise WhereError("put `not` in front of the condition: not (...)", token.at)
            inner = self._membership(left)
            return Not(inner, self._count(inner.at))
        if self._is_word("in", "between"):
            return self._membership(left)
        operator = _OPERATORS.get(token.text) if token.kind is TokenKind.SIGN else None
        if operator is not None:
            return self._compare(left, operator)
        if token.kind is TokenKind.NAME and token.text in _OTHER_LANGUAGES:
            raise WhereError(
                f"there is no `{token.text}` here; compare whole values with =, in or between",
                token.at,
            )
        if token.kind is TokenKind.END and self._is_everybody(left):
            raise WhereError(
                "this holds for every customer; for those that no other segment takes, write "
                "`otherwise: true` instead of `where`",
                left.at,
            )
        if isinstance(left, Column):
            return Flag(left, self._count(left.at))
        raise WhereError(f"expected a comparison such as = or >=, found {_shown(token)}", token.at)

    def _is_everybody(self, left: Operand) -> bool:
        """Return whether a whole condition is a word by which people mean all the others."""
        return left == Boolean(True, left.at) or left in [
            Column(word, left.at) for word in ("otherwise", "else")
        ]

    def _compare(self, left: Operand, operator: Operator) -> Condition:
        self._place += 1
        right = self._operand()
        if self._next.kind is TokenKind.SIGN and self._next.text in _OPERATORS:
            raise WhereError(
                "one comparison at a time; write `x between 1 and 5` for a range", self._next.at
            )
        return _with_both_ids(Compare(left, operator, right, self._count(left.at.to(right.at))))

    def _missing(self, left: Operand) -> Condition:
        negated = self._take_word("not")
        end = self._next
        if not self._take_word("missing"):
            raise WhereError("write `is missing` or `is not missing`", end.at)
        if not isinstance(left, Column):
            raise WhereError("only a column can be missing", left.at)
        at = left.at.to(end.at)
        missing = Missing(left, self._count(at))
        return Not(missing, self._count(at)) if negated else missing

    def _membership(self, left: Operand) -> OneOf | Between:
        if self._take_word("between"):
            low = self._operand()
            if not self._take_word("and"):
                raise WhereError("write `x between 1 and 5`", self._next.at)
            high = self._operand()
            return Between(left, low, high, self._count(left.at.to(high.at)))
        self._place += 1
        opener = self._next
        if not (self._take_sign("[") or self._take_sign("(")):
            raise WhereError('expected a list after `in`, such as ["EMEA", "APAC"]', opener.at)
        closer = "]" if opener.text == "[" else ")"
        options = [self._literal()]
        while self._take_sign(","):
            options.append(self._literal())
        end = self._next
        if not self._take_sign(closer):
            raise WhereError(f"expected a comma or {closer}, found {_shown(end)}", end.at)
        if isinstance(left, Column) and left.name == _ID:
            options = [form for option in options for form in _forms(option)]
        return OneOf(left, tuple(options), self._count(left.at.to(end.at)))

    # -- operands

    def _operand(self) -> Operand:
        token = self._next
        if self._take_word("as_of"):
            return self._shifted(AsOf(self._count(token.at)))
        if token.kind is TokenKind.NAME and token.text not in _KEYWORDS:
            return self._shifted(self._column())
        literal = self._literal()
        if isinstance(literal, Date):
            return self._shifted(literal)
        if isinstance(literal, Number) and self._take_sign("*"):
            column = self._column()
            at = self._count(literal.at.to(column.at))
            return Scaled(literal.value, column, at)
        return literal

    def _column(self) -> Column:
        token = self._next
        if token.kind is not TokenKind.NAME or token.text in _KEYWORDS:
            raise WhereError(f"expected a column name, found {_shown(token)}", token.at)
        self._place += 1
        column = Column(token.text, self._count(token.at))
        self.columns.setdefault(column.name, column)
        return column

    def _shifted(self, base: Column | AsOf | Date) -> Column | AsOf | Date | Shifted:
        sign = self._next
        if not (self._take_sign("+") or self._take_sign("-")):
            return base
        amount = self._next
        if amount.kind is not TokenKind.NUMBER or "." in amount.text:
            raise WhereError("expected a whole number of days, such as + 90 days", amount.at)
        self._place += 1
        unit = self._next
        if unit.text not in _UNITS or unit.kind is not TokenKind.NAME:
            raise WhereError("say days, weeks, months or years after the number", unit.at)
        self._place += 1
        count = int(amount.text[:_MAX_DIGITS]) * (-1 if sign.text == "-" else 1)
        days, months = (count * each for each in _UNITS[unit.text])
        if abs(days) > _MAX_DAYS or abs(months) > _MAX_MONTHS:
            raise WhereError("at most 100 years can be added", amount.at)
        if months and isinstance(base, Column):
            raise WhereError(
                "months and years differ in length: count them from as_of or a day, as in "
                f"{base.name} > as_of - 12 months, or add days",
                unit.at,
            )
        return Shifted(base, days, self._count(base.at.to(unit.at)), months)

    def _literal(self) -> Literal:
        start = self._next
        negative = self._take_sign("-")
        token = self._next
        if token.kind is TokenKind.NUMBER:
            self._place += 1
            return self._number(token, start.at.to(token.at), negative=negative)
        if negative:
            raise WhereError(f"expected a number after the minus, found {_shown(token)}", token.at)
        self._place += 1
        match token.kind, token.text:
            case TokenKind.TEXT, "":
                raise WhereError("an empty text is a missing value; write `is missing`", token.at)
            case TokenKind.TEXT, text:
                return Text(text, self._count(token.at))
            case TokenKind.DATE, text:
                return self._date(token)
            case TokenKind.NAME, "true" | "false":
                return Boolean(token.text == "true", self._count(token.at))
            case TokenKind.NAME, "null":
                raise WhereError("write `is missing` for an empty value", token.at)
            case TokenKind.NAME, name if name not in _KEYWORDS:
                raise WhereError(
                    f"expected a value, found {_shown(token)}; put texts in quotes",
                    token.at,
                )
            case _:
                raise WhereError(
                    f"expected a column name or a value, found {_shown(token)}", token.at
                )

    def _number(self, token: Token, at: Extent, *, negative: bool) -> Number:
        digits = len(token.text.replace(".", "").lstrip("0"))
        if digits > _MAX_DIGITS:
            raise WhereError(f"at most {_MAX_DIGITS} digits are exact on every engine", at)
        value = Decimal(token.text)
        return Number(-value if negative else value, self._count(at))

    def _date(self, token: Token) -> Date:
        try:
            day = date.fromisoformat(token.text)
        except ValueError:
            raise WhereError(f"there is no date {token.text}", token.at) from None
        return Date(day, self._count(token.at))

    # -- tokens

    @property
    def _next(self) -> Token:
        return self._tokens[min(self._place, len(self._tokens) - 1)]

    def _is_word(self, *words: str) -> bool:
        token = self._next
        return token.kind is TokenKind.NAME and token.text in words

    def _take_word(self, *words: str) -> bool:
        taken = self._is_word(*words)
        self._place += taken
        return taken

    def _take_sign(self, sign: str) -> bool:
        token = self._next
        taken = token.kind is TokenKind.SIGN and token.text == sign
        self._place += taken
        return taken

    def _count(self, at: Extent) -> Extent:
        """Count one node at `at`; refuse it if it exceeds the limit."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise WhereError(f"more than {MAX_NODES} parts; split the segment or simplify", at)
        return at


def _with_both_ids(compare: Compare) -> Condition:
    """Return a comparison of an id with a text so that it holds for either form of the id."""
    column, text = compare.left, compare.right
    if isinstance(column, Text):
        column, text = text, column
    if not (isinstance(column, Column) and column.name == _ID and isinstance(text, Text)):
        return compare
    forms = _forms(text)
    if len(forms) == 1 or compare.operator.is_order:
        return compare
    if compare.operator is Operator.EQ:
        return OneOf(column, tuple(forms), compare.at)
    return All(tuple(Compare(column, Operator.NE, form, compare.at) for form in forms), compare.at)


def _forms(option: Literal) -> list[Literal]:
    """Return an id in 15 and in 18 characters; all else alone."""
    if not isinstance(option, Text):
        return [option]
    return [Text(form, option.at) for form in forms_of_id(option.value)]


def _shown(token: Token) -> str:
    """Return a token as a message names it."""
    if token.kind is TokenKind.END:
        return "the end"
    return repr(token.text[:40]) if token.kind is TokenKind.TEXT else token.text[:40]
