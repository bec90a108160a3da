"""What the report says: answer, tables, lifecycle, ownership, drawings."""
