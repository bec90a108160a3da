"""Finds which promises to change so that a plan fits, at least cost to customers."""
