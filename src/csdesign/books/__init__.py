"""Books: the accounts of each person.

`propose_books` takes accounts and people and returns books that keep limits and locks, break few
rules, move few customers to a new owner, and balance the loads; each aim with its proof.
"""

from csdesign.books.options import BookAccount, BookOptions, Person, Strength
from csdesign.books.propose import propose_books
from csdesign.books.proposed import Assignment, Book, Books, Broken, Conflict, RuleCost

__all__ = [
    "Assignment",
    "Book",
    "BookAccount",
    "BookOptions",
    "Books",
    "Broken",
    "Conflict",
    "Person",
    "RuleCost",
    "Strength",
    "propose_books",
]
