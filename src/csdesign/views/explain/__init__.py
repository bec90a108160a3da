"""Derivations of results, step by step, down to the lines of the design."""
