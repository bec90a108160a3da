"""How sure a plan is: its uncertain inputs drawn many times, each draw planned as the plan is."""
