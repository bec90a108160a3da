"""Files read bounded and written whole."""
