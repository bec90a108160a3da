"""Thousands of roles compared at once: an HR list or an export of postings."""
