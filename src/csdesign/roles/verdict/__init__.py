"""The verdict on two roles."""
