"""Books: which person has which accounts.

`propose_books` takes accounts and people and returns books in which nobody is busier than needed,
locks hold, limits hold, and as few customers as possible get a new face; with the proven bound.
"""
