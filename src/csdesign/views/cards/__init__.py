"""Role cards: a job description from the design, and the reference catalogue to read and paste."""
