"""One module per command: options in, one call of the API, a text and an exit code."""
