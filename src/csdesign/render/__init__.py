"""Results written for people and programs; the only part that knows what a format looks like."""
