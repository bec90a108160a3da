"""The coverage decision: level and assignment from the promised work, never from revenue."""
