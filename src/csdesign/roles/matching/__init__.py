"""Lines of two roles aligned and scored."""
