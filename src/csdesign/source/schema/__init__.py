"""Reads a tree into models, and turns errors of pydantic into findings."""
