"""Which promises to change so that a plan fits people or money, at least cost to customers."""
