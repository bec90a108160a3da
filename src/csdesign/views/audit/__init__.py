"""What an audit of roles says."""
