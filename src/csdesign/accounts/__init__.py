"""Account tables: `where` expressions, sources, and classification into segments.

Importing the package does not load an engine; the function that runs one does.
"""
