"""What a comparison of two roles comes to."""
