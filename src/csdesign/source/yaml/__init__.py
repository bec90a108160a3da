"""Reads YAML text into a tree in which every value knows its place."""
