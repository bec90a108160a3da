"""Designs as a git revision holds them."""
