"""One module per command: flags in, one api call, one writer, an exit code."""
