"""Texts and addresses as SARIF spells them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from csdesign.escaping.terminal import shown
from csdesign.views.findings.paths import repository_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.escaping.json_text import JsonObject
    from csdesign.views.findings.report import FindingsReport

__all__ = ["message", "uri"]

_LINK: Final = re.compile(r"\](?=\s*\()")
_PLACEHOLDER: Final = re.compile(r"(\{+)(\d+)(\}+)")
_SPECIAL: Final = re.compile(r"[\\\[\]]")


def message(lines: Iterable[str]) -> JsonObject:
    """Return a message of plain text, with one line for each of `lines`.

    `[text](target)` is a link even in plain text (SARIF 3.11.6), so the brackets of a text that
    looks like a link are escaped. Other brackets are kept, since not every reader would unescape
    them. `{0}` is replaced by an argument (SARIF 3.11.5), so braces around a number are doubled;
    others stay, for the same reason.
    """
    text = "\n".join(shown(line) for line in lines)
    text = _PLACEHOLDER.sub(lambda found: found[1] * 2 + found[2] + found[3] * 2, text)
    if _LINK.search(text):
        text = _SPECIAL.sub(r"\\\g<0>", text)
    return {"text": text}


def uri(report: FindingsReport, path: str) -> str:
    """Return the path from the top of the repository as a relative reference.

    Everything but letters, digits and `/._-~` is percent-encoded: no path can name a scheme.
    """
    return quote(repository_path(report, path), errors="surrogatepass")
