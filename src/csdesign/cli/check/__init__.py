"""The check command: options, what controls a run, the run itself, its baselines."""
