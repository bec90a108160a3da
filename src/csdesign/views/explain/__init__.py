"""How a result was derived, step by step, down to the lines of the design."""
