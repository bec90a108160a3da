"""The plan that a design implies: coverage, archetypes, ownership, contacts and people."""
