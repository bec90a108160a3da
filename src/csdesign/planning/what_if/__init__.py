"""What would change a plan: its level, its total, its thin hires."""
