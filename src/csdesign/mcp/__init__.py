"""Tools for assistants, which ask the planner instead of inventing figures."""
