"""The page of every code: rules of the catalogue, reading, schema, tables, scenarios, comments.

A rule's page is the docstring of its module. The other codes are raised where files, models and
tables are read; what their pages add to summary and help is in `catalogue/pages.txt`, in the
same form.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from csdesign.rules.catalogue import ALL_RULES
from csdesign.rules.control import known_rules
from csdesign.rules.rule import Facts, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.finding import Hit

__all__ = ["pages"]

_CODE: Final = re.compile(r"^([A-Z]{3}[0-9]{3})$", re.MULTILINE)


@cache
def pages() -> Mapping[str, Rule]:
    """Return a page for each code that can be found, in the order of the catalogue."""
    own = {rule.code: rule for rule in ALL_RULES}
    found = {}
    for info in known_rules():
        text = f"{info.summary}\n\n{info.help}\n\n{_texts().get(info.code, '')}"
        if info.source and "Source:" not in text:
            text += f"\nSource: {info.source}\n"
        found[info.code] = own.get(info.code) or Rule(
            info.code, info.name, info.severity, text, _elsewhere
        )
    return found


@cache
def _texts() -> Mapping[str, str]:
    text = files("csdesign.rules.catalogue").joinpath("pages.txt").read_text(encoding="utf-8")
    _, *parts = _CODE.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _elsewhere(_: Facts) -> Iterator[Hit]:
    """Find nothing: the code is found where files and tables are read."""
    yield from ()
