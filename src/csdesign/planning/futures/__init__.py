"""The uncertainty of a plan: its inputs drawn many times, with a plan for each draw."""
