"""One module per format, each from text or bytes to blocks."""
