"""Checks over a whole design: what a rule is, and how rules run."""
