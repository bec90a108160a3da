"""Tools for assistants: they ask the planner, so that no figure comes from imagination."""
