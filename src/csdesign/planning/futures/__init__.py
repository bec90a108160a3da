"""The uncertainty of a plan: its inputs drawn many times, each draw planned as the plan is."""
