"""Changes to the text of a design: ids and their uses, edits, corrections of findings.

`check --fix`, the language server, the MCP server and the explorer share these, so that one slip
is corrected in one way. Nothing here writes a file.
"""
