"""Role cards: the job description of a role, and the reference catalogue."""
