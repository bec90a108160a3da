"""A screen to try numbers: change a promise, and people, money and findings move next to it."""
