"""JSON written so that nothing in it acts on what reads it: a terminal, a page, a CI log."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, Union

from csdesign.wording import INVISIBLE

__all__ = ["Json", "JsonObject", "Values", "dump", "dump_line"]

Json: TypeAlias = Union[  # noqa: UP007 -- an alias that names itself cannot use `|` on a string
    Mapping[str, "Json"], Sequence["Json"], str, int, float, bool, None
]
JsonObject: TypeAlias = Mapping[str, Json]
Values: TypeAlias = Mapping[str, object]
"""A declared document, whose values are plain."""

_LAYOUT: Final = "\n"
_ACTIVE: Final = re.compile(f"(?!{_LAYOUT})[{INVISIBLE}]|##\\w*\\[|</|<!")


def dump(value: Json | Values) -> str:
    """Return the value as an indented document that ends with a line feed.

    Letters of every script stay readable. Escapes of JSON take the place of control and
    invisible characters, lone surrogates, `##[` and `##name[` (commands to CI runners), `</` and
    `<!`: a JSON parser sees no difference.
    """
    return _harmless(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def dump_line(value: Json | Values) -> str:
    """Return the value as one line with its line feed, escaped like a document."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _harmless(text) + "\n"


def _harmless(text: str) -> str:
    # Outside strings JSON has none of these but the line feeds of its layout; inside a string a
    # line feed is escaped already.
    return _ACTIVE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    if len(found) > 1:
        return found[:-1] + f"\\u{ord(found[-1]):04x}"
    units = found.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
