"""The text of a role: its lines, words, titles, meanings."""
