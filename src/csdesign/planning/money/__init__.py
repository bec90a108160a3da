"""What people cost, by role and by segment."""
