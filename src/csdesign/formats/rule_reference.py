"""The rule reference as one HTML page, made from Markdown, with an anchor for each rule."""

from __future__ import annotations

from itertools import pairwise

__all__ = ["reference_page"]

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rules of csdesign</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid; }
</style>
</head>
<body>
<main>
"""


def reference_page(markdown: str) -> str:
    """Return the page; the anchor of a rule is its code in lower case."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    tokens = parser.parse(markdown)
    for heading, words in pairwise(tokens):
        if heading.type == "heading_open" and heading.tag == "h2":
            heading.attrSet("id", words.content.split()[0].lower())
    body = parser.renderer.render(tokens, parser.options, {})
    return f"{_HEAD}{body}</main>\n</body>\n</html>\n"
