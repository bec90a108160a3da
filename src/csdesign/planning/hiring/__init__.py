"""The fewest hires and the people to spare, from work and people as plain numbers."""
