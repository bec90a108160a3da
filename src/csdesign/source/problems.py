"""The codes of problems of a file, found before any rule looks at the design."""

from __future__ import annotations

from typing import Final

from csdesign.finding import RuleInfo, Severity

__all__ = [
    "ALIAS",
    "CHARACTER",
    "DIRECTIVE",
    "DOCUMENTS",
    "DUPLICATE_KEY",
    "EMPTY",
    "ENCODING",
    "INCLUDED",
    "KEY",
    "LONG_TEXT",
    "MERGE_KEY",
    "MORE",
    "NODES",
    "NOT_A_MAPPING",
    "READING",
    "SIZE",
    "SYNTAX",
    "TAG",
    "TOO_DEEP",
]


def _rule(code: str, name: str, summary: str, text: str) -> RuleInfo:
    return RuleInfo(code, name, Severity.ERROR, summary, text)


ENCODING: Final = _rule(
    "YML001",
    "not-utf-8",
    "The file is not text in UTF-8.",
    "Designs are UTF-8 text, with or without a byte order mark. A file in UTF-16, in an older\n"
    "code page or a binary file is not guessed at: a wrong guess would change names and titles.\n"
    "Save the file as UTF-8; `iconv -f CODEPAGE -t UTF-8` converts one.",
)
CHARACTER: Final = _rule(
    "YML002",
    "forbidden-character",
    "The file contains a control character or an invisible one.",
    "Control characters, line separators and bidirectional controls can make a line look like\n"
    "another one, in a terminal or in a review (Boucher and Anderson, Trojan Source, 2021). Of\n"
    "the control characters only tab, line feed and carriage return are allowed, and an escape\n"
    "such as \\e counts as the character.",
)
SIZE: Final = _rule(
    "YML003",
    "file-too-large",
    "The file is larger than 16 MB.",
    "A design is written by people; 100,000 roles fit into 9 MB. Split a larger one into several\n"
    "files of one directory, and keep account tables out of it: they have `--accounts`.",
)
SYNTAX: Final = _rule(
    "YML004",
    "yaml-syntax",
    "The file is not valid YAML.",
    "The reader stops at the first place that is not YAML, so there may be more of them. Most\n"
    "often a line is indented differently from its neighbours or with a tab, a quote or bracket\n"
    "is not closed, or a text contains `: ` or ` #` and needs quotes.",
)
TOO_DEEP: Final = _rule(
    "YML005",
    "too-deep",
    "Lists and mappings are nested deeper than 32 levels.",
    "The design language needs seven levels. Deeper nesting is a mistake or an attack.",
)
NODES: Final = _rule(
    "YML006",
    "too-many-nodes",
    "The file has more than 2,000,000 keys and values.",
    "A design has a few thousand of them. Split a larger one into several files of one directory.",
)
LONG_TEXT: Final = _rule(
    "YML007",
    "text-too-long",
    "A text is longer than 10,000 characters.",
    "A text of this length is a document: keep it elsewhere and name it in the design.",
)
DUPLICATE_KEY: Final = _rule(
    "YML008",
    "duplicate-key",
    "A mapping has the same key twice.",
    "Many YAML readers silently keep the last one, so part of what was written would be\n"
    "lost. Keys are compared in Unicode's composed form (NFC). Where a design has several files,\n"
    "lists under one top-level key are joined; a key of a mapping may be in one file only.",
)
ALIAS: Final = _rule(
    "YML009",
    "anchor-or-alias",
    "The file uses an anchor (&name) or an alias (*name).",
    "Anchors and aliases are not read: a value would have two places, and a few hundred bytes\n"
    "can expand to gigabytes. An experience serves several segments with `segments: [a, b]`; a\n"
    "role takes over the lists of another with `extends: csm`. Text that begins with `*` or `&`\n"
    "needs quotes.",
)
MERGE_KEY: Final = _rule(
    "YML010",
    "merge-key",
    "The file uses a merge key (<<).",
    "Merge keys are not read. A role takes over another one with `extends`; an experience serves\n"
    "several segments with `segments: [a, b]`.",
)
TAG: Final = _rule(
    "YML011",
    "tag",
    "The file uses a tag (!name).",
    "Tags are not read: the schema knows the type of every value. Leave the tag out; put a text\n"
    "that begins with `!` in quotes.",
)
DIRECTIVE: Final = _rule(
    "YML012",
    "tag-directive",
    "The file declares tags with %TAG.",
    "Tags are not read, so there is nothing to declare. Remove the line.",
)
DOCUMENTS: Final = _rule(
    "YML013",
    "several-documents",
    "The file has more than one YAML document.",
    "What follows the second `---` would be lost. Put it into a file of its own: several files\n"
    "and directories form one design.",
)
KEY: Final = _rule(
    "YML014",
    "key-not-text",
    "A key is empty, a list, a mapping or an alias.",
    "Keys of a design are names. Quote a key that must be `null` or `~`.",
)
NOT_A_MAPPING: Final = _rule(
    "YML015",
    "not-a-mapping",
    "The file is not a mapping at its top level.",
    "A design is a mapping with keys such as `segments`, `experiences` and `roles`.",
)
EMPTY: Final = _rule(
    "YML016",
    "empty-design",
    "The file contains only blank lines and comments.",
    "Write at least `segments:` with one segment; `csdesign init` writes a design to start from.",
)
INCLUDED: Final = _rule(
    "YML017",
    "not-included",
    "A file that `include` names cannot be read.",
    "`include: [../common/roles.yaml]` adds files to a design; paths are relative to the file\n"
    "with this key. The files must be in the same git repository (without a repository: in the\n"
    "working directory), so that a design cannot make the program read other files of the "
    "machine.\n"
    "No file may include itself, not even through other files.",
)
MORE: Final = _rule(
    "YML099",
    "more-problems",
    "The file has more problems than are shown.",
    "At most 50 problems of a file are shown at once. Correct those and run the command again.",
)

READING: Final = (
    ENCODING,
    CHARACTER,
    SIZE,
    SYNTAX,
    TOO_DEEP,
    NODES,
    LONG_TEXT,
    DUPLICATE_KEY,
    ALIAS,
    MERGE_KEY,
    TAG,
    DIRECTIVE,
    DOCUMENTS,
    KEY,
    NOT_A_MAPPING,
    EMPTY,
    INCLUDED,
    MORE,
)
"""Every rule of reading, in the order of their codes; those of the schema are in `schema`."""
