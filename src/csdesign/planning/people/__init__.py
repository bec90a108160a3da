"""From work to people: headcount, presence, cost, managers, leavers and totals by role."""
