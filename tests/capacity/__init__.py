"""Formulas against published numbers, exact oracles and the properties they promise."""
