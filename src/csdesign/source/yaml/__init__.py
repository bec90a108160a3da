"""YAML text read into a tree whose every value knows its place."""
