"""The content of findings."""
