"""`where` expressions: a small typed language over the columns of an account table.

    employees >= 1000 and products_paid >= 3
    (region in ["EMEA", "APAC"] or strategic) and not (plan = 'free')
    renewal_date <= as_of + 90 days

The grammar, from loose to tight:

    condition  one predicate, or predicates joined by `and` alone or by `or` alone; mixing needs ()
    predicate  operand OP operand            with OP one of = != < <= > >=
               operand [not] in [value, ...]
               operand [not] between operand and operand
               column is [not] missing
               column                        a column of true and false
               not predicate, (condition)
    operand    column, number, 'text', true, false, 2026-01-31, as_of,
               number * column, column / as_of / date followed by + or - N days or weeks,
               as_of / date also by + or - N months or years

Logic has two values: a comparison with a missing value is false, and `not` of it is true. `not in`
and `not between` mean `not (... in ...)`, so they are true of a missing value; `!=` is a comparison
and false. An empty text counts as missing.

Everything here is standard library only, because the loader reads every `where` of every design.
"""

from csdesign.accounts.where.parse import parse_where
from csdesign.accounts.where.tree import Extent, Kind, Where, WhereError

__all__ = ["Extent", "Kind", "Where", "WhereError", "parse_where"]
