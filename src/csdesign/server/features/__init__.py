"""The questions of a client, a module for each kind; `add` gives them to a server."""
