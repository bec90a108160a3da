"""Text made harmless for whoever reads it."""
