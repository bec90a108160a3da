"""What a client may ask, a module for each kind of question; `add` gives them to a server."""
