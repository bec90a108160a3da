"""Compares two designs and lists the changes in the language of customer success."""
