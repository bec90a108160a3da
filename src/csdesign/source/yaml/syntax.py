"""Messages for the errors of libyaml on broken YAML, with advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csdesign.finding import Finding, Related, Severity
from csdesign.source.problems import SYNTAX, TOO_DEEP
from csdesign.source.yaml.refusals import DEPTH
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.finding import Span
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["syntax_problem"]

_WORDS: Final = {
    "mapping values are not allowed": (
        "a second ':' in one value; quote the text that holds it, or put the key on a line of"
        " its own, indented under its parent"
    ),
    "block sequence entries are not allowed": (
        "a list item is not allowed here; put '- ' on a line of its own"
    ),
    "block mapping entries are not allowed": "a key is not allowed here; put it on its own line",
    "did not find expected '-' indicator": (
        "the line does not fit the list it is in; indent it like its neighbours and begin"
        " each item with '- '"
    ),
    "did not find expected key": (
        "the line does not fit the mapping it is in; indent its keys equally"
    ),
    "violates indentation": "a tab indents the line; indent with spaces",
    "did not find expected ',' or ']'": (
        "the list is not closed; put a comma between its items and ']' at its end"
    ),
    "did not find expected ',' or '}'": (
        "the mapping is not closed; put a comma between its entries and '}' at its end"
    ),
    "found unexpected end of stream": (
        "a quote is not closed; put the same quote at the end of the text"
    ),
    "found unexpected document indicator": (
        "a quote is not closed before the line of '---'; put the same quote at the end of the text"
    ),
    "found unexpected ':'": "a ':' that belongs to no key; quote the text that holds it",
    "could not find expected ':'": "a key without ':' after it; write 'key: value'",
    "did not find expected node content": (
        "a value is missing here; write one, or remove the comma or bracket"
    ),
    "found unknown escape character": (
        "an unknown escape; in double quotes write a backslash twice, or use single quotes"
    ),
    "did not find expected hexdecimal number": (
        "an escape of too few hexadecimal digits; write a backslash twice, or use single quotes"
    ),
    "found invalid Unicode character escape": (
        "an escape that does not name a character; write the character itself"
    ),
    "did not find expected alphabetic or numeric": (
        "text cannot begin with '*' or '&'; put it in quotes"
    ),
    "did not find expected <document start>": (
        "there is text outside the design; check the brackets and the indentation above"
    ),
    "found undefined tag handle": "tags are not read; quote a text that begins with '!'",
    "did not find the expected '!'": "tags are not read; quote a text that begins with '!'",
    "incompatible YAML document": "the version in %YAML is not known; remove the line",
    "duplicate %YAML directive": "%YAML is given twice; remove the line",
    "did not find the expected '>'": "tags are not read; quote a text that begins with '!'",
    "expected whitespace or line break": "tags are not read; quote a text that begins with '!'",
    "expected directive name": "a line that begins with '%' is a directive; quote the text",
    "unexpected non-alphabetical": "a line that begins with '%' is a directive; quote the text",
    "a tab character where an indentation": "a tab indents the line; indent with spaces",
    "unknown directive": "a line that begins with '%' is a directive; quote the text",
    "did not find expected comment or line break": (
        "the rest of the line is not allowed here; remove it, or put a blank before '#'"
    ),
    "did not find expected digit": "a number of an indentation is malformed; remove it",
    "found an indentation indicator equal to 0": "a block text cannot be indented by 0",
    "invalid leading UTF-8": "bytes that are not UTF-8",
}
_LONGEST_KEY: Final = 1024  # libyaml looks no further for the colon
_STARTS: Final = {
    "\t": "a tab; indent with spaces",
    "@": "text cannot begin with '@'; put it in quotes",
    "`": "text cannot begin with a backquote; put it in quotes",
    "%": "text cannot begin with '%'; put it in quotes",
}


def syntax_problem(file: SourceFile, error: Any) -> Finding:
    """Return the finding for an error of the YAML reader (a `yaml.YAMLError`)."""
    problem = str(getattr(error, "problem", None) or "")
    noticed = _offset(file, getattr(error, "problem_mark", None), 0)
    begun = _offset(file, getattr(error, "context_mark", None), noticed)
    if problem.startswith("mapping values") and file.place(noticed)[1] > _LONGEST_KEY:
        message = f"a key longer than {_LONGEST_KEY:,} characters; give it a shorter name"
    else:
        message = _message(problem, file.text[noticed : noticed + 1])
    if "maximum nesting depth" in problem:
        # libyaml's own limit of brackets that it holds open before it hands out the first.
        words = f"nested deeper than {DEPTH} levels; the design language needs seven"
        return Finding(TOO_DEEP, Severity.ERROR, words, _one(file, noticed))
    place, other, words = noticed, begun, "it begins here"
    if "not closed" in message and file.place(begun)[0] != file.place(noticed)[0]:
        # The line to mend is the one with the opening quote or bracket.
        place, other, words = begun, noticed, "noticed here"
    span, elsewhere = _one(file, place), _one(file, other)
    related = (Related(words, elsewhere),) if elsewhere.line != span.line else ()
    return Finding(SYNTAX, Severity.ERROR, message, span, related=related)


def _offset(file: SourceFile, mark: Any, otherwise: int) -> int:
    return otherwise if mark is None else min(mark.index, len(file.text))


def _one(file: SourceFile, offset: int) -> Span:
    """Return the span of one character; an empty one at the end of the file."""
    return file.span(offset, min(offset + 1, len(file.text)))


def _message(problem: str, character: str) -> str:
    if "cannot start any token" in problem:
        fallback = "this character cannot begin a text; put the text in quotes"
        return _STARTS.get(character, fallback)
    for known, words in _WORDS.items():
        if known in problem:
            return words
    return f"this is not YAML ({visible(problem, 80)})" if problem else "this is not YAML"
