"""Conditions and cells as sqlglot trees: only sqlglot writes the text of a query."""
