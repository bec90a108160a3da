"""Checks over a whole design: the type of a rule, and the engine that runs rules."""
