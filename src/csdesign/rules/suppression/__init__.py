"""Suppressions: comments in a design that silence a finding, with a reason and an expiry."""
