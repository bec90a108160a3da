"""The version, as a constant: looking it up in the installed metadata costs as much as Python."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
"""The same as in pyproject.toml; a test holds them together."""
