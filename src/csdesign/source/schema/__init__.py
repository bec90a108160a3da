"""A tree read into models, and what pydantic refuses said as findings."""
