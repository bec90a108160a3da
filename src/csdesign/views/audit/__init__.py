"""The content of an audit of roles."""
