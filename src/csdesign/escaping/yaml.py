"""Values and texts as YAML that every parser reads back unchanged and no CI runner obeys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import yaml

from csdesign.escaping.terminal import apart
from csdesign.wording import INVISIBLE, visible

__all__ = ["comment", "dump_yaml", "quoted"]

_COMMAND: Final = r"##(?=\w*\[)"
"""Commands that CI runners obey anywhere in a line; `::` is one only at the start of a line, where
a key or a quote is.
"""
_ACTIVE: Final = re.compile(f"[{INVISIBLE}]|{_COMMAND}")
_ESCAPED: Final = re.compile(f'["\\\\{INVISIBLE}]|{_COMMAND}')
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "##": "\\x23#"}
_DIRECTIVE: Final = re.compile(r"#(?=\s*csdesign)")
_LONGEST_COMMENT: Final = 500


def dump_yaml(value: Any) -> str:
    """Return plain values as one YAML document; text is quoted where another reading is possible.

    Every text is kept on one line, so that none can begin a line of its own. Aliases are never
    written: the reader of this tool, and many others, refuse them.
    """
    text: str = yaml.dump(
        _plain(value),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=float("inf"),
    )
    return text


def quoted(text: str) -> str:
    """Return a text as a double-quoted scalar on one line, with the escapes of JSON.

    Half of a surrogate pair is not a character and cannot be written: it becomes U+FFFD.
    """
    return f'"{_ESCAPED.sub(_escape, text)}"'


def comment(text: str, limit: int = _LONGEST_COMMENT) -> str:
    """Return a text for a comment: one line, without a directive to csdesign or to a CI runner.

    A text could hold `# csdesign: ignore[...]`, which in a comment would suppress a rule.
    """
    return _DIRECTIVE.sub(r"\\x23", apart(visible(text, limit)))


def _escape(match: re.Match[str]) -> str:
    found = match.group()
    if found in _SHORT:
        return _SHORT[found]
    number = ord(found)
    if 0xD800 <= number <= 0xDFFF:
        return "\ufffd"
    if number < 0x100:
        return f"\\x{number:02X}"
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, and quotes text that YAML 1.1 or 1.2 could read as something else."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the signature of PyYAML
        return True

    def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002  # the same
        self.write_indicator(quoted(text), True)


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = '"' if _ACTIVE.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, Sequence):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no YAML form here")
