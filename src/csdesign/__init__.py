"""Customer-success role coverage, designed as code."""
