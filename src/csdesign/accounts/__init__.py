"""Account tables: `where` expressions, sources, classification into segments, and books.

The package imports nothing when it is imported: an engine is loaded by the function that runs it.
"""
