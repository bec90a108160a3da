"""Conditions and cells as sqlglot trees: the text of a query is only ever written by sqlglot."""
