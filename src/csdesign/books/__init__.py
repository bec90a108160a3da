"""Books: which person has which accounts.

`propose_books` takes accounts and people and returns books in which nobody is busier than needed,
locks hold, limits hold, and as few customers as possible get a new face; with the proven bound.
"""

from csdesign.books.options import BookAccount, BookOptions, Person, Strength
from csdesign.books.propose import propose_books
from csdesign.books.results import Assignment, Book, Books, Conflict, RuleCost

__all__ = [
    "Assignment",
    "Book",
    "BookAccount",
    "BookOptions",
    "Books",
    "Conflict",
    "Person",
    "RuleCost",
    "Strength",
    "propose_books",
]
