"""A first look at an account table, as sections: columns, spread of numbers, lines to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.accounts.columns import known_columns, likely_amounts, likely_id, roll_up_of
from csdesign.accounts.where import Kind
from csdesign.escaping.yaml import dump_yaml, quoted
from csdesign.views.section import Block, Cell, Column, Document, Section, Table
from csdesign.wording import capitalised, listed, number_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.accounts.profile import ColumnLook, Spread, TableLook

__all__ = ["first_look", "paste_block", "spread_table"]

_BAR: Final = 24
"""Characters of the longest bar."""
_MOST_SHOWN: Final = 60
_MANY: Final = 5
_WANTED: Final = ("id", "arr", "employees", "start_date", "renewal_date")
"""Columns that a plan from measured customers uses whether or not a rule names them."""


def first_look(look: TableLook, block: str) -> Document:
    """Return a first look at a table, with the `paste_block` that a design needs for it."""
    return Document(
        title=f"{visible(look.source, 120)}: a first look",
        lead=tuple(_lead(look)),
        sections=(
            _columns(look),
            *map(_spread, look.spreads),
            Section(
                "paste", "To paste into the design", (Block(tuple(block.splitlines()), "yaml"),)
            ),
        ),
    )


def _lead(look: TableLook) -> Iterator[str]:
    known = [column.name for column in look.columns if column.name in known_columns()]
    yield (
        f"{number_of(look.rows, 'row')}, {number_of(len(look.columns), 'column')}; known by name: "
        f"{listed([str(name) for name in known], 'and') or 'none'}."
    )
    if look.repeated is None:
        yield "The table has no column of account ids; name it with --map id=HEADER."
    elif look.repeated:
        beyond = number_of(look.repeated_rows, "row")
        yield (
            f"{number_of(look.repeated, 'account id')} in several rows ({beyond} more): say how "
            "to combine the rows of a customer; the block below has a proposal."
        )
    else:
        yield "Every account id is in one row only."
    if look.without_id:
        yield f"{number_of(look.without_id, 'row')} without an account id."
    if look.blank or look.totals or look.of_another_table:
        below = look.of_another_table
        others = f", {number_of(below, 'row')} of another table below" if below else ""
        yield (
            f"Skipped: {number_of(look.blank, 'blank row')}, "
            f"{number_of(look.totals, 'total or footer')}{others}."
        )
    if look.rejected:
        first = "; ".join(f"row {row} {why}" for row, why in look.rejected[:_MANY])
        yield (
            f"{number_of(len(look.rejected), 'row')} with a different number of cells "
            f"than the header: {first}."
        )
    for found in look.currencies:
        shown = [f"{visible(code, 12) or 'none named'} {rows:,}" for code, rows in found.rows]
        yield f"Currencies of {found.name}: {listed(shown[:_MANY], 'and')}."
    for column in look.columns:
        if column.doubt:
            yield f"{visible(column.header, 60)}: {column.doubt}."
    yield from (f"{capitalised(visible(note, 300))}." for note in look.notes)
    for state in look.former:
        yield f"Probably not customers: {state.words}; the block below can leave them out."


def _columns(look: TableLook) -> Section:
    rows = tuple(_row(column) for column in look.columns[:_MOST_SHOWN])
    more = len(look.columns) - len(rows)
    table = Table(
        name="columns",
        title="Columns",
        columns=(
            Column("header", "Header"),
            Column("name", "Read as"),
            Column("kind", "Holds"),
            Column("filled", "Filled", "count"),
            Column("empty", "Empty", "count"),
            Column("unread", "Not\nread", "count"),
            Column("least", "Least", rank=2),
            Column("most", "Most", rank=1),
        ),
        rows=rows,
        note=f"{more:,} more columns are in --format json." if more > 0 else "",
    )
    return Section("columns", "Columns", (table,))


def _row(column: ColumnLook) -> tuple[Cell, ...]:
    form = column.form or ""
    return (
        visible(column.header, 40),
        column.name or "-",
        f"{column.kind.words}, {form}" if form else column.kind.words,
        column.filled,
        column.empty,
        column.unread,
        _short(column.least),
        _short(column.most),
    )


def _short(value: str | None) -> str:
    if value is None:
        return ""
    try:
        return _figure(float(value))
    except ValueError:
        return value[:10]


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value.is_integer() or abs(value) >= 1000 else f"{value:,.4g}"


def _spread(spread: Spread) -> Section:
    table = spread_table(spread)
    return Section(table.name, table.title, (table,), aside="rows by value")


def spread_table(spread: Spread, of: str = "Rows") -> Table:
    """Return the bins of one column; a segment that begins at a bin is named next to it.

    `of` names what is counted.
    """
    total = sum(each.accounts for each in spread.bins)
    longest = max((each.accounts for each in spread.bins), default=0) or 1
    borders: dict[float, list[str]] = {}
    for threshold in spread.thresholds:
        borders.setdefault(threshold.value, []).append(threshold.segment)
    rows: list[tuple[Cell, ...]] = [
        (
            _range(each.low, each.high),
            each.accounts,
            each.accounts / total if total else None,
            "\u2588" * max(round(_BAR * each.accounts / longest), int(each.accounts > 0)),
            f"<- {listed(borders[each.low], 'and')}: {_figure(each.low)}"
            if each.low in borders
            else "",
        )
        for each in spread.bins
    ]
    beyond = [b for b in borders if b not in {each.low for each in spread.bins}]
    note = ""
    if beyond:
        words = [f"{listed(borders[b], 'and')} at {_figure(b)}" for b in sorted(beyond)]
        note = f"All {of.lower()} are on one side of {listed(words, 'and')}."
    return Table(
        name=f"spread-{spread.name}",
        title=f"{visible(spread.header, 40)} ({spread.name})",
        columns=(
            Column("range", "From ... to"),
            Column("accounts", of, "count"),
            Column("share", "Share", "share", bar=True),
            Column("bar", "", audience="readers"),
            Column("threshold", "Threshold"),
        ),
        rows=tuple(rows),
        note=note,
    )


def _range(low: float, high: float | None) -> str:
    return f"{_figure(low)} and more" if high is None else f"{_figure(low)} to {_figure(high)}"


def paste_block(look: TableLook, path: str | None) -> str:
    """Return an `accounts:` block of YAML that reads the table as this look did.

    `path` is the table's name in a design, None for a URL, a frame or standard input. Open
    decisions are written as comments.
    """
    block: dict[str, object] = {"path": path or "env:ACCOUNTS_URL"}
    known = known_columns()
    taken = {column.name for column in look.columns}
    formats = {
        column.name: column.form
        for column in look.columns
        if column.form is not None and column.name is not None and column.name in known
    }
    if formats:
        block["formats"] = formats
    if look.repeated:
        own = next(column.header for column in look.columns if column.name == "id")
        others = {column.header for column in look.columns if column.name != "id"}
        block["per"] = own if "id" in others else "id"
        block |= roll_up_of(taken)
    text = dump_yaml({"accounts": block})
    comments = list(_comments(look, taken))
    return text + "".join(f"  # {comment}\n" for comment in comments)


def _comments(look: TableLook, taken: set[str | None]) -> Iterator[str]:
    missing = [name for name in _WANTED if name not in taken and not _stands_in(name, taken)]
    amounts = likely_amounts(
        column.header
        for column in look.columns
        if column.kind is Kind.NUMBER and column.name not in known_columns()
    )
    found = {"arr": quoted(amounts[0])} if len(amounts) == 1 else {}
    unknown = [column.header for column in look.columns if column.name not in known_columns()]
    if "id" in missing and (own := likely_id(unknown)) is not None:
        found["id"] = quoted(own)
    if missing:
        headers = ", ".join(f"{name}: {found.get(name, 'HEADER')}" for name in missing)
        checks = {"id": "does it name one customer?", "arr": "is it what a customer pays a year?"}
        asked = [f"check {name}: {checks[name]}" for name in missing if name in found]
        why = "; ".join(asked) or "where there is one"
        yield f"columns: {{{headers}}}  # {why}"
        if look.repeated and "arr" in missing:
            yield "sum: [arr]  # adds up the rows of a customer; name the column of arr first"
    for column in look.columns:
        if column.doubt and column.name is not None:
            yield f"formats: {{{column.name}: ...}}  # {visible(column.doubt, 160)}"
    for state in look.former:
        yield f"where: {state.condition}  # {state.words}: are these customers?"
    codes = dict.fromkeys(code for found in look.currencies for code, _ in found.rows if code)
    if len(codes) > 1:
        base, *others = (visible(code, 12) for code in codes)
        rates = ", ".join(f"{code}: RATE" for code in others[:_MANY])
        yield f"currency: {{base: {base}, rates: {{{rates}}}, as_of: DAY}}"


def _stands_in(name: str, taken: set[str | None]) -> bool:
    return name == "arr" and "mrr" in taken
