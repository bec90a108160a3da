"""Text made harmless for the person or program that reads it."""
