"""Role cards and the reference catalogue, written."""
