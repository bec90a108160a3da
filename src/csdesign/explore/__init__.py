"""A screen to try numbers: change a promise and see how people, money and findings change."""
