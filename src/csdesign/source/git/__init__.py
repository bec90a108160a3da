"""Designs in a git revision."""
