"""YAML text to a tree with places, or findings; the only package that knows YAML."""
