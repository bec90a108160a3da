"""Suppressions: comments in a design that suppress a finding, with a reason and an expiry."""
